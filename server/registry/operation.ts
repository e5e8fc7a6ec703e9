import type { DatabaseSync } from 'node:sqlite';
import type { Bilingual } from '../rdf/text.ts';
import type { HeldChange } from './held-changes.ts';
import type { Memory } from './open-registry.ts';
import type { Registration } from './registration.ts';
import type { Registry } from './registry.ts';

/** What an operator looks at: what fails and for how long, what waits for a word, and what comes next. */
export interface Operation {
  readonly registrations: ReturnType<Registry['counts']>;
  readonly due: number;
  /** Longest failing first. */
  readonly failing: readonly (Pick<Registration, 'id' | 'url' | 'status' | 'failures'> & {
    readonly failingSince: string;
    readonly detail: Bilingual;
  })[];
  readonly held: readonly HeldChange[];
  /** Found by links, waiting to be admitted. */
  readonly discovered: readonly { readonly id: string; readonly url: string; readonly linkedBy: string }[];
  readonly next: readonly { readonly id: string; readonly url: string; readonly at: string }[];
}

const most = 50;

/** Reads the operator's view from the registry's tables; at most 50 lines of each, all of what is held. */
export function readOperation(db: DatabaseSync, { registry, discoveries, heldChanges }: Memory, now: Date): Operation {
  const ids = (sql: string) =>
    db
      .prepare(sql)
      .all(most)
      .map((row) => row['id'] as string);
  const load = (id: string) => registry.find(id) ?? [];
  return {
    registrations: registry.counts(),
    due: registry.countDue(now),
    failing: ids(
      `SELECT id FROM registration WHERE status IN ('invalid', 'unreachable') AND failing_since IS NOT NULL
       ORDER BY failing_since, failures DESC, id LIMIT ?`,
    )
      .flatMap(load)
      .map(({ id, url, status, failures, failingSince }) => ({
        id,
        url,
        status,
        failures,
        failingSince: failingSince ?? '',
        detail: registry.visits(id, 1)[0]?.detail ?? { fr: '', en: '' },
      })),
    held: heldChanges.list(),
    discovered: discoveries
      .waiting(most)
      .map(({ id, url, linkedBy }) => ({ id, url, linkedBy: registry.find(linkedBy)?.url ?? '' })),
    next: ids('SELECT id FROM registration WHERE next_visit_at IS NOT NULL ORDER BY next_visit_at, id LIMIT ?')
      .flatMap(load)
      .slice(0, 10)
      .map(({ id, url, nextVisitAt }) => ({ id, url, at: nextVisitAt ?? '' })),
  };
}
