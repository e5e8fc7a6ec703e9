import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContexts } from '../../server/bin/bundled-data.ts';
import type { Reading } from '../../server/rdf/parse-document.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';

const contexts = readContexts();
const folder = new URL('../../fixtures/pages/', import.meta.url);
const documents = readdirSync(folder).map((name) => readFileSync(new URL(name, folder)));

const mediaType = fc.constantFrom(
  ...['text/html', 'text/turtle', 'application/trig', 'application/n-quads', 'application/ld+json'],
  ...['application/rdf+xml', 'application/json', 'text/plain', '', 'image/png'],
);
const charset = fc.option(fc.constantFrom('utf-8', 'iso-8859-1', 'utf-16', 'x-none'), { nil: undefined });

/** What parsers trip over: their own marks, in places where they mean something else. */
const marks = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '“',
    '«',
    '<',
    '>',
    '<!--',
    '-->',
    '<script>',
    '</script>',
    '<base href=//>',
    '\\',
    '\\u',
    '%',
  ],
  ...[
    '@context',
    '"@context":',
    '"@id":',
    '@prefix',
    '^^',
    '@fr',
    '_:',
    ':',
    ',',
    ';',
    '.',
    '#',
    '\u0000',
    '\ud800',
    '\r',
    ' ',
  ],
  ...[
    '<!DOCTYPE a [<!ENTITY b "&b;&b;">]>',
    '&b;',
    'xmlns:a=""',
    'itemscope itemref=a',
    'typeof=',
    'vocab=//',
    'null',
    '-1e999',
  ],
);

interface Change {
  readonly at: number;
  readonly drop: number;
  readonly put: string;
  readonly copy: number;
}
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.nat(40),
  put: fc.oneof(marks, fc.string({ maxLength: 5 })),
  copy: fc.nat(200),
});

function mutate(document: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((body, { at, drop, put, copy }) => {
    const start = Math.floor(at * body.length);
    const again = body.subarray(start, start + copy);
    return Buffer.concat([body.subarray(0, start), Buffer.from(put), again, body.subarray(start + drop)]);
  }, document);
}

/** What a reading promises whatever it met. */
function expectSound({ quads, notes, format }: Reading): void {
  for (const { subject, predicate, object, graph } of quads) {
    expect(['NamedNode', 'BlankNode']).toContain(subject.termType);
    expect(predicate.termType).toBe('NamedNode');
    expect(['NamedNode', 'BlankNode', 'Literal']).toContain(object.termType);
    expect(['NamedNode', 'BlankNode', 'DefaultGraph']).toContain(graph.termType);
  }
  for (const { message } of notes) expect([message.fr, message.en].every((text) => text.length > 0)).toBe(true);
  if (format === undefined) expect(notes.some(({ severity }) => severity === 'violation')).toBe(true);
}

describe('the reader comes to an end and never throws', () => {
  it.each([true, false])('for any bytes, as written: %s', async (asWritten) => {
    const property = fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      mediaType,
      charset,
      async (body, type, declared) => {
        const representation = {
          url: 'https://a.example/',
          mediaType: type,
          body,
          ...(declared ? { charset: declared } : {}),
        };
        expectSound(await parseDocument(representation, contexts, { asWritten }));
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });

  it.each([true, false])('for documents that were damaged, as written: %s', async (asWritten) => {
    const damaged = fc.record({
      index: fc.nat(documents.length - 1),
      changes: fc.array(change, { minLength: 1, maxLength: 6 }),
    });
    const property = fc.asyncProperty(damaged, mediaType, async ({ index, changes }, type) => {
      const body = mutate(documents[index] ?? Buffer.alloc(0), changes);
      expectSound(await parseDocument({ url: 'https://a.example/', mediaType: type, body }, contexts, { asWritten }));
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it('for any JSON given as JSON-LD', async () => {
    const keys = fc.constantFrom(
      ...[
        '@context',
        '@id',
        '@type',
        '@value',
        '@list',
        '@set',
        '@graph',
        '@reverse',
        '@included',
        '@nest',
        '@index',
        '@language',
      ],
      ...[
        '@vocab',
        '@base',
        '@container',
        '@import',
        '@propagate',
        '@protected',
        '@prefix',
        '@json',
        'name',
        'x:y',
        '',
        '__proto__',
      ],
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(
          '@id',
          '@vocab',
          '@json',
          'https://schema.org',
          'name',
          '',
          null,
          true,
          1.5,
          'http://e/x',
          '#x',
        ),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
      ),
    }));
    const property = fc.asyncProperty(value, fc.boolean(), async (document, asWritten) => {
      const body = new TextEncoder().encode(JSON.stringify(document));
      const representation = { url: 'https://a.example/', mediaType: 'application/ld+json', body };
      expectSound(await parseDocument(representation, contexts, { asWritten }));
    });
    await fc.assert(property, { numRuns: 1000 });
  });
});
