import { type Cells, margin } from './cell-block.ts';

/** What is known of each occupied cell of a block: how many rows it holds, and their middle, in cells from the block's corner. */
export interface WeighedCells extends Cells {
  readonly weights: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** How near the middles of neighbours must be to become one cluster, in cells. */
export const reach = 46 / 32;
/**
 * In each round the cells heavier than all free ones within reach take these in. What a round does depends on what lies
 * within twice the reach, so that the outcome in the middle of a block does not depend on what lies beyond its rim: tiles
 * can be made one by one, and agree.
 */
const rounds = 3;
/** How many cells around a tile decide what it shows: all rounds, and a middle that is not where its cluster began. */
export const rim = Math.ceil((2 * rounds + 1) * reach);

/** The steps to the cells that may lie within reach, the nearest first. */
const steps = Array.from({ length: (2 * margin + 1) ** 2 }, (_, i) => {
  const [line, column] = [Math.floor(i / (2 * margin + 1)) - margin, (i % (2 * margin + 1)) - margin];
  return { line, column, distance: Math.hypot(line, column) };
})
  .filter(({ distance }) => distance > 0)
  .sort((a, b) => a.distance - b.distance);

/** By cell, the cell that takes it into its cluster: itself for those that clusters begin from. */
export function absorbCells(cells: WeighedCells): Int32Array {
  const count = cells.starts.length;
  const near = Int32Array.from(steps, ({ line, column }) => line * cells.gridWidth + column);
  const owners = new Int32Array(count).fill(none);
  let free = Array.from({ length: count }, (_, cell) => cell);
  for (let round = 0; round < rounds && free.length > 0; round++) {
    const leads = free.filter((cell) => !hasHeavierNear(cells, cell, near, owners));
    const takers = new Int32Array(count).fill(none);
    for (const lead of leads) offer(cells, lead, near, takers);
    for (const cell of free) owners[cell] = takers[cell] as number;
    for (const lead of leads) owners[lead] = lead;
    free = free.filter((cell) => owners[cell] === none);
  }
  for (const cell of free) owners[cell] = cell;
  return owners;
}

const none = -1;

/** Whether a free cell within reach is heavier; of two that weigh the same, the first counts for heavier. */
function hasHeavierNear(cells: WeighedCells, cell: number, near: Int32Array, owners: Int32Array): boolean {
  const { grid, places, weights, x, y } = cells;
  const place = places[cell] as number;
  const weight = weights[cell] as number;
  const [ownX, ownY] = [x[cell] as number, y[cell] as number];
  for (let i = 0; i < near.length; i++) {
    const other = grid[place + (near[i] as number)] as number;
    if (other === none || owners[other] !== none) continue;
    const otherWeight = weights[other] as number;
    if (otherWeight < weight || (otherWeight === weight && other > cell)) continue;
    const [east, south] = [(x[other] as number) - ownX, (y[other] as number) - ownY];
    if (east * east + south * south <= reach * reach) return true;
  }
  return false;
}

/** Notes a lead as the taker of all cells within reach that no heavier lead takes. */
function offer(
  { grid, places, weights, x, y }: WeighedCells,
  lead: number,
  near: Int32Array,
  takers: Int32Array,
): void {
  const place = places[lead] as number;
  const weight = weights[lead] as number;
  const [ownX, ownY] = [x[lead] as number, y[lead] as number];
  for (let i = 0; i < near.length; i++) {
    const other = grid[place + (near[i] as number)] as number;
    if (other === none) continue;
    const taker = takers[other] as number;
    if (taker !== none && ((weights[taker] as number) > weight || (weights[taker] === weight && taker < lead)))
      continue;
    const [east, south] = [(x[other] as number) - ownX, (y[other] as number) - ownY];
    if (east * east + south * south <= reach * reach) takers[other] = lead;
  }
}
