import { actorTypes } from '../../../directory/actors/read-actors.ts';
import type { Language } from '../../../rdf/text.ts';
import { sparqlTexts } from '../../texts/sparql-texts.ts';
import { counted, fill, number } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { ShownTable } from './sparql-page-input.ts';

/** So many actors one drawing takes, and so many places the map lists by name. */
export const mostActors = 150;
export const mostPlaces = 100;
/** The longest address that every server and browser takes. */
const maxAddress = 8000;

/** From the actors of an answer to how they are linked, and from its places to the map. */
export function onward({ table, names }: ShownTable, language: Language): Content {
  const t = sparqlTexts(language);
  const found = new Map(
    table.rows.flat().flatMap((cell) => {
      const entity = cell?.kind === 'iri' ? names.get(cell.value)?.entity : undefined;
      return entity ? [[cell?.value ?? '', entity] as const] : [];
    }),
  );
  const actors = [...found.values()].filter(({ type }) => actorTypes.some((one) => one === type));
  const places = actors.filter(({ type }) => type === 'place');
  const links = [
    linkTo(
      t.asEcosystem,
      actors.map(({ type, key }) => `${type}/${key}`),
      {
        address: '/ecosysteme?acteurs=',
        separator: '+',
        most: mostActors,
        unit: t.actors,
        language,
      },
    ),
    linkTo(
      t.onTheMap,
      places.map(({ key }) => key),
      {
        address: '/?favoris=',
        separator: ',',
        most: mostPlaces,
        unit: t.places,
        language,
      },
    ),
  ].filter(Boolean);
  return (
    links.length > 0 &&
    html`<p class="take-away sparql-onward">${links.map((link, index) => html`${index > 0 && ' · '}${link}`)}
      ${table.rows.length < table.total && html`<span class="quiet">${t.ofShownRows}</span>`}</p>`
  );
}

interface Way {
  readonly address: string;
  readonly separator: string;
  readonly most: number;
  readonly unit: { readonly one: string; readonly other: string };
  readonly language: Language;
}

/** The way with as many as it takes, saying how many of how many. */
function linkTo(label: string, all: readonly string[], { address, separator, most, unit, language }: Way): Content {
  const written = all.map((one) => encodeURIComponent(one).replaceAll('%2F', '/'));
  let taken = Math.min(most, written.length);
  while (taken > 0 && hrefOf(taken).length > maxAddress) taken--;
  if (taken === 0) return undefined;
  function hrefOf(count: number): string {
    return address + written.slice(0, count).join(separator);
  }
  const t = sparqlTexts(language);
  const of = counted(unit, all.length, language);
  return html`<a href=${hrefOf(taken)} rel="nofollow">${label}</a> <span class="quiet">(${taken < all.length ? fill(t.firstOf, { first: number(taken, language), of }) : of})</span>`;
}
