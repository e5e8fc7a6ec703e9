import type { Filter, Page } from '../../directory/entity.ts';
import { facetNames } from '../../directory/entity.ts';
import { territoryName } from '../../directory/territory-names.ts';
import { regionOf } from '../../geography/departements.ts';
import type { Language } from '../../rdf/text.ts';
import { fill, number, texts } from '../texts/texts.ts';

/** One thing that narrows a list: in words, and the filter without it. */
export interface Choice {
  readonly label: string;
  readonly without: Filter;
}

/** Everything that narrows a list, searched words first. */
export function choicesOf(filter: Filter, { facets }: Pick<Page, 'facets'>, language: Language): readonly Choice[] {
  const t = texts(language).list;
  const { q, near, bbox, ended, ...rest } = filter;
  const choices: Choice[] = [];
  if (q !== undefined) choices.push({ label: q, without: leaveOut(filter, 'q') });
  for (const name of facetNames)
    for (const value of rest[name] ?? []) {
      const facet = facets[name]?.find(({ key, iri }) => key === value || iri === value);
      const left = (filter[name] ?? []).filter((one) => one !== value);
      choices.push({
        label: facet?.label[language] ?? value,
        without: left.length > 0 ? { ...filter, [name]: left } : leaveOut(filter, name),
      });
    }
  if (near) {
    const where = { lat: number(near.lat, language), lon: number(near.lon, language) };
    choices.push({
      label: fill(t.within, { km: number(near.radiusKm, language), ...where }),
      without: leaveOut(filter, 'near'),
    });
  }
  if (ended) choices.push({ label: t.alsoEnded, without: leaveOut(filter, 'ended') });
  if (bbox) choices.push({ label: t.inBox, without: leaveOut(filter, 'bbox') });
  return choices;
}

/** A wider filter to offer when nothing matches, and how it is wider. */
export interface Wider {
  readonly label: string;
  readonly filter: Filter;
}

const widerKm = [25, 50, 100, 200];

/** The territories around the chosen ones and longer distances, the nearest first. */
export function widerFilters(filter: Filter, language: Language): readonly Wider[] {
  const t = texts(language).list;
  const around = (filter.territory ?? []).flatMap((code) =>
    territoriesAround(code).map((wider) => ({
      label: territoryName(wider),
      filter: { ...filter, territory: [...(filter.territory ?? []).filter((one) => one !== code), wider] },
    })),
  );
  const { near } = filter;
  const farther = widerKm
    .filter((km) => near && km > near.radiusKm)
    .map((km) => ({
      label: fill(t.withinKm, { km: number(km, language) }),
      filter: near ? { ...filter, near: { ...near, radiusKm: km } } : filter,
    }));
  return [...around, ...farther];
}

/** The département and the région around a commune, or the région around a département. */
function territoriesAround(code: string): string[] {
  const upper = code.toUpperCase();
  if (upper.startsWith('R')) return [];
  const departement = upper.length > 3 ? upper.slice(0, /^9[78]/.test(upper) ? 3 : 2) : upper;
  const region = regionOf(departement);
  return [...(departement === upper ? [] : [departement]), ...(region ? [`R${region}`] : [])];
}

function leaveOut(filter: Filter, name: keyof Filter): Filter {
  const { [name]: _left, ...others } = filter;
  return others as Filter;
}
