import type { PlaceName } from '../../points/tile-format.ts';
import { namesPerPage } from '../../points/tile-format.ts';
import type { BuiltVersion } from './point-messages.ts';

type Pages = Pick<BuiltVersion, 'names' | 'pages'>;

/** One page of names as JSON; undefined beyond the last. */
export function namePage({ names, pages }: Pages, page: number): Uint8Array<ArrayBuffer> | undefined {
  const [start, end] = [pages[page], pages[page + 1]];
  // A copy, since what is sent must not be shared memory.
  return start === undefined || end === undefined ? undefined : names.slice(start, end);
}

const keptPages = 64;

/** Looks up what rows are called; the pages read lately are kept. */
export function createNameReader(version: Pages): (rows: readonly number[]) => (PlaceName | undefined)[] {
  const kept = new Map<number, readonly PlaceName[]>();
  const read = (page: number) => {
    const known = kept.get(page) ?? parse(namePage(version, page));
    kept.delete(page);
    kept.set(page, known);
    if (kept.size > keptPages) kept.delete(kept.keys().next().value ?? 0);
    return known;
  };
  return (rows) => rows.map((row) => read(Math.floor(row / namesPerPage))[row % namesPerPage]);
}

function parse(page: Uint8Array | undefined): readonly PlaceName[] {
  const lines = JSON.parse(new TextDecoder().decode(page ?? Uint8Array.of(91, 93))) as [string, string, string?][];
  return lines.map(([key, name, en]) => (en === undefined ? { key, name } : { key, name, en }));
}
