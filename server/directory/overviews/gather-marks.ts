import { eastOf, southOf, worldSize } from '../../points/mercator.ts';
import { given } from '../../rdf/given.ts';
import { countMarks, type MarkedPlace } from './marked-place.ts';

/** Pixels between marks that would cover each other. */
const cellSize = 56;
const tileSize = 512;

/** Places whose marks would cover each other, where the first of them is. */
export interface Gathered {
  readonly lon: number;
  readonly lat: number;
  readonly counts: ReturnType<typeof countMarks>;
  readonly places: number;
  /** The `entity.id` of the place where it is one. */
  readonly only?: number;
}

interface Group {
  readonly x: number;
  readonly y: number;
  readonly lon: number;
  readonly lat: number;
  readonly members: MarkedPlace[];
}

/** Gathers places for a map of some zoom: those without a position are nowhere on it. */
export function gatherMarks(places: readonly MarkedPlace[], zoom: number): Gathered[] {
  const perWorld = (tileSize * 2 ** zoom) / worldSize;
  const squares = new Map<string, Group[]>();
  const groups: Group[] = [];
  for (const place of places) {
    if (!place.position) continue;
    const { lon, lat } = place.position;
    const [x, y] = [eastOf(lon) * perWorld, southOf(lat) * perWorld];
    const [column, row] = [Math.floor(x / cellSize), Math.floor(y / cellSize)];
    const near = around(column, row).flatMap((square) => squares.get(square) ?? []);
    const group = near.find((one) => Math.abs(one.x - x) < cellSize && Math.abs(one.y - y) < cellSize);
    if (group) {
      group.members.push(place);
      continue;
    }
    const begun: Group = { x, y, lon, lat, members: [place] };
    groups.push(begun);
    squares.set(`${column} ${row}`, [...(squares.get(`${column} ${row}`) ?? []), begun]);
  }
  return groups.map(({ lon, lat, members }) => ({
    lon,
    lat,
    counts: countMarks(members),
    places: members.length,
    ...given('only', members.length === 1 ? members[0]?.id : undefined),
  }));
}

function around(column: number, row: number): string[] {
  const steps = [-1, 0, 1];
  return steps.flatMap((dx) => steps.map((dy) => `${column + dx} ${row + dy}`));
}
