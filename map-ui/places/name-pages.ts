import type { PlaceName } from '../../server/points/tile-format.ts';
import { namesPerPage } from '../../server/points/tile-format.ts';
import { readJson } from './read-answer.ts';

/** Looks up what rows of a version are called, a page of rows at a time; a page is asked for once. */
export function createNamePages(
  version: string,
  origin = '',
): (rows: readonly number[]) => Promise<readonly PlaceName[]> {
  const pages = new Map<number, Promise<readonly PlaceName[]>>();
  const read = (page: number) => {
    const known = pages.get(page) ?? readPage(`${origin}/api/points/${version}`, page);
    pages.set(page, known);
    // What could not be had is asked for again the next time.
    known.catch(() => pages.delete(page));
    return known;
  };
  return async (rows) => {
    const wanted = [...new Set(rows.map((row) => Math.floor(row / namesPerPage)))];
    const found = new Map(await Promise.all(wanted.map(async (page) => [page, await read(page)] as const)));
    return rows.map((row) => {
      const name = found.get(Math.floor(row / namesPerPage))?.[row % namesPerPage];
      if (!name) throw new Error(`Row ${row} has no name`);
      return name;
    });
  };
}

async function readPage(base: string, page: number): Promise<readonly PlaceName[]> {
  const lines = await readJson<[key: string, name: string, en?: string][]>(`${base}/names/${page}.json`);
  return lines.map(([key, name, en]) => (en === undefined ? { key, name } : { key, name, en }));
}
