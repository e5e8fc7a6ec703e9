import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { isAlarming } from '../../crawl/visit/mass-change.ts';
import type { MappedSet } from '../../crosswalk/apply-mapping.ts';
import type { LossReport } from '../../crosswalk/loss-report.ts';
import type { Mapping } from '../../crosswalk/mapping.ts';
import { given } from '../../rdf/given.ts';
import type { RecordChanges } from '../../registry/record-editions.ts';
import { recordUrl } from '../../registry/records.ts';
import { dayMs } from '../../registry/registration.ts';
import { recordWithoutNames, withoutNames } from '../../registry/without-names.ts';
import { FolderHeld, holdFolder } from '../state/hold-folder.ts';
import { inTransaction } from '../state/open-database.ts';
import type { ImportParts } from './import-parts.ts';
import { createSettleSets } from './settle-sets.ts';
import { writeEdition } from './write-edition.ts';

/** What an import did: `held` where it would have taken too much away, and nothing was stored. */
export interface Imported extends RecordChanges {
  readonly state: 'stored' | 'previewed' | 'held';
  readonly records: number;
  readonly report: LossReport;
}

export interface ImportOptions {
  /** Stores nothing. */
  readonly isPreview?: boolean;
  /** Takes away what the set no longer has, however much that is. */
  readonly mayLose?: boolean;
  /** A web address where the set is to be read again each day. */
  readonly target?: string | null;
  /** Told of each record as it is read. */
  readonly onRecord?: (profile: Readonly<Record<string, unknown>>, id: string) => void;
}

const longestDays = 30;

/** When a set is to be read again: the next day, and later where that went wrong several times. */
export function later(now: Date, failures: number): string {
  return new Date(now.getTime() + dayMs * Math.min(2 ** failures, longestDays)).toISOString();
}

/** Where the credit, licence and origin of a set are told, and how it is read. */
export type SetDescription = Pick<
  Mapping,
  'title' | 'dataFile' | 'inside' | 'source' | 'attribution' | 'license' | 'like' | 'written' | 'expected'
>;

/**
 * Prepares imports into one data folder: a set's profiles become documents of ours, registered and due. Works beside a
 * running observatory: it writes in many short transactions what nobody sees, and shows it in one. Whenever it is killed,
 * readers see the set as it was or as it is to be, and the next round or import does what is left.
 */
export function createImportSet(parts: ImportParts) {
  const { db, memory, base, now } = parts;
  const { records, suppressions } = memory;
  const settleSets = createSettleSets(parts);

  async function importSet(
    mapping: Mapping,
    { profiles, report }: MappedSet,
    { isPreview = false, mayLose = false, target = null, onRecord }: ImportOptions,
  ): Promise<Imported> {
    const { key } = mapping;
    if (!isPreview) await settleSets();
    const edition = await writeEdition({ db, records }, key, { isPreview });
    try {
      for await (const { id, profile } of profiles) {
        onRecord?.(profile, id);
        const kept = recordWithoutNames(profile, suppressions, recordUrl(base, key, id));
        if (kept) await edition.add(id, JSON.stringify(kept));
      }
    } catch (error) {
      // A file that is cut is known to be only at its end.
      await edition.takeBack();
      throw error;
    }
    const changes = await edition.end();
    const counted = { ...changes, records: edition.records, report: report() };
    if (edition.records === 0) {
      await edition.takeBack();
      throw new Error(whyNone(counted.report));
    }
    if (isPreview) return { state: 'previewed', ...counted };
    const before = edition.records - changes.added.count + changes.removed.count;
    if (!mayLose && isAlarming(changes.removed.count, before)) {
      await edition.takeBack();
      return { state: 'held', ...counted };
    }
    inTransaction(db, () => {
      records.show(key, edition.records, {
        description: JSON.stringify(describe(mapping)),
        report: JSON.stringify(withoutNames(counted.report, suppressions)),
        importedAt: now().toISOString(),
        target,
      });
      if (target !== null) records.plan(key, { nextAt: later(now(), 0), failures: 0, problem: null });
    });
    await settleSets();
    return { state: 'stored', ...counted };
  }

  return async (mapping: Mapping, set: MappedSet, options: ImportOptions = {}): Promise<Imported> => {
    if (options.isPreview) return importSet(mapping, set, options);
    const release = holdImports(db);
    try {
      return await importSet(mapping, set, options);
    } finally {
      release();
    }
  };
}

/** Why a file gave nothing at all. */
function whyNone({ records, refusals }: LossReport): string {
  if (records === 0) return 'the file has no records';
  const reasons = refusals.slice(0, 3).map(({ reason, count, examples }) => `${reason} (${count}: ${examples[0]} …)`);
  return `not one of the ${records} records became a profile: ${reasons.join('; ')}`;
}

/** Two imports at once would write the same edition. */
function holdImports(db: DatabaseSync): () => void {
  const folder = dirname(db.location() ?? '');
  try {
    return holdFolder(folder, 'import');
  } catch (error) {
    if (!(error instanceof FolderHeld)) throw error;
    throw new Error(`another import is under way (${error.message}): wait until it is done`);
  }
}

function describe(mapping: Mapping): SetDescription {
  const { title, dataFile, inside, source, attribution, license, like, written, expected } = mapping;
  return {
    title,
    dataFile,
    source,
    attribution,
    ...given('inside', inside),
    ...given('license', license),
    ...given('like', like),
    ...given('written', written),
    ...given('expected', expected),
  };
}
