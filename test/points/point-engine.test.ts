import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import type { PointColumns } from '../../server/points/columns-file.ts';
import { isOpenIn } from '../../server/points/open-spans.ts';
import { createPointEngine, type EngineParts, type PointEngine } from '../../server/points/point-engine.ts';
import { degreesOf, readPositions } from '../../server/points/positions.ts';
import { everything, type Selection } from '../../server/points/selection.ts';
import { deepestTile } from '../../server/points/tile-format.ts';
import { mixOf } from '../../server/points/write-tile.ts';
import { codeOf, inventPoints } from './invented-points.ts';

const count = 3000;
const invented = inventPoints(count);
const { manifest } = invented;
const positions = readPositions(invented.columns.codes);
const lonOf = (row: number) => degreesOf(positions, row).lon;
const noon = new Date('2026-11-25T12:00:00Z');

/** Words find every seventh row, the one commune every fifth. */
const rowsOf: EngineParts['rowsOf'] = async ({ q }) =>
  Array.from({ length: count }, (_, row) => row).filter((row) => row % (q === '' ? 5 : 7) === 0);

function engineOf(columns: PointColumns, more: Partial<EngineParts> = {}): PointEngine {
  return createPointEngine({
    manifest,
    columns,
    rowsOf,
    namesOf: async (rows) => rows.map((row) => ({ key: `${row}`, name: `Lieu ${row}` })),
    now: () => noon,
    keptRows: 10_000,
    ...more,
  });
}
const engine = engineOf(invented.columns);

const selections: fc.Arbitrary<Selection> = fc
  .uniqueArray(fc.constantFrom(...manifest.facets), { maxLength: 3, selector: ({ name }) => name })
  .chain((facets) =>
    fc.record({
      q: fc.constantFrom('', '', 'mot'),
      facets: fc.record(
        Object.fromEntries(
          facets.map(({ name, values, isPartial }) => [
            name,
            fc.uniqueArray(fc.constantFrom(...values.map(({ key }) => key), ...(isPartial ? ['35238'] : ['none'])), {
              minLength: 1,
              maxLength: 4,
            }),
          ]),
        ),
      ),
    }),
  );

/** Whether a row fits what is chosen of a facet, told the slow way. */
function fits(row: number, name: string, keys: readonly string[]): boolean {
  const column = invented.columns.sets[name];
  const set = column?.sets[column.ids[row] ?? 0] ?? [];
  const values = manifest.facets.find((facet) => facet.name === name)?.values ?? [];
  const held = name === 'open' ? (isOpenIn(set, 12 * 60) ? [0] : []) : set;
  return held.some((value) => keys.includes(values[value]?.key ?? '')) || (keys.includes('35238') && row % 5 === 0);
}

function keep({ q, facets }: Selection): number[] {
  return Array.from({ length: count }, (_, row) => row).filter(
    (row) =>
      (q === '' || row % 7 === 0) &&
      Object.entries(facets).every(([name, keys]) => keys.length === 0 || fits(row, name, keys)),
  );
}

interface Mark {
  readonly row?: number;
  readonly cluster?: number;
  readonly count?: number;
  readonly mix?: string;
  readonly kind?: string;
  readonly name?: string;
}

async function marksOf(of: PointEngine, selection: Selection, z: number, x: number, y: number): Promise<Mark[]> {
  const layer = new VectorTile(new PbfReader(await of.tile(selection, { z, x, y }))).layers['places'];
  return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer?.feature(i).properties as Mark);
}

describe('the engine', () => {
  it('keeps the rows that a selection says, and counts each value as many as choosing it would keep', async () => {
    await fc.assert(
      fc.asyncProperty(selections, fc.nat(), async (selection, at) => {
        const { total, facets, bounds } = await engine.filter(selection);
        const kept = keep(selection);
        expect(total).toBe(kept.length);
        const lons = kept.map(lonOf);
        expect(bounds?.[0]).toBe(kept.length > 0 ? Math.min(...lons) : undefined);
        const facet = manifest.facets[at % manifest.facets.length];
        for (const [i, { key }] of (facet?.values ?? []).entries()) {
          const chosen = { ...selection, facets: { ...selection.facets, [facet?.name ?? '']: [key] } };
          expect([facet?.name, key, facets[at % manifest.facets.length]?.[i]]).toEqual([
            facet?.name,
            key,
            keep(chosen).length,
          ]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('counts in a box, over the antimeridian too', async () => {
    const degree = fc.integer({ min: -180, max: 180 });
    await fc.assert(
      fc.asyncProperty(degree, degree, async (west, east) => {
        const inside = keep(everything).filter((row) => {
          const lon = lonOf(row);
          return west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
        });
        expect(await engine.countIn(everything, [west, -90, east, 90])).toBe(inside.length);
      }),
    );
  });

  it('follows the clock for what is open, minute by minute, and rebuilds nothing for it', async () => {
    let now = new Date('2026-11-25T08:59:00Z');
    const clocked = engineOf(invented.columns, { now: () => now });
    const openCount = async () => (await clocked.filter(everything)).facets.at(-1)?.[0] ?? 0;
    const before = await openCount();
    now = new Date('2026-11-25T09:00:00Z');
    expect(await openCount()).toBeGreaterThan(before);
    const chosen = { q: '', facets: { open: ['now'] } };
    expect((await clocked.filter(chosen)).total).toBe(await openCount());
    now = new Date('2026-11-25T03:00:00Z');
    expect((await clocked.filter(chosen)).total).toBe(0);
  });

  it('shows every place exactly once at every zoom, in a cluster or by itself', async () => {
    const side = 2 ** 6;
    for (const selection of [everything, { q: 'mot', facets: { kind: ['fablab', 'other'] } }]) {
      const { total } = await engine.filter(selection);
      for (const z of [0, 2]) expect(await shownAt(selection, z)).toBe(total);
      const rows = new Set<number>();
      const clusters = new Map<number, number>();
      for (let x = 29; x < 37; x++)
        for (let y = 19; y < 26; y++)
          for (const { row, cluster, count: size = 0 } of await marksOf(engine, selection, 6, x % side, y)) {
            if (row !== undefined) rows.add(row);
            else clusters.set(cluster ?? -1, size);
          }
      const clustered = [...clusters.values()].reduce((sum, size) => sum + size, 0);
      const overseas = keep(selection).filter((row) => Math.abs(lonOf(row)) > 15).length;
      expect(rows.size + clustered).toBe(total - overseas);
    }
  });

  /** What all tiles of a zoom show, each mark counted once although it lies on the rim of a neighbour too. */
  async function shownAt(selection: Selection, z: number): Promise<number> {
    const seen = new Map<string, number>();
    for (let x = 0; x < 2 ** z; x++)
      for (let y = 0; y < 2 ** z; y++)
        for (const { row, cluster, count: size = 1 } of await marksOf(engine, selection, z, x, y))
          seen.set(`${row} ${cluster}`, size);
    return [...seen.values()].reduce((sum, size) => sum + size, 0);
  }

  it('parts a cluster at the zoom it tells, and pages through its places', async () => {
    const [biggest] = (await marksOf(engine, everything, 4, 8, 5))
      .filter((mark) => mark.cluster !== undefined)
      .sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
    const cluster = biggest?.cluster ?? -1;
    const rows: number[] = [];
    let zoom = 0;
    for (let offset = 0; offset < (biggest?.count ?? 0); offset += 100) {
      const page = await engine.cluster(everything, { cluster, offset, limit: 100 });
      rows.push(...(page?.leaves ?? []).map(({ row }) => row));
      zoom = page?.expansionZoom ?? 0;
    }
    expect(rows).toHaveLength(biggest?.count ?? 0);
    expect(new Set(rows).size).toBe(rows.length);
    expect(zoom).toBeGreaterThan(4);
    expect(await engine.cluster(everything, { cluster: 31, offset: 0, limit: 10 })).toBeUndefined();
  });

  it('names places from zoom 9 on, and draws them without when their names cannot be had', async () => {
    const far = (await marksOf(engine, everything, 6, 32, 22)).filter(({ row }) => row !== undefined);
    expect(far.every(({ name, kind }) => name === undefined && manifest.kinds.includes(kind ?? ''))).toBe(true);
    const near = await marksNear(engine, 9);
    expect(near.some(({ row }) => row !== undefined)).toBe(true);
    for (const { row, name } of near) if (row !== undefined) expect(name).toBe(`Lieu ${row}`);
    const nameless = engineOf(invented.columns, { namesOf: async () => [] });
    expect((await marksNear(nameless, 9)).map(({ row }) => row)).toEqual(near.map(({ row }) => row));
  });

  /** The marks of the tile around Rennes. */
  function marksNear(of: PointEngine, z: number): Promise<Mark[]> {
    const x = Math.floor(((-1.68 + 180) / 360) * 2 ** z);
    const sin = Math.sin((48.11 * Math.PI) / 180);
    const y = Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** z);
    return marksOf(of, everything, z, x, y);
  }
});

describe('places at the ends of the world, and at one point', () => {
  /** An engine over positions in degrees. */
  function engineAt(places: readonly (readonly [lon: number, lat: number])[]): PointEngine {
    const one = { ids: new Uint32Array(places.length), sets: [[0]] };
    return engineOf({
      count: places.length,
      codes: Float64Array.from(places, ([lon, lat]) => codeOf(lon, lat)).sort(),
      sets: { kind: one },
    });
  }

  it('draws what stands at the poles at the edge of the map, and counts it', async () => {
    const poles = engineAt([
      [10, 90],
      [10, 89.5],
      [-20, -90],
    ]);
    expect((await marksOf(poles, everything, 1, 1, 0)).length).toBeGreaterThan(0);
    expect((await marksOf(poles, everything, 1, 0, 1)).length).toBeGreaterThan(0);
    expect(await poles.countIn(everything, [-180, -90, 180, 90])).toBe(3);
  });

  it('draws what stands at the antimeridian on both sides of it', async () => {
    const edge = engineAt([
      [180, 16.2],
      [-180, -17],
      [179.99999, 0],
      [-179.99999, 0],
    ]);
    for (const x of [0, 3]) expect((await marksOf(edge, everything, 2, x, 2)).length, `x = ${x}`).toBeGreaterThan(0);
    expect(await edge.countIn(everything, [179, -90, -179, 90])).toBe(4);
  });

  it('keeps two thousand places at one point together at every zoom, and lists all of them', async () => {
    const crowd = engineAt(Array.from({ length: 2000 }, () => [2.35, 48.85] as const));
    const x = Math.floor(((2.35 + 180) / 360) * 2 ** deepestTile);
    const sin = Math.sin((48.85 * Math.PI) / 180);
    const y = Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** deepestTile);
    const [mark, ...others] = await marksOf(crowd, everything, deepestTile, x, y);
    expect(others).toEqual([]);
    expect(mark).toMatchObject({ count: 2000, mix: 'c0000000' });
    const page = await crowd.cluster(everything, { cluster: mark?.cluster ?? -1, offset: 1900, limit: 500 });
    expect(page?.leaves).toHaveLength(100);
    expect(page?.expansionZoom).toBeGreaterThan(deepestTile);
  });

  it('has nothing to draw without places', async () => {
    const empty = engineAt([]);
    expect(await empty.tile(everything, { z: 0, x: 0, y: 0 })).toHaveLength(0);
    expect(await empty.filter(everything)).toMatchObject({ total: 0, located: 0, bounds: null });
  });
});

describe('the mix of a cluster', () => {
  it('tells each kind’s share in twelfths, twelve in all', () => {
    expect(mixOf([12, 0, 0])).toBe('c00');
    expect(mixOf([1, 1, 1])).toBe('444');
    expect(mixOf([999, 1])).toBe('c0');
    fc.assert(
      fc.property(fc.array(fc.nat(1e6), { minLength: 1, maxLength: 12 }), (tally) => {
        if (tally.every((number) => number === 0)) return;
        const parts = [...mixOf(tally)].map((digit) => Number.parseInt(digit, 13));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(12);
      }),
    );
  });
});
