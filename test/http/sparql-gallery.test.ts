import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerOnce } from '../../server/graph/answer-once.ts';
import { fillQuery, type GalleryParameter } from '../../server/http/sparql/fill-query.ts';
import { type GalleryQuery, readQueryGallery } from '../../server/http/sparql/query-gallery.ts';
import { readResultTable } from '../../server/http/sparql/result-table.ts';
import { chartOf, positionsOf } from '../../server/http/sparql/result-views.ts';
import en from '../../server/http/texts/sparql.en.json' with { type: 'json' };
import fr from '../../server/http/texts/sparql.fr.json' with { type: 'json' };
import type { ServedAlone } from '../served.ts';
import { serveDemo } from '../served.ts';

const gallery = readQueryGallery();
const queriesFolder = new URL('../../server/http/queries/', import.meta.url);

describe('the gallery', () => {
  let demo: ServedAlone;
  beforeAll(async () => {
    demo = await serveDemo();
    await demo.observatory.graph.settled();
    // Leads are found some time after the profiles are read.
    await vi.waitFor(
      async () => {
        const answer = await fetch(`${demo.url}/sparql?example=leads-by-kind&format=csv`);
        expect(await answer.text()).toMatch(/^same-practice,\d/m);
      },
      { timeout: 60_000, interval: 500 },
    );
  });
  afterAll(() => demo.stop());

  it('has at least twenty-five queries, and lists every file of its folder once', () => {
    const files = readdirSync(queriesFolder).filter((name) => name.endsWith('.rq'));
    const keys = gallery.map(({ key }) => `${key}.rq`);
    expect(keys.length).toBeGreaterThanOrEqual(25);
    expect([...keys].sort()).toEqual(files.sort());
  });

  it.each(gallery.map(({ key }) => [key]))(
    '%s finds something in the demonstration, by its name alone',
    async (key) => {
      const answer = await fetch(`${demo.url}/sparql?example=${key}`, {
        headers: { accept: 'text/csv, text/turtle;q=0.9' },
      });
      expect(answer.status).toBe(200);
      // Nothing of the demonstration is merged: the other test has two records that are.
      if (key === 'merged-records') return;
      expect((await answer.text()).trim().split('\n').length).toBeGreaterThan(1);
    },
  );

  it('is drawn as bars where it counts, on a map where it has places, and as neither elsewhere', async () => {
    const drawn: Record<'bars' | 'map', string[]> = { bars: [], map: [] };
    for (const { key } of gallery) {
      const answer = await fetch(`${demo.url}/sparql?example=${key}`, { headers: { accept: 'text/html' } });
      const html = await answer.text();
      if (html.includes('sparql-chart')) drawn.bars.push(key);
      if (html.includes('sparql-map')) drawn.map.push(key);
    }
    expect(drawn.bars.toSorted()).toEqual(
      [
        ...['needs-by-resource', 'offers-by-resource', 'sought-not-offered', 'leads-by-kind', 'places-by-departement'],
        ...['places-by-kind', 'places-by-year', 'places-by-tenure', 'places-by-audience', 'practices-count'],
        ...['practices-together', 'networks-by-size', 'events-by-year', 'profiles-by-licence', 'doubts'],
      ].toSorted(),
    );
    expect(drawn.map.toSorted()).toEqual(
      [
        ...['places-of-kind', 'places-near', 'places-within', 'places-of-territory', 'places-with-equipment'],
        ...['word-in-descriptions', 'places-with-practice', 'places-without-network', 'who-runs-what', 'events-from'],
      ].toSorted(),
    );
  });

  it('lets a reader choose, and shows the answer as bars, on a map, as a table, to take along and to cite', async () => {
    const page = async (parameters: string) => {
      const answer = await fetch(`${demo.url}/sparql?${parameters}`, { headers: { accept: 'text/html' } });
      return { status: answer.status, html: await answer.text() };
    };
    const bars = await page('example=needs-by-resource&langue=en&lang=en');
    expect(bars.html).toContain('Volunteers');
    expect(bars.html).toMatch(/<table class="bars">/);
    expect(bars.html).toMatch(/<select id="sparql-langue" name="langue"/);
    const near = await page('example=places-near&latitude=45.76&longitude=4.83&maxKm=20&lang=en');
    expect(near.html).toMatch(/<svg[^>]*role="img" aria-label="Map of the 2 positions of the answer"/);
    expect(near.html).toContain('value="45.76"');
    expect(near.html).toContain(
      '/sparql?example=places-near&amp;latitude=45.76&amp;longitude=4.83&amp;maxKm=20&amp;format=csv',
    );
    expect(near.html).toMatch(
      /Answer to the query “Places around a point”, state of [\w: ]+ \([\dT:.-]+Z\) of the data/,
    );
    const kinds = await page('example=places-of-kind&lang=en');
    expect(kinds.html).toMatch(/<option value="https:\/\/w3id.org\/obsidienne\/kinds\/fablab" selected/);
    const wrong = await page('example=places-near&maxKm=lots&lang=en');
    expect(wrong.status).toBe(400);
    expect(wrong.html).toContain('This value cannot be used here.');
  });
});

describe('fillQuery', () => {
  const example: GalleryQuery = {
    key: 'x',
    theme: 'places',
    title: { fr: 'x', en: 'x' },
    explanation: { fr: 'x', en: 'x' },
    query: 'SELECT ?v {\n  VALUES ?v { "default" }\n}',
    parameters: [],
  };
  const fill = (kind: GalleryParameter['kind'], value: string, more: Partial<GalleryParameter> = {}) => {
    const parameter = { name: 'v', kind, label: example.title, default: 'default', ...more };
    return fillQuery({ ...example, parameters: [parameter] }, () => value);
  };
  const readBack = (query: string) => {
    const answer = answerOnce(query, { data: [], graphs: [], accept: ['json'] });
    if (answer.state !== 'answered') throw new Error(JSON.stringify(answer));
    return JSON.parse(answer.text).results.bindings.map((row: { v: { value: string } }) => row.v.value);
  };

  it('makes one term of any text: nothing gets out of its quotation marks', () => {
    for (const text of [
      'vélo',
      '" } } SELECT * { ?s ?p ?o } #',
      '\\',
      '\\" } #',
      'a\nb\r\t"',
      '$& $1 $`',
      '\\u0022 } #',
      '{ ?s ?p ?o }',
      "'''",
    ]) {
      const filled = fill('text', text);
      if (filled.state !== 'filled') throw new Error(text);
      expect(readBack(filled.query)).toEqual([text]);
    }
  });

  it.each<[GalleryParameter['kind'], string]>([
    ['number', '1 } #'],
    ['number', '1e99'],
    ['number', 'NaN'],
    ['number', '600'],
    ['date', '2026-01-01" } #'],
    ['language', 'de'],
    ['code', '35" }'],
    ['iri', 'http://x/> } #'],
    ['iri', 'no address'],
    ['concept', 'javascript:alert(1) '],
    ['wkt', 'POINT(1 1)" } #'],
    ['text', 'x'.repeat(501)],
  ])('refuses as %s: %s', (kind, value) => {
    const filled = fill(kind, value, { max: 500 });
    if (kind === 'concept') expect(filled).toMatchObject({ query: expect.stringContaining('<javascript:alert(1)>') });
    else expect(filled).toMatchObject({ state: 'refused', value: value.trim() });
  });
});

describe('what an answer is drawn as', () => {
  const table = async (tsv: string) => readResultTable(chunks(tsv), { format: 'tsv', maxRows: 100 });

  it('is bars when it has labels and numbers, and nothing else is', async () => {
    expect(chartOf(await table('?n\t?label\n3\t"a"@fr\n12.5\t"b"\n'))).toEqual([
      { label: 'a', count: 3 },
      { label: 'b', count: 12.5 },
    ]);
    expect(chartOf(await table('?name\t?n\n"a"\t3\n"b"\t4\n'))).toEqual([
      { label: 'a', count: 3 },
      { label: 'b', count: 4 },
    ]);
    expect(chartOf(await table('?one\t?other\t?n\n"a"\t"x"\t3\n"a"\t"y"\t4\n'))).toEqual([
      { label: 'a · x', count: 3 },
      { label: 'a · y', count: 4 },
    ]);
    // The same name twice, a measure between two things, or coordinates: rows of things, not counts.
    expect(chartOf(await table('?name\t?n\n"a"\t3\n"a"\t4\n'))).toBeUndefined();
    expect(chartOf(await table('?name\t?town\t?km\n"a"\t"x"\t3.5\n"b"\t"x"\t4\n'))).toBeUndefined();
    expect(chartOf(await table('?name\t?lat\n"a"\t3\n"b"\t4\n'))).toBeUndefined();
    expect(chartOf(await table('?label\t?code\n"a"\t"75"\n'))).toBeUndefined();
    expect(chartOf(await table('?label\t?n\n'))).toBeUndefined();
  });

  it('is a map when it has points or coordinates that are on Earth', async () => {
    const wkt = '^^<http://www.opengis.net/ont/geosparql#wktLiteral>';
    expect(positionsOf(await table(`?x\t?w\n"a"\t"POINT(2.5 48)"${wkt}\n"b"\t\n"c"\t"POINT(900 1)"${wkt}\n`))).toEqual([
      { lon: 2.5, lat: 48 },
    ]);
    expect(positionsOf(await table('?lat\t?lon\n48.1\t-1.6\n"x"\t2\n'))).toEqual([{ lon: -1.6, lat: 48.1 }]);
    expect(positionsOf(await table('?s\n<http://x>\n'))).toEqual([]);
  });
});

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3);
}

it('speaks French and English with the same keys', () => {
  expect(Object.keys(en)).toEqual(Object.keys(fr));
});

describe('readResultTable', () => {
  it('reads every kind of term across chunk borders and counts what it does not keep', async () => {
    const tsv = '?a\t?b\n<http://é>\t"tab\\t \\"q\\""@fr\n_:b0\t"1"^^<http://t>\n12.5\t\nx\ty\n';
    expect(await readResultTable(chunks(tsv), { format: 'tsv', maxRows: 3 })).toEqual({
      columns: ['a', 'b'],
      rows: [
        [
          { kind: 'iri', value: 'http://é' },
          { kind: 'literal', value: 'tab\t "q"', language: 'fr' },
        ],
        [
          { kind: 'blank', value: '_:b0' },
          { kind: 'literal', value: '1', datatype: 'http://t' },
        ],
        [{ kind: 'literal', value: '12.5', datatype: 'http://www.w3.org/2001/XMLSchema#decimal' }, undefined],
      ],
      total: 4,
      skipped: 0,
    });
    expect(await readResultTable(chunks(tsv), { format: 'tsv', maxRows: 1, skipped: 1 })).toMatchObject({
      rows: [[{ kind: 'blank', value: '_:b0' }, { value: '1' }]],
      total: 4,
    });
  });
});
