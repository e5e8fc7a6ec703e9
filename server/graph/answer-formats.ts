import type { AnswerFormat, AnswerKind } from './graph.ts';

interface FormatEntry {
  readonly mediaType: string;
  readonly kinds: readonly AnswerKind[];
  /** The name the engine's serialiser knows it by. */
  readonly engineName: string;
}

const tabular: readonly AnswerKind[] = ['bindings', 'boolean'];

/** What each format is called on the wire and which kinds of answer it can carry; the order is our preference. */
export const answerFormats: Readonly<Record<AnswerFormat, FormatEntry>> = {
  json: { mediaType: 'application/sparql-results+json', kinds: tabular, engineName: 'json' },
  xml: { mediaType: 'application/sparql-results+xml', kinds: tabular, engineName: 'xml' },
  csv: { mediaType: 'text/csv', kinds: tabular, engineName: 'csv' },
  tsv: { mediaType: 'text/tab-separated-values', kinds: tabular, engineName: 'tsv' },
  turtle: { mediaType: 'text/turtle', kinds: ['graph'], engineName: 'ttl' },
  ntriples: { mediaType: 'application/n-triples', kinds: ['graph'], engineName: 'nt' },
  jsonld: { mediaType: 'application/ld+json', kinds: ['graph'], engineName: 'jsonld' },
  rdfxml: { mediaType: 'application/rdf+xml', kinds: ['graph'], engineName: 'rdf' },
};

/** Said of a graph with a property that RDF/XML cannot write (RDF 1.1 XML Syntax §2.4). */
export const notXml = 'a property of this answer has no name that XML could bear';

export const allFormats = Object.keys(answerFormats) as readonly AnswerFormat[];

/** The first acceptable format that can carry this kind of answer. */
export function chooseFormat(accept: readonly AnswerFormat[], kind: AnswerKind): AnswerFormat | undefined {
  return accept.find((format) => answerFormats[format].kinds.includes(kind));
}
