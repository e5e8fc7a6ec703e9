import type { Pair } from './neighbours.ts';
import type { Point } from './ring-layout.ts';

/** Two actors are never nearer than this, which the largest two just fill. */
const leastGap = 36;
const steps = 250;

/**
 * Draws actors by what ties them (Fruchterman and Reingold's forces, from a start that groups decide and not chance): tied
 * ones near each other, nobody on top of another. Whoever is tied to nobody stands in rows below.
 */
export function layoutNetwork(
  count: number,
  pairs: readonly Pair[],
  groups: readonly (readonly number[])[],
): { readonly points: readonly Point[]; readonly tied: number } {
  const order = groups.flat();
  const tied = order.length;
  const place = new Map(order.map((actor, index) => [actor, index]));
  const x = new Float64Array(tied);
  const y = new Float64Array(tied);
  const reach = 34 * Math.sqrt(tied + 1);
  let before = 0;
  for (const group of groups) {
    const turn = (2 * Math.PI * (before + group.length / 2)) / Math.max(1, tied);
    for (const [nth, actor] of group.entries()) {
      const at = place.get(actor) ?? 0;
      // Sunflower seeds around the middle of the group.
      const far = 22 * Math.sqrt(nth + 0.5);
      x[at] = (groups.length > 1 ? reach * Math.cos(turn) : 0) + far * Math.cos(nth * 2.399963);
      y[at] = (groups.length > 1 ? reach * Math.sin(turn) : 0) + far * Math.sin(nth * 2.399963);
    }
    before += group.length;
  }
  const springs = pairs.map(({ from, to }) => [place.get(from) ?? 0, place.get(to) ?? 0] as const);
  const ideal = 78;
  for (let step = 0; step < steps; step++) move(x, y, { springs, ideal, most: 40 * (1 - step / steps) + 1 });
  spread(x, y);
  const lowest = tied === 0 ? 0 : Math.max(...y) + leastGap * 2.5;
  const middle = tied === 0 ? 0 : (Math.min(...x) + Math.max(...x)) / 2;
  const alone = Array.from({ length: count }, (_, actor) => actor).filter((actor) => !place.has(actor));
  const width = tied === 0 ? 900 : Math.max(400, Math.max(...x) - Math.min(...x));
  const perRow = Math.max(1, Math.floor(width / 60));
  const rowOf = new Map(alone.map((actor, index) => [actor, index]));
  const points = Array.from({ length: count }, (_, actor) => {
    const at = place.get(actor);
    if (at !== undefined) return { x: round(x[at] ?? 0), y: round(y[at] ?? 0) };
    const index = rowOf.get(actor) ?? 0;
    const inRow = Math.min(perRow, alone.length - Math.floor(index / perRow) * perRow);
    return {
      x: round(middle + ((index % perRow) - (inRow - 1) / 2) * 60),
      y: round(lowest + Math.floor(index / perRow) * 60),
    };
  });
  return { points, tied };
}

function move(
  x: Float64Array,
  y: Float64Array,
  { springs, ideal, most }: { springs: readonly (readonly [number, number])[]; ideal: number; most: number },
): void {
  const dx = new Float64Array(x.length);
  const dy = new Float64Array(x.length);
  const push = (a: number, b: number, force: (distance: number) => number) => {
    const [ex, ey] = [(x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0)];
    const distance = Math.max(0.5, Math.hypot(ex, ey));
    const by = force(distance) / distance;
    dx[a] = (dx[a] ?? 0) + ex * by;
    dy[a] = (dy[a] ?? 0) + ey * by;
    dx[b] = (dx[b] ?? 0) - ex * by;
    dy[b] = (dy[b] ?? 0) - ey * by;
  };
  for (let a = 0; a < x.length; a++) for (let b = 0; b < a; b++) push(a, b, (distance) => ideal ** 2 / distance);
  for (const [a, b] of springs) push(a, b, (distance) => -(distance ** 2) / ideal);
  for (let at = 0; at < x.length; at++) {
    // Parts that nothing ties would drift apart for ever.
    const [fx, fy] = [(dx[at] ?? 0) - (x[at] ?? 0) * 0.9, (dy[at] ?? 0) - (y[at] ?? 0) * 1.2];
    const length = Math.max(0.01, Math.hypot(fx, fy));
    x[at] = (x[at] ?? 0) + (fx / length) * Math.min(length, most);
    y[at] = (y[at] ?? 0) + (fy / length) * Math.min(length, most);
  }
}

/** Widens the whole drawing until its nearest two have their gap; points on one another are parted first. */
function spread(x: Float64Array, y: Float64Array): void {
  for (let round = 0; round < 200; round++) {
    let isCalm = true;
    for (let a = 0; a < x.length; a++)
      for (let b = 0; b < a; b++) {
        const [ex, ey] = [(x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0)];
        const distance = Math.hypot(ex, ey);
        if (distance >= leastGap) continue;
        isCalm = false;
        const by = (leastGap * 1.02 - distance) / 2;
        const [ux, uy] = distance < 0.01 ? [Math.cos(a), Math.sin(a)] : [ex / distance, ey / distance];
        x[a] = (x[a] ?? 0) + ux * by;
        y[a] = (y[a] ?? 0) + uy * by;
        x[b] = (x[b] ?? 0) - ux * by;
        y[b] = (y[b] ?? 0) - uy * by;
      }
    if (isCalm) return;
  }
  let nearest = leastGap;
  for (let a = 0; a < x.length; a++)
    for (let b = 0; b < a; b++)
      nearest = Math.min(nearest, Math.max(1, Math.hypot((x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0))));
  for (let at = 0; at < x.length; at++) {
    x[at] = ((x[at] ?? 0) * leastGap) / nearest;
    y[at] = ((y[at] ?? 0) * leastGap) / nearest;
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
