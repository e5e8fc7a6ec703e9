import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Changed, RecordChanges } from '../../registry/record-editions.ts';
import type { Records } from '../../registry/records.ts';
import { inTransaction } from '../state/open-database.ts';

/** The next edition of a set while it is written: nobody sees it before it is shown. */
export interface Edition {
  readonly records: number;
  add(id: string, document: string): Promise<void>;
  /** Writes what is left, leaves out what was not met, and tells what showing it would change. */
  end(): Promise<RecordChanges>;
  takeBack(): Promise<void>;
}

/** So many documents are written at once, and then others may write. */
const together = 200;
const pauseMs = 5;
/** Ids that are told one by one. */
const mostTold = 1000;

/** Begins an edition of a set; a preview compares and writes nothing. */
export async function writeEdition(
  { db, records }: { readonly db: DatabaseSync; readonly records: Records },
  key: string,
  { isPreview }: { readonly isPreview: boolean },
): Promise<Edition> {
  const tallies = { added: tally(), changed: tally(), removed: tally() };
  let batch: (readonly [id: string, document: string])[] = [];
  let count = 0;

  /** What is written only for this connection needs no turn among the writers. */
  const write = (work: () => void) => (isPreview ? work() : inTransaction(db, work));

  async function takeBack(): Promise<void> {
    if (isPreview) return;
    let last: string | undefined = '';
    while (last !== undefined) {
      const after: string = last;
      last = inTransaction(db, () => records.undo(key, after, together));
      await pause(pauseMs);
    }
  }

  async function flush(): Promise<void> {
    const documents = batch;
    batch = [];
    write(() => {
      for (const [id, document] of documents) {
        const standing = records.standing(key, id, document);
        if (standing === 'same') continue;
        tallies[standing].note(id);
        if (!isPreview) records.write(key, id, document);
      }
    });
    records.meet(documents.map(([id]) => id));
    await pause(pauseMs);
  }

  async function leaveOut(): Promise<void> {
    for (let ids = records.unmet(key, '', together); ids.length > 0; ) {
      write(() => {
        for (const id of ids) {
          tallies.removed.note(id);
          if (!isPreview) records.leaveOut(key, id);
        }
      });
      ids = records.unmet(key, ids.at(-1) ?? '', together);
      await pause(isPreview ? 0 : pauseMs);
    }
  }

  if (!isPreview) inTransaction(db, () => records.begin(key));
  await takeBack();
  records.meet(undefined);
  return {
    get records() {
      return count;
    },
    async add(id, document) {
      count++;
      batch.push([id, document]);
      if (batch.length >= together) await flush();
    },
    async end() {
      await flush();
      await leaveOut();
      records.meet(undefined);
      const { added, changed, removed } = tallies;
      return { added: added.told, changed: changed.told, removed: removed.told };
    },
    takeBack,
  };
}

function tally() {
  const first: string[] = [];
  let count = 0;
  return {
    note(id: string) {
      count++;
      if (first.length < mostTold) first.push(id);
    },
    get told(): Changed {
      return { count, first };
    },
  };
}
