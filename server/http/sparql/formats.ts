import { allFormats } from '../../graph/answer-formats.ts';
import type { AnswerFormat } from '../../graph/graph.ts';

/** A format of an answer, or the page. */
export type WantedFormat = AnswerFormat | 'html';

const byName: Readonly<Record<string, readonly WantedFormat[]>> = {
  'application/sparql-results+json': ['json'],
  'application/sparql-results+xml': ['xml'],
  'text/csv': ['csv'],
  'text/tab-separated-values': ['tsv'],
  'text/turtle': ['turtle'],
  'application/x-turtle': ['turtle'],
  'application/n-triples': ['ntriples'],
  'application/ld+json': ['jsonld'],
  'text/html': ['html'],
  'application/xhtml+xml': ['html'],
  // Widely sent for lack of the exact type.
  'application/json': ['json', 'jsonld'],
  'application/xml': ['xml'],
  'text/xml': ['xml'],
  'text/plain': ['ntriples', 'csv'],
  'text/*': ['csv', 'turtle', 'tsv'],
  'application/*': ['json', 'jsonld', 'xml', 'ntriples'],
  '*/*': allFormats,
  // For the `format` parameter.
  json: ['json', 'jsonld'],
  xml: ['xml'],
  csv: ['csv'],
  tsv: ['tsv'],
  turtle: ['turtle'],
  ttl: ['turtle'],
  ntriples: ['ntriples'],
  nt: ['ntriples'],
  jsonld: ['jsonld'],
  html: ['html'],
};

/** The names the `format` parameter takes, beside media types. */
export const formatNames = ['json', 'xml', 'csv', 'tsv', 'turtle', 'ntriples', 'jsonld', 'html'] as const;

/** The formats that media types or format names stand for, most wanted first; names we do not know are left out. */
export function wantedFormats(names: readonly string[]): readonly WantedFormat[] {
  return [...new Set(names.flatMap((name) => byName[(name.split(';')[0] ?? '').trim().toLowerCase()] ?? []))];
}
