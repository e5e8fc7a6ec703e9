import type { Cells } from './cell-block.ts';

/** What is known of each occupied cell of a block: how many rows it holds, and their middle, in cells from the block's corner. */
export interface WeighedCells extends Cells {
  readonly size: number;
  readonly weights: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** How near the middles of neighbours must be to become one cluster, in cells. */
export const reach = 46 / 32;
/** Neighbours within reach are at most so many cells away. */
const neighbours = 2;
/**
 * In each round the cells heavier than all free ones within reach take these in. What a round does depends on what lies
 * within twice the reach, so that the outcome in the middle of a block does not depend on what lies beyond its rim: tiles
 * can be made one by one, and agree.
 */
const rounds = 3;
/** How many cells around a tile decide what it shows: all rounds, and a middle that is not where its cluster began. */
export const rim = Math.ceil((2 * rounds + 2) * reach);

/** By cell, the cell that takes it into its cluster: itself for those that clusters begin from. */
export function absorbCells(cells: WeighedCells): Int32Array {
  const count = cells.starts.length;
  const owners = new Int32Array(count).fill(none);
  let free = Array.from({ length: count }, (_, cell) => cell);
  for (let round = 0; round < rounds && free.length > 0; round++) {
    const leads = free.filter((cell) => !hasHeavierNear(cells, cell, owners));
    const takers = new Int32Array(count).fill(none);
    for (const lead of leads)
      eachNear(cells, lead, (other) => {
        const taker = takers[other] as number;
        if (owners[other] === none && (taker === none || isHeavier(cells, lead, taker))) takers[other] = lead;
        return false;
      });
    for (const cell of free) owners[cell] = takers[cell] as number;
    for (const lead of leads) owners[lead] = lead;
    free = free.filter((cell) => owners[cell] === none);
  }
  for (const cell of free) owners[cell] = cell;
  return owners;
}

const none = -1;

function hasHeavierNear(cells: WeighedCells, cell: number, owners: Int32Array): boolean {
  return eachNear(cells, cell, (other) => owners[other] === none && isHeavier(cells, other, cell));
}

/** Of two that weigh the same, the first counts for heavier. */
function isHeavier({ weights }: WeighedCells, cell: number, than: number): boolean {
  const difference = (weights[cell] as number) - (weights[than] as number);
  return difference > 0 || (difference === 0 && cell < than);
}

/** Visits the other cells within reach until a visit is the last, and tells whether one was. */
function eachNear(
  { grid, size, places, x, y }: WeighedCells,
  cell: number,
  visit: (other: number) => boolean,
): boolean {
  const place = places[cell] as number;
  const column = place % size;
  const line = (place - column) / size;
  const [ownX, ownY] = [x[cell] as number, y[cell] as number];
  const lastColumn = Math.min(size - 1, column + neighbours);
  const lastLine = Math.min(size - 1, line + neighbours);
  for (let j = Math.max(0, line - neighbours); j <= lastLine; j++)
    for (let i = Math.max(0, column - neighbours); i <= lastColumn; i++) {
      const other = grid[j * size + i] as number;
      if (other === none || other === cell) continue;
      const [east, south] = [(x[other] as number) - ownX, (y[other] as number) - ownY];
      if (east * east + south * south <= reach * reach && visit(other)) return true;
    }
  return false;
}
