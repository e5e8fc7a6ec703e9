import type { DatabaseSync } from 'node:sqlite';
import { Command } from 'commander';
import { forgetEntities } from '../../directory/forget.ts';
import { createPublisherRules } from '../../fetch/publisher.ts';
import { forgetIdentity } from '../../identity/forget.ts';
import { openRegistry } from '../../registry/open-registry.ts';
import { findToPurge, purge, readAllAgain } from '../../registry/purge.ts';
import type { Suppression, Suppressions } from '../../registry/suppressions.ts';
import { kindOf } from '../../registry/suppressions.ts';
import { readConfig, recordsBaseOf } from '../config.ts';
import { createProgress } from '../console/progress.ts';
import { inTransaction, openDatabase } from '../state/open-database.ts';

interface Options {
  readonly reason?: string;
  readonly list?: boolean;
  readonly lift?: boolean;
  readonly json?: boolean;
}

/** `obsidienne suppress`: what somebody asked us not to tell; works beside a running observatory. */
export function suppressCommand(): Command {
  return new Command('suppress')
    .description(
      'take an address, an e-mail or a telephone number down for good: out of pages, search, SPARQL and downloads, and read past from now on; only its fingerprint is kept',
    )
    .argument('[value]', 'the address of a person, a thing or a profile (https://…), an e-mail, or a telephone number')
    .option('--reason <text>', 'why, for the operator who looks at the list later')
    .option('--list', 'show the list')
    .option('--lift', 'take the value off the list: it comes back when its sources are read again')
    .option('--json', 'print the answer as JSON')
    .action((value: string | undefined, options: Options) => {
      const config = readConfig(process.env);
      const { dataFolder, sharedHosts } = config;
      if (!options.list && value === undefined) throw new Error('say what to suppress, or --list');
      if (value !== undefined) kindOf(value);
      const db = openDatabase(dataFolder);
      try {
        const rules = createPublisherRules(sharedHosts);
        const { suppressions } = openRegistry(db, rules.of);
        const say = (answer: object, lines: readonly string[]) => {
          if (options.json) console.log(JSON.stringify(answer, null, 2));
          else for (const line of lines) console.log(line);
        };
        if (value === undefined) {
          const all = suppressions.list();
          say(all, all.length > 0 ? all.map(lineOf) : ['Nothing is suppressed.']);
        } else if (options.lift) {
          if (!inTransaction(db, () => lift(db, suppressions, value))) throw new Error(`${value} is not on the list`);
          say({ lifted: value }, [
            `${value} may be read again; what was taken down comes back with the next readings.`,
          ]);
        } else {
          const { entry, registrations } = suppress(db, suppressions, {
            value,
            reason: options.reason,
            recordsBase: recordsBaseOf(config),
          });
          say({ ...entry, registrations }, [
            lineOf(entry),
            `${registrations} registration(s) touched. A running observatory shows it within moments, another one at its next start.`,
          ]);
        }
      } finally {
        db.close();
      }
    });
}

/** Puts a value on the list and takes it out of everything that is kept; harmless twice. */
export function suppress(
  db: DatabaseSync,
  suppressions: Suppressions,
  {
    value,
    reason,
    recordsBase,
    at = new Date(),
  }: { value: string; reason?: string | undefined; recordsBase: string; at?: Date },
): { readonly entry: Suppression; readonly registrations: number } {
  // First, so that what is read meanwhile already passes the list.
  const entry = inTransaction(db, () => suppressions.add(value, { at, ...(reason ? { reason } : {}) }));
  const total = db.prepare('SELECT count(*) AS n FROM content').get()?.['n'] as number;
  const progress = createProgress('profiles', total);
  const graphs = findToPurge(db, suppressions, () => progress.step(''));
  progress.stop();
  return inTransaction(db, () => {
    forgetEntities(db, suppressions.covers);
    forgetIdentity(db, suppressions.covers);
    return { entry, registrations: purge(db, { suppressions, value, graphs, recordsBase, at }) };
  });
}

function lift(db: DatabaseSync, suppressions: Suppressions, value: string): boolean {
  if (!suppressions.lift(value)) return false;
  readAllAgain(db);
  return true;
}

function lineOf({ fingerprint, kind, at, reason }: Suppression): string {
  return `${fingerprint.slice(0, 12)}  ${kind.padEnd(9)}  ${at.slice(0, 10)}${reason ? `  ${reason}` : ''}`;
}
