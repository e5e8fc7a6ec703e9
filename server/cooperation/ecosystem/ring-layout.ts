/** The four scales from the inside out; `unsaid` is of those who do not say any. */
export const rings = ['building', 'building-site', 'neighbourhood', 'living-territory', 'unsaid'] as const;
export type Ring = (typeof rings)[number];

/** Whoever names only the ring is at its nearer scale. */
const ringOfTop: Readonly<Record<string, Ring>> = { inside: 'building', outside: 'neighbourhood' };

/** The ring of an actor: that of the widest scale it says. */
export function ringOf(scales: readonly string[]): Ring {
  const said = scales.map((scale) => rings.indexOf(ringOfTop[scale] ?? (scale as Ring)));
  return rings[Math.max(...said.filter((at) => at >= 0 && at < rings.length - 1), -1)] ?? 'unsaid';
}

/** The sector of an actor: what it says most often, of equals the one named first. */
export function sectorOf(said: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const one of said) counts.set(one, 1 + (counts.get(one) ?? 0));
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ['unsaid', 0] as [string, number])[0];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface RingLayout {
  /** Of each actor, around the middle of the rings. */
  readonly points: readonly Point[];
  readonly bands: readonly {
    readonly ring: Ring;
    readonly inner: number;
    readonly outer: number;
    readonly count: number;
  }[];
  /** Angles in radians, clockwise from the top. */
  readonly sectors: readonly {
    readonly key: string;
    readonly from: number;
    readonly to: number;
    readonly count: number;
  }[];
  readonly radius: number;
}

/** The middle stays free; a ring without anybody is drawn as thin as its name allows. */
const [hollow, emptyBand] = [36, 30];
/** Room for one actor, in units of the drawing: as much as there is, never less than the largest actor and a gap. */
const [mostRoom, leastRoom] = [96, 40];
const comfortable = 430;

/** Puts actors on rings (bands of rows) and into sectors as wide as what they hold, so that no two are nearer than `leastRoom`. */
export function layoutRings(
  actors: readonly { readonly ring: Ring; readonly sector: string }[],
  sectorOrder: readonly string[],
): RingLayout {
  let room = mostRoom;
  let found = layoutWith(actors, sectorOrder, room);
  while (found.radius > comfortable && room > leastRoom) {
    room = Math.max(leastRoom, room - 4);
    found = layoutWith(actors, sectorOrder, room);
  }
  return found;
}

function layoutWith(
  actors: readonly { readonly ring: Ring; readonly sector: string }[],
  sectorOrder: readonly string[],
  room: number,
): RingLayout {
  const shown = rings.filter((ring) => ring !== 'unsaid' || actors.some((actor) => actor.ring === ring));
  const cells = Map.groupBy(actors.keys(), (index) => `${actors[index]?.ring} ${actors[index]?.sector}`);
  const known = [...sectorOrder.filter((key) => key !== 'unsaid'), 'unsaid'];
  const keys = known.filter((key) => actors.some(({ sector }) => sector === key));
  const countOf = (ring: Ring, sector: string) => cells.get(`${ring} ${sector}`)?.length ?? 0;
  const ofRing = (ring: Ring) => actors.filter((actor) => actor.ring === ring).length;
  const rows = new Map(shown.map((ring) => [ring, ofRing(ring) === 0 ? 0 : 1]));
  const least = Math.min(0.3, (Math.PI * 1.2) / Math.max(1, keys.length));

  for (;;) {
    let at = hollow;
    const bands = shown.map((ring) => {
      const inner = at;
      at += (rows.get(ring) ?? 0) * room || emptyBand;
      return { ring, inner, outer: at, count: ofRing(ring) };
    });
    const radiiOf = (band: (typeof bands)[number]) =>
      Array.from({ length: rows.get(band.ring) ?? 0 }, (_, row) => band.inner + (row + 0.5) * room);
    /** Wide enough even when every row rounds down. */
    const angleOf = (band: (typeof bands)[number], sector: string) => {
      const count = countOf(band.ring, sector);
      const radii = radiiOf(band);
      return count === 0 ? 0 : (room * 1.05 * (count + radii.length)) / radii.reduce((sum, radius) => sum + radius, 0);
    };
    const widths = keys.map((key) => Math.max(least, ...bands.map((band) => angleOf(band, key))));
    const total = widths.reduce((sum, width) => sum + width, 0);
    if (total > 2 * Math.PI) {
      const needs = bands.map((band) => keys.reduce((sum, key) => sum + angleOf(band, key), 0));
      const tightest = shown[needs.indexOf(Math.max(...needs))];
      if (tightest) rows.set(tightest, 1 + (rows.get(tightest) ?? 0));
      continue;
    }
    let from = 0;
    const sectors = keys.map((key, index) => {
      const start = from;
      from += ((widths[index] ?? 0) * 2 * Math.PI) / total;
      return { key, from: start, to: from, count: actors.filter(({ sector }) => sector === key).length };
    });
    const points: Point[] = actors.map(() => ({ x: 0, y: 0 }));
    for (const band of bands)
      for (const sector of sectors) {
        const inside = cells.get(`${band.ring} ${sector.key}`) ?? [];
        let placed = 0;
        const radii = radiiOf(band);
        const angle = sector.to - sector.from;
        const holds = radii.map((radius) => Math.floor((angle * radius) / (room * 1.05)));
        const all = holds.reduce((sum, one) => sum + one, 0);
        let left = all;
        for (const [row, radius] of radii.entries()) {
          // Each row takes its share, the last ones what is left.
          const rest = inside.length - placed;
          const take = Math.min(
            holds[row] ?? 0,
            Math.max(rest - (left - (holds[row] ?? 0)), Math.round((rest * (holds[row] ?? 0)) / Math.max(1, left))),
          );
          left -= holds[row] ?? 0;
          for (let nth = 0; nth < take; nth++) {
            const turn = sector.from + ((nth + 0.5) * angle) / take - Math.PI / 2;
            points[inside[placed++] as number] = {
              x: round(radius * Math.cos(turn)),
              y: round(radius * Math.sin(turn)),
            };
          }
        }
      }
    return { points, bands, sectors, radius: at };
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
