import type { AnswerFormat } from '../../graph/graph.ts';

/** A format of an answer, or the page. */
export type WantedFormat = AnswerFormat | 'html';

/** What may be asked for, in the order of our preference: the exact types first, then what is sent for lack of them. */
const byMediaType: Readonly<Record<string, readonly WantedFormat[]>> = {
  'application/sparql-results+json': ['json'],
  'application/sparql-results+xml': ['xml'],
  'text/csv': ['csv'],
  'text/tab-separated-values': ['tsv'],
  'text/turtle': ['turtle'],
  'application/n-triples': ['ntriples'],
  'application/ld+json': ['jsonld'],
  'application/rdf+xml': ['rdfxml'],
  'text/html': ['html'],
  'application/xhtml+xml': ['html'],
  'application/json': ['json', 'jsonld'],
  'application/xml': ['xml', 'rdfxml'],
  'text/xml': ['xml', 'rdfxml'],
  'application/x-turtle': ['turtle'],
  'text/plain': ['ntriples', 'csv'],
};

const byName: Readonly<Record<string, readonly WantedFormat[]>> = {
  json: ['json', 'jsonld'],
  xml: ['xml', 'rdfxml'],
  csv: ['csv'],
  tsv: ['tsv'],
  turtle: ['turtle'],
  ttl: ['turtle'],
  ntriples: ['ntriples'],
  nt: ['ntriples'],
  jsonld: ['jsonld'],
  rdfxml: ['rdfxml'],
  rdf: ['rdfxml'],
  html: ['html'],
};

/** The names the `format` parameter takes, beside media types. */
export const formatNames = ['json', 'xml', 'csv', 'tsv', 'turtle', 'ntriples', 'jsonld', 'rdfxml', 'html'] as const;

/** The formats that a name or media type of the `format` parameter stands for; none when we do not know it. */
export function namedFormats(name: string): readonly WantedFormat[] {
  const known = name.split(';')[0]?.trim().toLowerCase() ?? '';
  return byName[known] ?? byMediaType[known] ?? [];
}

/**
 * The formats that an Accept header takes, most wanted first (RFC 9110, section 12.5.1): of the ranges that hold a type, the
 * most precise says its weight. Other parameters than the weight are passed over: `text/turtle;charset=utf-8` is Turtle.
 */
export function acceptedFormats(accept: string | undefined): readonly WantedFormat[] {
  const ranges = (accept?.trim() || '*/*').split(',').map((part, order) => {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    return { range, order, weight: Number.isNaN(weight) ? 0 : weight };
  });
  const precision = (range: string) => (range === '*/*' ? 0 : range.endsWith('/*') ? 1 : 2);
  const taken = Object.entries(byMediaType).flatMap(([type, formats]) => {
    const [best] = ranges
      .filter(({ range }) => [type, type.replace(/\/.*/, '/*'), '*/*'].includes(range))
      .sort((one, other) => precision(other.range) - precision(one.range));
    return best && best.weight > 0 ? [{ ...best, formats }] : [];
  });
  // Sorting is stable: our own preference decides last.
  taken.sort((a, b) => b.weight - a.weight || precision(b.range) - precision(a.range) || a.order - b.order);
  return [...new Set(taken.flatMap(({ formats }) => formats))];
}
