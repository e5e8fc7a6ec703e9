import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PointsManifest } from '../../../server/points/manifest.ts';
import { type Served, serve } from '../../http/serve.ts';

let site: Served;
let manifest: PointsManifest;

const at = (lat: number, lon: number) => `schema:geo [ schema:latitude ${lat} ; schema:longitude ${lon} ] ;`;
const place = (name: string, more: string) => `<#lieu> a obs:ThirdPlace ; ${more} schema:name ${name} .`;

beforeAll(async () => {
  site = await serve();
  site.publish(
    'https://a.example/',
    place('"La Grange"@fr, "The Barn"@en', `obs:kind kinds:living-lab, kinds:fablab ; ${at(48, -1)}`),
  );
  site.publish('https://b.example/', place('"Sans genre"', at(44, 4)));
  site.publish('https://c.example/', place('"Nulle part"', ''));
  site.publish(
    'https://d.example/',
    place('"Genre à soi"', `obs:kind <https://ailleurs.example/kind> ; ${at(-21.1, 55.5)}`),
  );
  manifest = (await (await site.get('/api/points')).json()) as PointsManifest;
});
afterAll(() => site.close());

it('puts the places along the map, those without a position last', async () => {
  const names = (await (await site.get(`/api/points/${manifest.version}/names/0.json`)).json()) as string[][];
  expect(names.map(([, name]) => name)).toEqual(['La Grange', 'Sans genre', 'Genre à soi', 'Nulle part']);
  expect(manifest).toMatchObject({ count: 4, located: 3 });
});

it('gives an English name where it is another one', async () => {
  const names = await (await site.get(`/api/points/${manifest.version}/names/0.json`)).json();
  expect(names).toContainEqual(['a', 'La Grange', 'The Barn']);
  expect(names).toContainEqual(['b', 'Sans genre']);
});

it('draws a place by the first kind that it states and we know, and else by the last one', async () => {
  const answers = await Promise.all([7, 8].map((x) => site.get(`/tiles/4/${x}/5.mvt`)));
  const marks: object[] = [];
  for (const answer of answers) {
    const layer = new VectorTile(new PbfReader(new Uint8Array(await answer.arrayBuffer()))).layers['places'];
    for (let i = 0; i < (layer?.length ?? 0); i++) marks.push(layer?.feature(i).properties ?? {});
  }
  expect(marks).toEqual([
    { row: 0, kind: 'living-lab' },
    { row: 1, kind: 'other' },
  ]);
  expect(manifest.kinds.at(-1)).toBe('other');
});

it('counts a kind that we do not know for none of ours', async () => {
  const { facets } = await (await site.get(`/api/points/${manifest.version}/filter`)).json();
  expect(facets[0].reduce((sum: number, count: number) => sum + count, 0)).toBe(2);
});
