import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../server/crosswalk/expression.ts';
import { listFormats, listMappings } from '../../server/crosswalk/list-mappings.ts';
import type { Trace } from '../../server/crosswalk/loss-report.ts';
import { type Mapping, readFormat } from '../../server/crosswalk/mapping.ts';
import { noMoreThan } from '../../server/crosswalk/reading/no-more-than.ts';
import { readRecords } from '../../server/crosswalk/reading/read-records.ts';
import { readPath } from '../../server/crosswalk/reading/record-path.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const inPieces = (bytes: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));

async function read(
  format: Mapping['format'],
  records: string,
  text: string,
  { size = 7, record }: { readonly size?: number; readonly record?: string } = {},
) {
  const part = (name: string, expression: string) =>
    compileExpression({ mapping: 'essai', part: name, text: expression, timeoutMs: 1000 });
  const told: string[] = [];
  const mapping = {
    format,
    records: part('records', records),
    ...(record === undefined ? {} : { record: part('record', record) }),
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
  rows: [
    ['id', 'nom'],
    [1, null],
  ],
};

describe('records that are met one by one', () => {
  it.each([
    'pages.lieux',
    'pages',
    'by.a',
    '`tête`.list',
    '[pages.lieux, autres]',
    'nowhere ?? pages.lieux ?? autres',
    'autres.nothing ?? `tête`.list',
    'rows',
    'by.*',
    'nowhere ?? $',
    "$each(by, function($one, $key) { $merge([{ 'key': $key }, $one]) })",
  ])('are those that the expression %s finds in the whole file', async (records) => {
    const expected = [await jsonata(records).evaluate(file)].flat();
    for (const size of [1, 7, 10_000])
      expect((await read('json', records, JSON.stringify(file), { size })).rows).toEqual(
        JSON.parse(JSON.stringify(expected)),
      );
  });

  it.each(['data ?? $', '* ?? $', '$'])('of a file that is a list are its members, by %s', async (records) => {
    const list = [
      { id: 1, data: [{ x: 1 }] },
      { id: 2, data: { a: { y: 1 } } },
    ];
    expect((await read('json', records, JSON.stringify(list), { size: 5 })).rows).toEqual(list);
  });

  it('of a file that is one record are that one', async () => {
    const one = { id: 1, data: 'x', tags: ['a'], links: [{ y: 1 }, { y: 2 }] };
    const { rows, told } = await read('json', 'data ?? nodes ?? $', JSON.stringify(one), { size: 5 });
    expect([rows, told]).toEqual([[one], []]);
  });

  it('are told from what stands beside them, before or behind', async () => {
    const page = { meta: [{ a: 1 }, { a: 2 }], data: [{ id: 1 }], more: [{ b: 1 }, { b: 2 }] };
    const { rows, told } = await read('json', 'data ?? nodes ?? $', JSON.stringify(page), { size: 5 });
    expect([rows, told]).toEqual([[{ id: 1 }], ['list-not-read meta: 2', 'list-not-read more: 2']]);
  });

  it('are made of what stands there by an expression, and what is none is told', async () => {
    const text = JSON.stringify({ list: [{ a: { id: 1 }, secret: 'x' }, { secret: 'y' }, 'z', { a: { id: 2 } }] });
    const { rows, told } = await read('json', 'list', text, { record: "$exists(a) ? $merge([a, { 'made': true }])" });
    expect(rows).toEqual([
      { id: 1, made: true },
      { id: 2, made: true },
    ]);
    expect(told).toEqual(['no-record secret', 'no-record string']);
    const failing = await read('json', 'list', text, { record: '$sum(secret)' });
    expect(failing.rows[0]).toMatch(/^record: .*T0412/);
  });

  it('are what JSON.parse gives, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        fc.integer({ min: 1, max: 50 }),
        async (list, size) => {
          const text = JSON.stringify({ list });
          expect((await read('json', 'list', text, { size })).rows).toEqual(JSON.parse(text).list);
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

it('is how every format that comes with the server, and every set, is read, but for linked data', async () => {
  const formats = await Promise.all((await listFormats()).map(readFormat));
  const sets = (await listMappings()).map(({ format, records: { text } }) => ({ format, records: text }));
  const whole = [...formats, ...sets].filter(({ records }) => readPath(records) === undefined);
  expect(whole.map(({ format }) => format)).toEqual(['rdf']);
});

it('is not held as a whole where it is larger than that', async () => {
  const pieces = async function* () {
    for (let at = 0; at < 3; at++) yield new Uint8Array(4);
  };
  const read = async (most: number) => {
    let length = 0;
    for await (const piece of noMoreThan(pieces(), 'rdf', most)) length += piece.length;
    return length;
  };
  expect(await read(12)).toBe(12);
  await expect(read(11)).rejects.toThrow(/more than .* MB, and linked data are read as a whole: give them/);
});
