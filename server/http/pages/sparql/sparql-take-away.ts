import { longDate } from '../../dates.ts';
import { answerAddress } from '../../sparql/answer-address.ts';
import type { GalleryQuery } from '../../sparql/query-gallery.ts';
import { sparqlTexts } from '../../texts/sparql-texts.ts';
import { fill } from '../../texts/texts.ts';
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
      ${t.download} :${' '}
      ${formats.map((format) => html`<a href=${answerAddress(action, asked, { format })} rel="alternate">${formatLabels[format]}</a>${' '}`)}
      · <a href=${answerAddress(endpoint, asked)} rel="bookmark" data-copy-link>${t.permalink}</a>
    </p>
    ${citation(result, example, input)}`;
}

/** Names the state of the data and leads to the same answer on it: whoever follows it in a year computes the same. */
function citation(result: ShownResult, example: GalleryQuery | undefined, input: SparqlPageInput): Content {
  const { language, asked, endpoint, now, stateAt } = input;
  const t = sparqlTexts(language);
  const dated = answerAddress(endpoint, asked, stateAt ? { at: stateAt } : {});
  const words = fill(t.citation, {
    site: new URL(endpoint).host,
    title: example ? example.title[language] : t.ownQuery,
    version: stateAt ? fill(t.stateOf, { moment: longDate(stateAt, language), at: stateAt }) : result.version,
    date: longDate(now.toISOString().slice(0, 10), language),
    address: dated,
  });
  return html`<details class="sparql-cite">
    <summary>${t.cite}</summary>
    <p class="citation" data-copy-text>${words}</p>
    ${stateAt && html`<p><a href=${dated} rel="bookmark">${t.sameState}</a></p>`}
    <p class="quiet">${stateAt ? t.citeNote : t.citeNoteToday} <a href="/snapshots">${t.snapshots}</a></p>
  </details>`;
}
