import type { DatabaseSync } from 'node:sqlite';
import { isAlarming } from '../../crawl/visit/mass-change.ts';
import type { Applied } from '../../crosswalk/apply-mapping.ts';
import type { Mapping } from '../../crosswalk/mapping.ts';
import { given } from '../../rdf/given.ts';
import type { Memory } from '../../registry/open-registry.ts';
import { type RecordChanges, recordUrl } from '../../registry/records.ts';
import { dayMs } from '../../registry/registration.ts';
import { recordWithoutNames, withoutNames } from '../../registry/without-names.ts';
import { inTransaction } from '../open-database.ts';

/** What an import did: `held` where it would have taken too much away, and nothing was stored. */
export interface Imported extends RecordChanges {
  readonly state: 'stored' | 'previewed' | 'held';
}

export interface ImportOptions {
  /** Stores nothing. */
  readonly isPreview?: boolean;
  /** Takes away what the set no longer has, however much that is. */
  readonly mayLose?: boolean;
  /** A web address where the set is to be read again each day. */
  readonly target?: string | null;
}

const longestDays = 30;

/** When a set is to be read again: the next day, and later where that went wrong several times. */
export function later(now: Date, failures: number): string {
  return new Date(now.getTime() + dayMs * Math.min(2 ** failures, longestDays)).toISOString();
}

/** Where the credit, licence and origin of a set are told. */
export type SetDescription = Pick<Mapping, 'title' | 'dataFile' | 'source' | 'attribution' | 'license' | 'like'>;

/** Prepares imports into one data folder: a set's profiles become documents of ours, registered and due. */
export function createImportSet(parts: {
  readonly db: DatabaseSync;
  readonly memory: Pick<Memory, 'records' | 'registry' | 'publishers' | 'suppressions'>;
  /** What the addresses of the records begin with. */
  readonly base: string;
  readonly now: () => Date;
}) {
  const { db, memory, base, now } = parts;
  const { records, registry, publishers, suppressions } = memory;

  function makeDue(set: string, id: string): void {
    const url = recordUrl(base, set, id);
    const known = registry.findByUrl(url);
    if (known && known.status !== 'withdrawn') registry.save({ ...known, nextVisitAt: now().toISOString() }, known);
    else publishers.note(registry.register(url, { source: 'import', at: now() }));
  }

  return (
    mapping: Mapping,
    { profiles, report }: Applied,
    { isPreview = false, mayLose = false, target = null }: ImportOptions = {},
  ): Imported =>
    inTransaction(db, () => {
      const documents = new Map(
        profiles.flatMap(({ id, profile }) => {
          const kept = recordWithoutNames(profile, suppressions, recordUrl(base, mapping.key, id));
          return kept ? [[id, JSON.stringify(kept)] as const] : [];
        }),
      );
      const changes = records.compare(mapping.key, documents);
      if (isPreview) return { state: 'previewed', ...changes };
      const before = documents.size - changes.added.length + changes.removed.length;
      if (!mayLose && isAlarming(changes.removed.length, before)) return { state: 'held', ...changes };
      const { title, dataFile, source, attribution, license, like } = mapping;
      const description: SetDescription = {
        title,
        dataFile,
        source,
        attribution,
        ...given('license', license),
        ...given('like', like),
      };
      records.replace(
        {
          key: mapping.key,
          description: JSON.stringify(description),
          report: JSON.stringify(withoutNames(report, suppressions)),
          importedAt: now().toISOString(),
          target,
        },
        documents,
      );
      if (target !== null) records.plan(mapping.key, { nextAt: later(now(), 0), failures: 0, problem: null });
      for (const id of [...changes.added, ...changes.changed, ...changes.removed]) makeDue(mapping.key, id);
      return { state: 'stored', ...changes };
    });
}
