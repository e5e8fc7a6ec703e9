import { xmlToJson } from './xml-to-json.ts';

/** How the file of a set is written. */
export const formats = ['json', 'ndjson', 'csv', 'xml', 'rdf'] as const;
export type Format = (typeof formats)[number];

/** Reads the text of a file that is one value; throws an error whose message says what is wrong and in which line. */
export function readContent(format: 'json' | 'xml', text: string): unknown {
  if (format === 'xml') return xmlToJson(text);
  if (/^\s*<(?:!doctype html|html)\b/i.test(text)) throw new Error('it is a web page');
  return JSON.parse(text.replace(/^\ufeff/, ''));
}
