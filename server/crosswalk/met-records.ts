import { DatabaseSync } from 'node:sqlite';
import type { Mapped } from './mapped.ts';

/** The ids that a set has brought so far, and the places that further rows may add to. */
export interface MetRecords {
  /** Notes that a row brought an id; gives the row that brought it first, when there was one. */
  meet(id: string, row: number): number | undefined;
  kept(id: string): Mapped | undefined;
  keep(mapped: Mapped): void;
  /** What was kept, in the order of the rows, as it stands now. */
  all(): Iterable<Mapped>;
  count(): number;
  close(): void;
}

/** So many are written before others see them, of whom there are none: what is not asked for again leaves the memory. */
const together = 5000;

/** Opens a memory on disk (SQLite's own, which goes with the connection), so that sets of any size need the same memory. */
export function openMetRecords(): MetRecords {
  const db = new DatabaseSync('');
  db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000;
    CREATE TABLE met (id TEXT PRIMARY KEY, row INTEGER NOT NULL, mapped TEXT) WITHOUT ROWID;
    CREATE INDEX kept ON met (row) WHERE mapped IS NOT NULL;
    BEGIN`);
  const add = db.prepare('INSERT INTO met (id, row) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const rowOf = db.prepare('SELECT row FROM met WHERE id = ?');
  const write = db.prepare('UPDATE met SET mapped = ? WHERE id = ?');
  const read = db.prepare('SELECT mapped FROM met WHERE id = ? AND mapped IS NOT NULL');
  const inOrder = db.prepare('SELECT mapped FROM met WHERE mapped IS NOT NULL ORDER BY row');
  const counted = db.prepare('SELECT count(*) AS n FROM met WHERE mapped IS NOT NULL');
  let pending = 0;
  return {
    meet(id, row) {
      if (++pending % together === 0) db.exec('COMMIT; BEGIN');
      if (add.run(id, row).changes > 0) return undefined;
      return Number(rowOf.get(id)?.['row']);
    },
    kept(id) {
      const text = read.get(id)?.['mapped'];
      return typeof text === 'string' ? (JSON.parse(text) as Mapped) : undefined;
    },
    keep: (mapped) => void write.run(JSON.stringify(mapped), mapped.id),
    *all() {
      for (const { mapped } of inOrder.iterate()) yield JSON.parse(String(mapped)) as Mapped;
    },
    count: () => Number(counted.get()?.['n']),
    close: () => db.close(),
  };
}
