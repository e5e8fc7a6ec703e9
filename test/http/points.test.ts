import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PointsManifest } from '../../server/points/manifest.ts';
import { fabrique, type Served, serve } from './serve.ts';

let site: Served;
let version: string;

beforeAll(async () => {
  site = await serve();
  site.publish('https://fabrique.example/fiche', fabrique);
  site.publish('https://inconnu.example/fiche', '<#lieu> a obs:ThirdPlace ; schema:name "Sans adresse" .');
  version = (await manifest()).version;
});
afterAll(() => site.close());

async function manifest(): Promise<PointsManifest> {
  return (await (await site.get('/api/points')).json()) as PointsManifest;
}

const forever = 'public, max-age=31536000, immutable';

describe('the manifest of the points', () => {
  it('tells how many places there are, how many say where, and every facet with its values', async () => {
    const { count, located, bounds, facets, hasColumns } = await manifest();
    expect({ count, located, hasColumns }).toEqual({ count: 2, located: 1, hasColumns: true });
    expect(bounds?.map((degrees) => degrees.toFixed(4))).toEqual(['-0.5264', '47.4247', '-0.5264', '47.4247']);
    const keysOf = (name: string) => facets.find((facet) => facet.name === name)?.values.map(({ key }) => key);
    expect(keysOf('kind')?.[0]).toBe('fablab');
    expect(keysOf('kind')?.at(-1)).toBe('other');
    expect(keysOf('territory')).toEqual(['49', 'R52']);
    expect(keysOf('need')).toContain('hand-tools');
  });

  it('is the same for all readers, and is asked for again each time, mostly to hear 304', async () => {
    const answer = await site.get('/api/points', { 'accept-encoding': 'br', 'accept-language': 'en' });
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('content-language')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const etag = answer.headers.get('etag') ?? '';
    expect((await site.get('/api/points', { 'if-none-match': etag })).status).toBe(304);
  });
});

describe('what belongs to a version', () => {
  it('comes compressed and may be kept for ever', async () => {
    const files = await Promise.all(
      (['br', 'gzip'] as const).map((encoding) =>
        site.get(`/api/points/${version}.bin`, { 'accept-encoding': encoding }),
      ),
    );
    expect(files.map(({ headers }) => headers.get('content-encoding'))).toEqual(['br', 'gzip']);
    const [br, gzip] = await Promise.all(files.map((file) => file.arrayBuffer()));
    expect(Buffer.from(br as ArrayBuffer).equals(Buffer.from(gzip as ArrayBuffer))).toBe(true);
    expect(files[0]?.headers.get('cache-control')).toBe(forever);
    const names = await site.get(`/api/points/${version}/names/0.json`);
    expect(await names.json()).toEqual([
      ['fabrique', 'La Fabrique'],
      ['inconnu', 'Sans adresse'],
    ]);
    expect(names.headers.get('cache-control')).toBe(forever);
    expect((await site.get(`/api/points/${version}/names/1.json`)).status).toBe(404);
  });

  it('is asked for again where it depends on the minute or on a search', async () => {
    const caching = async (path: string) => (await site.get(path)).headers.get('cache-control');
    expect(await caching(`/tiles/0/0/0.mvt?v=${version}&kind=fablab`)).toBe(forever);
    expect(await caching(`/tiles/0/0/0.mvt?v=${version}&open=now`)).toBe('no-cache');
    expect(await caching(`/tiles/0/0/0.mvt?v=${version}&q=fabrique`)).toBe('no-cache');
    expect(await caching('/tiles/0/0/0.mvt')).toBe('no-cache');
    expect(await caching(`/api/points/${version}/filter`)).toBe('no-cache');
  });

  it('is still answered when a newer version is there, and says so when it is no longer held', async () => {
    const paths = ['.bin', '/names/0.json', '/rows', '/filter', '/count?bbox=-1,47,0,48', '/clusters/31'];
    site.publish('https://nouveau.example/fiche', fabrique.replace('La Fabrique', 'Nouveau'));
    // On a machine that has a lot to do, a newer version may take a moment.
    await expect.poll(manifest, { timeout: 30_000, interval: 200 }).toMatchObject({ count: 3 });
    expect((await manifest()).version).not.toBe(version);
    expect(await (await site.get(`/api/points/${version}/filter`)).json()).toMatchObject({ total: 2 });
    for (const path of paths) {
      const answer = await site.get(`/api/points/gone${path}`);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.text()).toContain('/api/points');
    }
    expect((await site.get('/tiles/0/0/0.mvt?v=gone')).status).toBe(404);
  });

  it('finds rows by the words and the communes of the lists', async () => {
    const rows = async (query: string) => (await site.get(`/api/points/${version}/rows?${query}`)).json();
    expect(await rows('q=fabriq')).toEqual({ total: 1, rows: [0] });
    expect(await rows('territory=49246')).toEqual({ total: 1, rows: [0] });
    expect(await rows('q=nulle+part')).toEqual({ total: 0, rows: [] });
  });
});

describe('a tile', () => {
  it('is a vector tile of the places that the filters of the lists keep', async () => {
    const answer = await site.get('/tiles/9/255/179.mvt?practice=repair-cafe');
    expect(answer.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const layer = new VectorTile(new PbfReader(new Uint8Array(await answer.arrayBuffer()))).layers['places'];
    const marks = Array.from({ length: layer?.length ?? 0 }, (_, i) => layer?.feature(i).properties);
    expect(marks).toEqual([{ cluster: expect.any(Number), count: 2, mix: expect.stringMatching(/c/) }]);
  });

  it('is empty, not missing, where there is nothing', async () => {
    expect((await site.get('/tiles/5/0/0.mvt')).status).toBe(204);
    expect((await site.get('/tiles/0/0/0.mvt?kind=living-lab')).status).toBe(204);
  });

  it.each([
    '/tiles/18/0/0.mvt',
    '/tiles/3/8/0.mvt',
    '/tiles/3/-1/0.mvt',
    '/tiles/a/0/0.mvt',
    '/tiles/0/0/0.mvt?knid=x',
  ])('refuses %s, saying what is at fault', async (path) => {
    const answer = await site.get(path);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ parameter: expect.any(String), allowed: expect.any(Array) });
  });
});
