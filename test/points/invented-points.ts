import type { ReadPoints } from '../../server/directory/points/read-points.ts';
import { communes } from '../../server/geography/communes.ts';
import type { FacetDictionary } from '../../server/points/manifest.ts';
import { eastOf, southOf, squareOf } from '../../server/points/mercator.ts';
import { mortonCode } from '../../server/points/morton.ts';
import { boundsOf, readPositions } from '../../server/points/positions.ts';
import { createSetColumn } from '../../server/points/set-column.ts';

const sizes = {
  practice: 60,
  need: 40,
  offer: 40,
  network: 300,
  territory: 96,
  scale: 4,
  audience: 12,
  status: 4,
  freshness: 3,
};
const kinds = [
  'coworking',
  'fablab',
  'cultural-place',
  'craft-workshop',
  'living-lab',
  'food-growing-place',
  'shared-kitchen',
  'other',
];

/**
 * Invents places around the communes of France as the directory would read them, without a database: the larger the
 * commune the more, some values more often than others. The same count gives the same places.
 */
export function inventPoints(count: number, day = '2026-11-25'): ReadPoints {
  const random = seededRandom(count);
  const gauss = () => random() + random() + random() + random() - 2;
  const towns = drawTowns(random);
  /** Low numbers more often: values stand in a facet by how frequent they are. */
  const value = (size: number) => Math.floor(size * random() ** 2);
  /** So many values on average, most often none where that is few. */
  const several = (size: number, mean: number) => {
    const drawn = Array.from({ length: Math.floor(mean * 2 * random() + random()) }, () => value(size));
    return [...new Set(drawn)].sort((a, b) => a - b);
  };
  const codes = Float64Array.from({ length: count }, () => {
    const { lon, lat } = towns();
    return codeOf(lon + gauss() * 0.03, lat + gauss() * 0.02);
  }).sort();
  const column = (draw: (i: number) => readonly number[]) =>
    createSetColumn(Array.from({ length: count }, (_, i) => draw(i)));
  const hours = [
    [540, 1080],
    [480, 720, 840, 1140],
    [600, 1320],
  ];
  // Places say what they are and do; few say more.
  const sets = {
    kind: column(() => [...new Set([value(kinds.length), ...several(kinds.length, 0.2)])]),
    practice: column(() => several(sizes.practice, 1.5)),
    need: column(() => several(sizes.need, 0.1)),
    offer: column(() => several(sizes.offer, 0.1)),
    network: column(() => several(sizes.network, 0.3)),
    // A département is where its neighbours are.
    territory: column((i) => [Math.floor((i / count) * sizes.territory)]),
    scale: column(() => several(sizes.scale, 0.15)),
    audience: column(() => several(sizes.audience, 0.4)),
    status: column(() => (random() < 0.9 ? [0] : [value(sizes.status)])),
    freshness: column(() => (random() < 0.9 ? [0] : [value(sizes.freshness)])),
    open: column(() => (random() < 0.2 ? (hours[value(hours.length)] ?? []) : [])),
  };
  const dictionary = (name: string, keys: readonly string[]): FacetDictionary => ({
    name,
    isPartial: name === 'territory',
    values: keys.map((key) => ({ key, iri: `https://example.org/${name}/${key}`, label: { fr: key, en: key } })),
  });
  const numbered = (name: string, size: number) =>
    dictionary(
      name,
      Array.from({ length: size }, (_, i) => `${name}-${i}`),
    );
  return {
    manifest: {
      day,
      count,
      located: count,
      bounds: boundsOf(readPositions(codes), null),
      facets: [
        dictionary('kind', kinds),
        ...Object.entries(sizes).map(([name, size]) => numbered(name, size)),
        dictionary('open', ['now']),
      ],
      kinds,
      attributions: [],
    },
    columns: { count, codes, sets },
    names: Array.from({ length: count }, (_, i) => ({ key: `lieu-${i}`, name: `Le tiers-lieu numéro ${i}` })),
    ids: Uint32Array.from({ length: count }, (_, i) => i + 1),
  };
}

/** The Morton code of the square that a position in degrees lies in. */
export function codeOf(lon: number, lat: number): number {
  return mortonCode(squareOf(eastOf(lon)), squareOf(southOf(lat)));
}

/** Draws communes, the more populous the more often. */
function drawTowns(random: () => number) {
  const towns = communes().flatMap(({ position, population = 0 }) =>
    position ? [{ ...position, weight: 50 + population ** 0.7 }] : [],
  );
  const sums = new Float64Array(towns.length);
  let total = 0;
  for (const [i, { weight }] of towns.entries()) {
    total += weight;
    sums[i] = total;
  }
  return () => {
    const at = random() * total;
    let low = 0;
    let high = towns.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return towns[low] ?? { lon: 2, lat: 47 };
  };
}

/** A number in [0, 1) at each call, always the same ones for a seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
