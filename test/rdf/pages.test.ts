import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readContexts } from '../../server/bin/bundled-data.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';

const folder = new URL('../../fixtures/pages/', import.meta.url);
const read = (name: string) =>
  parseDocument(
    { url: 'https://lafabrique.example/', mediaType: 'text/html', body: readFileSync(new URL(name, folder)) },
    readContexts(),
  );

/** What the reading of each page has to say, in order. */
const pages: Readonly<Record<string, readonly string[]>> = {
  'yoast-trailing-comma.html': ['reading/repaired-json'],
  'cdata-and-comments.html': ['reading/repaired-json', 'reading/repaired-json'],
  'escaped-quotes.html': ['reading/repaired-json'],
  'several-objects.html': [
    'reading/repaired-json',
    'reading/repaired-json',
    'reading/repaired-json',
    'reading/repaired-json',
    'reading/broken-block',
  ],
  'html-comment.html': ['reading/repaired-json'],
  'old-microdata.html': ['reading/http-schema-org'],
};

describe('pages with broken markup', () => {
  it('are all listed here', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(pages).sort());
  });

  it.each(Object.entries(pages))('%s gives the name of its place and says what to mend', async (name, rules) => {
    const { quads, notes } = await read(name);
    expect(
      quads.some(
        (q) =>
          q.subject.value === 'https://lafabrique.example/#organization' &&
          q.predicate.value === 'https://schema.org/name' &&
          q.object.value === 'La Fabrique du quai',
      ),
    ).toBe(true);
    expect(notes.map(({ rule }) => rule)).toEqual(rules);
    expect(notes.every(({ severity, message }) => severity !== 'violation' && message.fr !== message.en)).toBe(true);
  });
});
