import { setTimeout as pause } from 'node:timers/promises';
import { recordUrl } from '../../registry/records.ts';
import { inTransaction } from '../state/open-database.ts';
import type { ImportParts } from './import-parts.ts';

/** So many registrations are written at once, and then others may write. */
const together = 200;
const pauseMs = 5;

/**
 * Makes due what the shown editions of sets brought, changed or took away, wherever an import was stopped before its end;
 * harmless twice, and beside another process that does the same.
 */
export function createSettleSets({ db, memory, base, now }: ImportParts): () => Promise<void> {
  const { records, registry, publishers } = memory;

  function makeDue(set: string, id: string): void {
    const url = recordUrl(base, set, id);
    const known = registry.findByUrl(url);
    if (known && known.status !== 'withdrawn') registry.save({ ...known, nextVisitAt: now().toISOString() }, known);
    else publishers.note(registry.register(url, { source: 'import', at: now() }));
  }

  return async () => {
    for (const key of records.unsettled()) {
      for (let ids = records.toSettle(key, together); ; ids = records.toSettle(key, together)) {
        inTransaction(db, () => {
          for (const id of ids) makeDue(key, id);
          records.settle(key, ids.at(-1) ?? null);
        });
        if (ids.length === 0) break;
        await pause(pauseMs);
      }
    }
  };
}
