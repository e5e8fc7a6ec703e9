/** Two of a lineage by number, what came first and what came of it. */
export interface Descent {
  readonly from: number;
  readonly to: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LineageLayout {
  /** Of each, the middle of its box. */
  readonly points: readonly Point[];
  readonly width: number;
  readonly height: number;
  /** Those that come from each other in a ring, each ring once. */
  readonly circles: readonly (readonly number[])[];
  /** The order in which a reader meets them. */
  readonly order: readonly number[];
}

export interface BoxSize {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  readonly between: number;
}

/** Two stand side by side on a phone and can still be read. */
const mostInRow = 2;

/**
 * Draws a lineage from the top down, each generation below the latest of those it comes from; those that come from each other
 * share a generation. The same links give the same drawing.
 */
export function layOutLineage(count: number, descents: readonly Descent[], size: BoxSize): LineageLayout {
  const circleOf = findCircles(count, descents);
  const generations = countGenerations(count, descents, circleOf);
  const x = new Array<number>(count).fill(0);
  const y = new Array<number>(count).fill(0);
  const order: number[] = [];
  const rows: number[][] = [];
  for (let generation = 0; order.length < count; generation++) {
    const here = [...generations.keys()].filter((one) => generations[one] === generation);
    const pull = new Map(here.map((one) => [one, pullOf(one, descents, { x, placed: new Set(order) })]));
    here.sort((a, b) => (pull.get(a) ?? 0) - (pull.get(b) ?? 0) || a - b);
    // Rows of one generation hold as many each as can be.
    const perRow = Math.ceil(here.length / Math.ceil(here.length / mostInRow));
    for (let at = 0; at < here.length; at += perRow) {
      const row = here.slice(at, at + perRow);
      for (const [nth, node] of row.entries()) x[node] = (nth - (row.length - 1) / 2) * (size.width + size.gap);
      rows.push(row);
    }
    order.push(...here);
  }
  const columns = Math.max(1, ...rows.map(({ length }) => length));
  const width = columns * size.width + (columns - 1) * size.gap;
  for (const [nth, row] of rows.entries())
    for (const node of row) {
      x[node] = (x[node] ?? 0) + width / 2;
      y[node] = size.height / 2 + nth * (size.height + size.between);
    }
  const circles = [...Map.groupBy(circleOf.keys(), (one) => circleOf[one]).values()].filter(({ length }) => length > 1);
  return {
    points: x.map((at, node) => ({ x: at, y: y[node] ?? 0 })),
    width,
    height: Math.max(1, rows.length) * (size.height + size.between) - size.between,
    circles,
    order,
  };
}

/** The first of those that each comes from and that come from it; itself when there is none. */
function findCircles(count: number, descents: readonly Descent[]): readonly number[] {
  const reached = Array.from({ length: count }, (_, start) => {
    const met = new Set<number>();
    const next = [start];
    for (let at = next.pop(); at !== undefined; at = next.pop())
      for (const { from, to } of descents)
        if (from === at && !met.has(to)) {
          met.add(to);
          next.push(to);
        }
    return met;
  });
  return reached.map((met, one) => {
    for (let other = 0; other < one; other++) if (met.has(other) && reached[other]?.has(one)) return other;
    return one;
  });
}

function countGenerations(count: number, descents: readonly Descent[], circleOf: readonly number[]): number[] {
  const ofCircle = new Array<number>(count).fill(0);
  // Without the ways inside a circle nothing turns back, so that this comes to rest.
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    for (const { from, to } of descents) {
      const [above, below] = [circleOf[from] ?? from, circleOf[to] ?? to];
      if (above === below || (ofCircle[below] ?? 0) > (ofCircle[above] ?? 0)) continue;
      ofCircle[below] = (ofCircle[above] ?? 0) + 1;
      isMoving = true;
    }
  }
  return circleOf.map((circle) => ofCircle[circle] ?? 0);
}

/** Where those it comes from stand, on average. */
function pullOf(
  one: number,
  descents: readonly Descent[],
  { x, placed }: { readonly x: readonly number[]; readonly placed: ReadonlySet<number> },
): number {
  const above = descents.filter(({ from, to }) => to === one && placed.has(from)).map(({ from }) => x[from] ?? 0);
  return above.length === 0 ? 0 : above.reduce((sum, at) => sum + at, 0) / above.length;
}
