import type { Language } from '../../../rdf/text.ts';
import { messageIn } from '../../../rdf/typeset-french.ts';
import { exactTime, longDate } from '../../dates.ts';
import { answerAddress } from '../../sparql/answer-address.ts';
import type { GalleryQuery } from '../../sparql/query-gallery.ts';
import { sparqlTexts } from '../../texts/sparql-texts.ts';
import { entityTexts, fill } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { ShownResult, SparqlPageInput } from './sparql-page-input.ts';

const downloads = {
  bindings: ['csv', 'tsv', 'json', 'xml'],
  boolean: ['json', 'xml'],
  graph: ['turtle', 'ntriples', 'jsonld', 'rdfxml'],
} as const;

const formatLabels = {
  csv: 'CSV',
  tsv: 'TSV',
  json: 'JSON',
  xml: 'XML',
  turtle: 'Turtle',
  ntriples: 'N-Triples',
  jsonld: 'JSON-LD',
  rdfxml: 'RDF/XML',
} as const;

/** The whole answer as files, its lasting address, and how to cite it. */
export function takeAway(result: ShownResult, example: GalleryQuery | undefined, input: SparqlPageInput): Content {
  const { language, action, asked, endpoint } = input;
  const t = sparqlTexts(language);
  const formats = downloads[result.state === 'boolean' ? 'boolean' : result.kind];
  return html`<p class="take-away">
      ${t.download}${entityTexts(language).colon}${' '}
      ${formats.map((format) => html`<a href=${answerAddress(action, asked, { format })} rel="alternate">${formatLabels[format]}</a>${' '}`)}
      · <a href=${answerAddress(endpoint, asked)} rel="bookmark" data-copy-link>${t.permalink}</a>
    </p>
    ${citation(result, example, input)}`;
}

/**
 * Names the state of the data and leads to the same answer on it: whoever follows it in a year computes the same. What
 * others were asked cannot be asked again as it was: then the citation says who was asked, and when.
 */
function citation(result: ShownResult, example: GalleryQuery | undefined, input: SparqlPageInput): Content {
  const { language, asked, endpoint, now, stateAt, repeats } = input;
  const t = sparqlTexts(language);
  const address = answerAddress(endpoint, asked, stateAt ? { at: stateAt } : {});
  const words = {
    site: new URL(endpoint).host,
    title: example ? messageIn(example.title, language) : t.ownQuery,
    version: stateAt ? fill(t.stateOf, { moment: longDate(stateAt, language), at: stateAt }) : result.version,
    date: longDate(now.toISOString().slice(0, 10), language),
    address,
  };
  const notes = {
    same: stateAt ? t.citeNote : t.citeNoteToday,
    'by-chance': t.citeNoteChance,
    'asked-others': t.citeNoteOthers,
  };
  return html`<details class="sparql-cite">
    <summary>${t.cite}</summary>
    <p class="citation" data-copy-text>${
      repeats === 'asked-others'
        ? fill(t.citationOthers, {
            ...words,
            moment: `${exactTime(now.toISOString(), language)} (${now.toISOString()})`,
            others: namesOf(result, language),
          })
        : fill(t.citation, words)
    }</p>
    ${stateAt && repeats === 'same' && html`<p><a href=${address} rel="bookmark">${t.sameState}</a></p>`}
    <p class="quiet">${notes[repeats]} <a href="/snapshots">${t.snapshots}</a></p>
  </details>`;
}

const maxNamed = 5;

/** Who was asked, the first ones by their addresses. */
function namesOf({ asked = [] }: ShownResult, language: Language): string {
  const t = sparqlTexts(language);
  const named = asked.slice(0, maxNamed).map(({ url }) => url);
  const rest = asked.length - named.length;
  return [named.join(', ') || t.nobody, rest > 0 && fill(t.askedMore, { count: rest })].filter(Boolean).join(' ');
}
