import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../server/crosswalk/expression.ts';
import type { Trace } from '../../server/crosswalk/loss-report.ts';
import type { Mapping } from '../../server/crosswalk/mapping.ts';
import { readRecords } from '../../server/crosswalk/reading/read-records.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const inPieces = (bytes: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));

async function read(format: Mapping['format'], records: string, text: string, size = 7) {
  const told: string[] = [];
  const mapping = {
    format,
    records: compileExpression({ mapping: 'essai', part: 'records', text: records, timeoutMs: 1000 }),
    dataFile: 'essai',
  } as Mapping;
  const rows: unknown[] = [];
  const tell = ({ why, value }: Trace) => void told.push(`${why} ${value}`);
  for await (const row of readRecords(mapping, inPieces(utf8(text), size), { tell }))
    rows.push(row.state === 'record' ? row.record : row.reason);
  return { rows, told };
}

const file = {
  tête: { n: 1, list: [{ x: 1 }, { x: 2 }] },
  pages: [{ lieux: [{ id: 1, tags: ['a'] }, { id: 2 }] }, { lieux: [{ id: 3, more: { deep: [{ y: 1 }] } }] }],
  autres: [{ z: 1 }, { z: 2 }, { z: 3 }],
  by: { a: { n: 'A' }, b: { n: 'B', key: 'own' } },
};

describe('records that are met one by one', () => {
  it.each([
    'pages.lieux',
    'pages',
    'by.a',
    '`tête`.list',
    '[pages.lieux, autres]',
    "$each(by, function($one, $key) { $merge([{ 'key': $key }, $one]) })",
  ])('are those that the expression %s finds in the whole file', async (records) => {
    const expected = [await jsonata(records).evaluate(file)].flat();
    for (const size of [1, 7, 10_000])
      expect((await read('json', records, JSON.stringify(file), size)).rows).toEqual(
        JSON.parse(JSON.stringify(expected)),
      );
  });

  it('are what JSON.parse gives, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        fc.integer({ min: 1, max: 50 }),
        async (list, size) => {
          const text = JSON.stringify({ list });
          expect((await read('json', 'list', text, size)).rows).toEqual(JSON.parse(text).list);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('are elements at a path, with what stands beside them said', async () => {
    const xml = '<a><s><t/></s><b><c i="1"/><c i="2">x</c></b><b><c><d>é</d></c></b><o><p q="1"/><p q="2"/></o></a>';
    const { rows, told } = await read('xml', 'a.b.c', xml);
    expect(rows).toEqual([{ '@i': '1' }, { '@i': '2', '#text': 'x' }, { d: 'é' }]);
    expect(told).toEqual(['list-not-read a.o.p: 2']);
  });

  it('leave no other list unsaid', async () => {
    expect((await read('json', 'pages.lieux', JSON.stringify(file))).told).toEqual([
      'list-not-read tête.list: 2',
      'list-not-read autres: 3',
    ]);
  });

  it.each([
    ['json', 'lieux', '{"lieux":[{"id":1},{"id":2}', /line 1 in the middle \(after 2 records\): the file is cut/],
    ['json', 'lieux', '{"lieux":[{"id":1},\n{"id":2},\n{"id" 3}]}', /line 3 \(after 2 records\): unexpected/],
    ['json', 'lieux', '{"lieux":[]} fin', /line 1.*unexpected/],
    ['json', '$', '', /empty/],
    ['json', 'lieux', '{"places":[]}', /finds nothing/],
    ['xml', 'a.b', '<a><b>1</b><b>2', /b never ends \(after 1 records\): the file is cut/],
    ['xml', 'a.c', '<a><b>1</b></a>', /finds nothing/],
  ] as const)('of a broken file are told: %s %s %j', async (format, records, text, message) => {
    await expect(read(format, records, text)).rejects.toThrow(message);
  });
});
