import { parseXml } from './parse-xml.ts';

/** How the file of a set is written. */
export const formats = ['json', 'ndjson', 'csv', 'xml', 'rdf'] as const;
export type Format = (typeof formats)[number];

/** Reads a file that is one value as a whole; throws an error whose message says what is wrong and in which line. */
export async function readContent(format: 'json' | 'xml', texts: AsyncIterable<string>): Promise<unknown> {
  if (format === 'xml') {
    const pieces = parseXml(texts, { hear: () => true });
    for (let next = await pieces.next(); ; next = await pieces.next()) if (next.done) return next.value;
  }
  const all: string[] = [];
  for await (const text of texts) all.push(text);
  const text = all.join('').replace(/^\ufeff/, '');
  if (/^\s*<(?:!doctype html|html)\b/i.test(text)) throw new Error('it is a web page');
  return JSON.parse(text);
}
