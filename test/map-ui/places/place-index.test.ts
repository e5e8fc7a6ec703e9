import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNamePages } from '../../../map-ui/places/name-pages.ts';
import { openEngine } from '../../../map-ui/places/open-engine.ts';
import { chooseWhereabouts, nameOf, type PlaceIndex } from '../../../map-ui/places/place-index.ts';
import { Outdated } from '../../../map-ui/places/read-answer.ts';
import { createRemoteIndex } from '../../../map-ui/places/remote-index.ts';
import type { ListAnswer } from '../../../server/http/contract.ts';
import type { PointsManifest } from '../../../server/points/manifest.ts';
import { eastOf, southOf, squareOf } from '../../../server/points/mercator.ts';
import type { PointEngine } from '../../../server/points/point-engine.ts';
import { everything, type Selection, writeSelection } from '../../../server/points/selection.ts';
import { now, reseau, type Served, serve } from '../../http/serve.ts';

/** Places of every kind of facet, spread over France, some without a position, one at each end of the world. */
function place(i: number): string {
  const pick = (from: readonly string[], step: number) => from[Math.floor(i / step) % from.length] ?? '';
  const kinds = `kinds:${pick(['fablab', 'coworking', 'cultural-place', 'living-lab'], 1)}, kinds:${pick(['fablab', 'other'], 7)}`;
  const practices = `practices:${pick(['repair-cafe', 'shared-garden', 'tool-library', 'coworking', 'community-kitchen'], 2)}`;
  const position = pick(['47.2 -1.5', '48.85 2.35', '43.6 3.88', '90 10', '-89.99 -180', '16.2 180', ''], 3).split(' ');
  const postalCode = pick(['35000', '49130', '75011', '97400'], 5);
  const [lat = '', lon = ''] = position;
  const geo = lon && `schema:geo [ schema:latitude ${Number(lat) - (i % 50) / 1000} ; schema:longitude ${lon} ] ;`;
  return `<> foaf:primaryTopic <#lieu> .
<#lieu> a obs:ThirdPlace ; schema:name "${pick(['La Fabrique', 'L’Atelier', 'Le Quai'], 1)} ${i}"@fr, "Place ${i}"@en ;
  obs:kind ${kinds} ; obs:practice ${practices} ; obs:operatingStatus statuses:${pick(['open', 'paused', 'project'], 4)} ; ${geo}
  schema:address [ schema:postalCode "${postalCode}" ; schema:addressLocality "${pick(['Rennes', 'Les Ponts-de-Cé', 'Paris', 'Saint-Denis'], 5)}" ] ;
  ${i % 3 === 0 ? 'schema:openingHours "Mo-Su 09:00-18:00" ;' : ''}
  ${i % 4 === 0 ? 'schema:memberOf <https://reseau.example/fiche#reseau> ;' : ''}
  ${i % 5 === 0 ? 'schema:seeks <#besoin> ;' : ''} schema:url <https://lieu-${i}.example/> .
<#besoin> a schema:Demand ; schema:name "Un outil"@fr ; obs:resource resources:${pick(['hand-tools', 'van'], 5)} .`;
}

const count = 320;
let served: Served;
let manifest: PointsManifest;
let local: PointEngine;
let remote: PlaceIndex;

beforeAll(async () => {
  served = await serve();
  for (let i = 0; i < count; i++) served.publish(`https://lieu-${i}.example/fiche`, place(i));
  served.publish('https://reseau.example/fiche', reseau);
  manifest = (await (await served.get('/api/points')).json()) as PointsManifest;
  remote = createRemoteIndex(manifest, served.url);
  local = await openEngine(manifest, {
    names: createNamePages(manifest.version, served.url),
    onLacking: (error) => expect.unreachable(String(error)),
    origin: served.url,
    now: () => now,
  });
});
afterAll(() => served.close());

/** Selections that a hand could write: words, values of up to two facets, communes, and what does not exist. */
function selections(): fc.Arbitrary<Selection> {
  const keysOf = ({ name, values }: PointsManifest['facets'][number]) => {
    const more = name === 'territory' ? ['35238', '49246', '00000'] : ['nothing-such'];
    return fc.uniqueArray(fc.constantFrom(...values.map(({ key }) => key), ...more), { minLength: 1, maxLength: 3 });
  };
  const facets = fc
    .uniqueArray(fc.constantFrom(...manifest.facets), { maxLength: 2, selector: ({ name }) => name })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((facet) => [facet.name, keysOf(facet)]))));
  return fc.record({ q: fc.constantFrom('', '', '', 'fabrique', 'atelier rennes', 'zzz'), facets });
}

const tiles = [
  { z: 0, x: 0, y: 0 },
  { z: 5, x: 15, y: 11 },
  { z: 10, x: 507, y: 357 },
  { z: 3, x: 0, y: 0 },
  { z: 3, x: 7, y: 7 },
];

describe('both places where the index can work', () => {
  it('give the same counts, the same tiles byte for byte and the same clusters for any selection', async () => {
    const bytes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(selections(), async (selection) => {
        expect(await local.filter(selection)).toEqual(await remote.filter(selection));
        const box = [-2, 43, 3, 48.5] as const;
        expect(await local.countIn(selection, box)).toBe(await remote.bbox(selection, box));
        for (const address of tiles) {
          const tile = Buffer.from(await local.tile(selection, address));
          expect(tile.equals(await remote.tile(selection, address)), JSON.stringify([selection, address])).toBe(true);
          if (tile.length > 0) bytes.add(tile.toString('base64'));
        }
      }),
      { numRuns: 60 },
    );
    expect(bytes.size).toBeGreaterThan(15);
  });

  it('count what the lists count, value by value', async () => {
    await fc.assert(
      fc.asyncProperty(selections(), async (given) => {
        const selection = { ...given, facets: known(given.facets) };
        const counted = await local.filter(selection);
        const answer = await served.get(`/api/places?${writeSelection(selection)}`);
        expect(answer.status).toBe(200);
        const list = (await answer.json()) as ListAnswer;
        expect(counted.total).toBe(list.total);
        for (const [i, { name, values }] of manifest.facets.entries()) {
          const listed = new Map((list.facets[name] ?? []).map((facet) => [facet.key, facet.count]));
          for (const [at, { key }] of values.entries())
            if (listed.has(key)) expect([name, key, counted.facets[i]?.[at]]).toEqual([name, key, listed.get(key)]);
          const unlisted = [...listed].filter(([key, n]) => n > 0 && !values.some((value) => value.key === key));
          expect(unlisted.map(([key]) => key).filter((key) => !given.facets[name]?.includes(key))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  /** Without values that the API refuses as misspelt. */
  function known(facets: Selection['facets']): Selection['facets'] {
    const kept = Object.entries(facets).map(
      ([name, keys]) => [name, keys.filter((key) => key !== 'nothing-such')] as const,
    );
    return Object.fromEntries(kept.filter(([, keys]) => keys.length > 0));
  }

  it('count in a box what the list of that box has', async () => {
    for (const box of ['-1.75005,47.0,-1.25,47.30005', '170,-90,-170,90', '-180,-90,180,90']) {
      const [west = 0, south = 0, east = 0, north = 0] = box.split(',').map(Number);
      const list = (await (await served.get(`/api/places?bbox=${box}`)).json()) as ListAnswer;
      expect(await local.countIn(everything, [west, south, east, north])).toBe(list.total);
    }
    expect(await local.countIn(everything, [-180, -90, 180, 90])).toBe(manifest.located);
    expect(manifest.located).toBeLessThan(manifest.count);
  });

  it('list the places of a cluster page by page, each once, by the same names', async () => {
    const places: string[] = [];
    const { cluster, count: size } = await firstCluster();
    for (let offset = 0; offset < size; offset += 20) {
      const request = { cluster, offset, limit: 20 };
      const page = await remote.cluster(everything, request);
      expect(await local.cluster(everything, request)).toEqual(page);
      const names = await remote.names(page.leaves.map(({ row }) => row));
      places.push(...names.map(({ key }) => key));
    }
    expect(new Set(places).size).toBe(size);
    await expect(remote.cluster(everything, { cluster: 31, offset: 0, limit: 1 })).rejects.toThrow('404');
    expect(await local.cluster(everything, { cluster: 31, offset: 0, limit: 1 })).toBeUndefined();
  });

  async function firstCluster() {
    const layer = new VectorTile(new PbfReader(await local.tile(everything, { z: 0, x: 0, y: 0 }))).layers['places'];
    const marks = Array.from({ length: layer?.length ?? 0 }, (_, i) => layer?.feature(i).properties);
    const found = marks.find((mark) => Number(mark?.['count']) > 20);
    return { cluster: Number(found?.['cluster']), count: Number(found?.['count']) };
  }

  it('draw places without their names where these do not come, and tell', async () => {
    const lacking: unknown[] = [];
    const nameless = await openEngine(manifest, {
      names: () => new Promise(() => undefined),
      onLacking: (error) => lacking.push(error),
      origin: served.url,
      patienceMs: 10,
    });
    const address = { z: 16, x: squareOf(eastOf(-1.5)) >> 9, y: squareOf(southOf(47.199)) >> 9 };
    const marks = (tile: Uint8Array) => new VectorTile(new PbfReader(tile)).layers['places']?.length;
    expect(marks(await nameless.tile(everything, address))).toBe(marks(await local.tile(everything, address)));
    expect(lacking.map(String)).toEqual(['Error: The names took too long']);
  });

  it('tell a version that is gone from any other failure', async () => {
    const gone = createRemoteIndex({ ...manifest, version: 'gone' }, served.url);
    await expect(gone.filter(everything)).rejects.toBeInstanceOf(Outdated);
    await expect(gone.tile(everything, { z: 0, x: 0, y: 0 })).rejects.toBeInstanceOf(Outdated);
    await expect(gone.names([0])).rejects.toBeInstanceOf(Outdated);
  });
});

describe('the place to work', () => {
  const href = 'https://obsidienne.example/';

  it('is this browser, unless the places are too many or the address says otherwise', () => {
    expect(chooseWhereabouts(manifest, href)).toBe('local');
    expect(chooseWhereabouts(manifest, `${href}?indice=serveur`)).toBe('server');
    expect(chooseWhereabouts({ ...manifest, hasColumns: false }, `${href}?indice=local`)).toBe('server');
  });
});

describe('the name of a place', () => {
  it('is its English one for English readers, where it has one', () => {
    expect(nameOf({ key: 'a', name: 'La Grange', en: 'The Barn' }, 'en')).toBe('The Barn');
    expect(nameOf({ key: 'a', name: 'La Grange' }, 'en')).toBe('La Grange');
    expect(nameOf({ key: 'a', name: 'La Grange', en: 'The Barn' }, 'fr')).toBe('La Grange');
  });
});
