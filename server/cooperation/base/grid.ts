import { kilometres } from '../../directory/distance.ts';

/** Something with a position, NaN where nobody knows it. */
interface Placed {
  readonly lon: number;
  readonly lat: number;
}

/** Things by where they are, to look at the nearest without looking at all. */
export interface Grid<T> {
  add(thing: T): void;
  remove(thing: T): void;
  readonly size: number;
  /** At least `want` of the nearest, where there are so many within `maxKm`, and those that are nowhere last; in no order. */
  around(at: Placed, options: { readonly want: number; readonly maxKm: number }): readonly T[];
}

/** Some 28 km of latitude, and as much of longitude in the middle of France. */
const cell = { lat: 0.25, lon: 0.36 };
const kmOfRing = 25;
const kmOfDegree = 111.2;
/** So many are looked at one by one sooner than all the empty cells between them. */
const few = 1500;

/** Makes a grid; `placeOf` is asked when a thing is added and when it is removed, and must say the same. */
export function createGrid<T>(placeOf: (thing: T) => Placed): Grid<T> {
  const cells = new Map<number, T[]>();
  const nowhere: T[] = [];
  const somewhere: T[] = [];
  let size = 0;
  const keyOf = (column: number, row: number) => row * 4096 + column;
  const cellOf = ({ lon, lat }: Placed) =>
    [Math.floor((lon + 180) / cell.lon), Math.floor((lat + 90) / cell.lat)] as const;
  const listOf = (thing: T): T[] => {
    const at = placeOf(thing);
    if (Number.isNaN(at.lon + at.lat)) return nowhere;
    const key = keyOf(...cellOf(at));
    const known = cells.get(key) ?? [];
    cells.set(key, known);
    const [column, row] = cellOf(at);
    Object.assign(reach, {
      west: Math.min(reach.west, column),
      east: Math.max(reach.east, column),
      south: Math.min(reach.south, row),
      north: Math.max(reach.north, row),
    });
    return known;
  };
  /** Columns and rows that ever had something. */
  const reach = { west: Number.POSITIVE_INFINITY, east: 0, south: Number.POSITIVE_INFINITY, north: 0 };
  const within = (thing: T, at: Placed, maxKm: number) => {
    if (maxKm === Number.POSITIVE_INFINITY) return true;
    const there = placeOf(thing);
    return kilometres(at.lon, at.lat, there.lon, there.lat) <= maxKm;
  };
  /** A flat earth is exact enough to choose who is looked at. */
  const nearestOf = (things: readonly T[], at: Placed, { want, maxKm }: { want: number; maxKm: number }) => {
    const squared = new Float64Array(things.length);
    const east = kmOfDegree * Math.cos((at.lat * Math.PI) / 180);
    for (let index = 0; index < things.length; index++) {
      const there = placeOf(things[index] as T);
      const [x, y] = [(there.lon - at.lon) * east, (there.lat - at.lat) * kmOfDegree];
      squared[index] = x * x + y * y;
    }
    const farthest = want < things.length ? (squared.slice().sort()[want - 1] as number) : Number.POSITIVE_INFINITY;
    return things.filter((thing, index) => (squared[index] as number) <= farthest && within(thing, at, maxKm));
  };
  return {
    add(thing) {
      const list = listOf(thing);
      list.push(thing);
      if (list !== nowhere) somewhere.push(thing);
      size++;
    },
    remove(thing) {
      const list = listOf(thing);
      if (!takeOut(list, thing)) return;
      if (list !== nowhere) takeOut(somewhere, thing);
      size--;
    },
    get size() {
      return size;
    },
    around(at, { want, maxKm }) {
      if (Number.isNaN(at.lon + at.lat)) return [...somewhere.slice(0, want), ...nowhere].slice(0, want);
      const some = nowhere.slice(0, want);
      if (somewhere.length <= few) return [...nearestOf(somewhere, at, { want, maxKm }), ...some];
      const found: T[] = [];
      const [column, row] = cellOf(at);
      // One ring more than those that gave enough: a corner is farther away than the middle of a side.
      let enough = Math.max(column - reach.west, reach.east - column, row - reach.south, reach.north - row);
      let hasEnough = false;
      for (let ring = 0; ring * kmOfRing <= maxKm && ring <= enough; ring++) {
        for (const key of ringKeys(column, row, ring)) {
          for (const thing of cells.get(keyOf(...key)) ?? []) if (within(thing, at, maxKm)) found.push(thing);
        }
        if (found.length >= want && !hasEnough) {
          hasEnough = true;
          enough = Math.min(enough, ring + 1);
        }
      }
      return [...found, ...some];
    },
  };
}

function takeOut<T>(list: T[], thing: T): boolean {
  const index = list.indexOf(thing);
  if (index < 0) return false;
  list[index] = list.at(-1) as T;
  list.pop();
  return true;
}

function* ringKeys(column: number, row: number, ring: number): Iterable<readonly [number, number]> {
  if (ring === 0) yield [column, row];
  for (let step = -ring; step < ring; step++) {
    yield [column + step, row - ring];
    yield [column + ring, row + step];
    yield [column - step, row + ring];
    yield [column - ring, row - step];
  }
}
