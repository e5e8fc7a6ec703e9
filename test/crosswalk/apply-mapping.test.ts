import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { applyMapping } from '../../server/crosswalk/apply-mapping.ts';
import { readMapping } from '../../server/crosswalk/mapping.ts';
import { MappingError } from '../../server/crosswalk/mapping-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'mapping-'));
afterAll(() => rmSync(folder, { recursive: true }));

const header = {
  title: { fr: 'Essai', en: 'Trial' },
  dataFile: 'trial.json',
  format: 'json',
  source: { page: 'https://example.org/', file: 'https://example.org/trial.json', modified: '2026-01-01' },
  license: 'https://creativecommons.org/publicdomain/zero/1.0/',
  attribution: 'Nobody',
  expected: { region: '53', departements: ['29'] },
  records: '$',
  id: 'id',
  profile: 'trial.jsonata',
  ignored: [],
};

async function mappingWith(profile: string, changes: Partial<Record<keyof typeof header, unknown>> = {}) {
  writeFileSync(join(folder, 'trial.json'), JSON.stringify({ ...header, ...changes }));
  writeFileSync(join(folder, 'trial.jsonata'), profile);
  return readMapping(pathToFileURL(join(folder, 'trial.json')));
}
const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

describe('a broken mapping', () => {
  it('is told by the expression and its line', async () => {
    await expect(mappingWith("{\n  'name': $text('name'),\n  'url': (\n}")).rejects.toThrow(
      /^Mapping trial\.jsonata: profile: line 4: .+/,
    );
  });

  it('is told by the key of the header', async () => {
    await expect(mappingWith('{}', { license: 'CC BY' })).rejects.toThrow(/^Mapping trial\.json: license: /);
  });

  it('is told by the expression and the row it fails on, when it fails on every row', async () => {
    const mapping = await mappingWith("{ 'name': $nonsense('name') }");
    const failing = applyMapping(
      mapping,
      bytes([
        { id: 1, name: 'A' },
        { id: 2, name: 'B' },
      ]),
    );
    await expect(failing).rejects.toThrow(/^Mapping trial\.jsonata: profile at row 1: .*line 1: .*function/);
    await expect(failing).rejects.toBeInstanceOf(MappingError);
  });

  it('refuses only the row when the others go well', async () => {
    const mapping = await mappingWith("{ 'name': $uppercase(name) }");
    const { profiles, report } = await applyMapping(
      mapping,
      bytes([
        { id: 1, name: 'a' },
        { id: 2, name: 5 },
      ]),
    );
    expect(profiles.map(({ id }) => id)).toEqual(['1']);
    expect(report.refused).toEqual([{ row: 2, reason: expect.stringMatching(/^profile: line 1: .*uppercase/) }]);
  });
});

describe('a file that is not what its mapping says', () => {
  it('is told in one line', async () => {
    const mapping = await mappingWith("{ 'name': $text('name') }");
    await expect(applyMapping(mapping, bytes('<html>'))).rejects.toThrow(
      /trial\.json cannot be read as JSON: it is a web page/,
    );
    const elsewhere = await mappingWith("{ 'name': $text('name') }", { records: 'features' });
    await expect(applyMapping(elsewhere, bytes({ items: [] }))).rejects.toThrow(
      /records: finds nothing in trial\.json/,
    );
  });
});

describe('columns', () => {
  it('are reported when nothing reads them, row by row', async () => {
    const mapping = await mappingWith("{ 'name': $text('name'), 'keywords': a.b }");
    const records = [
      { id: 1, name: 'A', extra: 'x', a: { b: 'said', c: 1 } },
      { id: 2, name: 'B', extra: ' ' },
      { id: 3, name: 'C', extra: 'y' },
    ];
    const { report } = await applyMapping(mapping, bytes(records));
    expect(report.homeless).toEqual([
      { column: 'extra', count: 2, examples: ['x', 'y'] },
      { column: 'a.c', count: 1, examples: ['1'] },
    ]);
  });

  it('are reported even when an expression reads them for other rows', async () => {
    const mapping = await mappingWith("{ 'name': $text('name'), 'keywords': id = 1 ? $text('word') }");
    const records = [
      { id: 1, name: 'A', word: 'x' },
      { id: 2, name: 'B', word: 'y' },
    ];
    const { report } = await applyMapping(mapping, bytes(records));
    expect(report.homeless).toEqual([{ column: 'word', count: 1, examples: ['y'] }]);
  });
});

describe('CSV', () => {
  it('is read by its header, whatever separates its columns', async () => {
    const mapping = await mappingWith("{ 'name': $text('name'), 'address': { 'postalCode': $postalCode('cp') } }", {
      format: 'csv',
    });
    const { profiles } = await applyMapping(mapping, bytes('\ufeffid;name;cp\n1;"Un; deux";1000\n'));
    expect(profiles[0]?.profile['primaryTopic']).toMatchObject({ name: 'Un; deux', address: { postalCode: '01000' } });
  });
});

describe('a hostile record', () => {
  const profile = "{ 'name': $line('name'), 'url': $url('url'), 'geo': $position('lon', 'lat') }";
  const deep = (levels: number): unknown => (levels === 0 ? 'x' : { a: deep(levels - 1) });

  it.each([
    ['huge', { id: 1, name: 'a'.repeat(200_000) }, 'more than 100000 characters'],
    ['nested', { id: 1, name: 'A', deep: deep(500) }, 'nested deeper than 8 levels'],
    [
      'wide',
      { id: 1, name: 'A', ...Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`c${i}`, i])) },
      'more than 500 columns',
    ],
    ['not a record', [['a']], 'not an object'],
    ['without an id', { name: 'A' }, 'no usable id: the expression gives nothing'],
    ['with a path for an id', { id: '../../etc', name: 'A' }, 'no usable id: ../../etc'],
  ])('that is %s is refused and stops nothing', async (_, record, reason) => {
    const mapping = await mappingWith(profile);
    const { profiles, report } = await applyMapping(mapping, bytes([record, { id: 9, name: 'Sound' }]));
    expect(profiles.map(({ id }) => id)).toEqual(['9']);
    expect(report.refused).toEqual([expect.objectContaining({ row: 1, reason })]);
  });

  it('cannot hold up the set with an expression that never ends', async () => {
    const mapping = await mappingWith("( $f := function($n) { $f($n) }; { 'name': loop ? $f(1) : $text('name') } )");
    const { profiles, report } = await applyMapping(
      mapping,
      bytes([
        { id: 1, loop: true, name: 'A' },
        { id: 2, loop: false, name: 'B' },
      ]),
    );
    expect(profiles.map(({ id }) => id)).toEqual(['2']);
    expect(report.refused).toEqual([{ row: 1, reason: expect.stringMatching(/timeout/) }]);
  });

  it('leaves only text behind', async () => {
    const mapping = await mappingWith(profile);
    const record = {
      id: 1,
      name: ' <b onclick="x()">Chez\u0000 <script>alert(1)</script>Léa\u202e</b><br> &#60;3 ',
      url: 'javascript:alert(1)',
      lon: '200',
      lat: '1e9',
    };
    const { profiles, report } = await applyMapping(mapping, bytes([record]));
    expect(profiles[0]?.profile['primaryTopic']).toEqual({ id: '#lieu', type: 'ThirdPlace', name: 'Chez Léa, <3' });
    expect(report.dropped.map(({ column, reason }) => [column, reason])).toEqual([
      ['lat', 'not-a-position'],
      ['lon', 'not-a-position'],
      ['url', 'not-a-web-address'],
    ]);
  });
});
