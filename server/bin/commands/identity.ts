import type { DatabaseSync } from 'node:sqlite';
import { Command } from 'commander';
import { createPublisherRules } from '../../fetch/publisher.ts';
import type { Verdict } from '../../identity/decisions.ts';
import { createIdentity, type Decided, type Identity } from '../../identity/identity.ts';
import { wording } from '../../rdf/text.ts';
import { readConfig, recordsBaseOf } from '../config.ts';
import { inTransaction, openDatabase } from '../state/open-database.ts';

interface Options {
  readonly json?: boolean;
  readonly page: string;
  readonly by: string;
}

const size = 20;

/** `obsidienne identity`: which records seem to be one, and the operator's word on them; works beside a running observatory. */
export function identityCommand(): Command {
  const command = new Command('identity')
    .description('list the pairs of records that seem to describe one thing, or decide on one')
    .option('--json', 'print the answer as JSON')
    .option('--page <n>', `which ${size} of them`, '1')
    .action((options: Options) => withIdentity((identity) => tellWaiting(identity, options)));
  const words: readonly (readonly [string, Verdict, string])[] = [
    ['accept', 'merged', 'merge two records: one page leads to the other, nothing is rewritten'],
    ['refuse', 'refused', 'keep two records apart for good'],
    ['undo', 'undone', 'take the last word on two records back'],
  ];
  for (const [name, decision, description] of words)
    command
      .command(name)
      .description(description)
      .argument('<a>', 'address (IRI) of one, as the list names it')
      .argument('<b>', 'address of the other')
      .option('--by <name>', 'who decides, noted with the decision', 'command line')
      .option('--json', 'print the decision as JSON')
      .action((a: string, b: string, options: Options) =>
        withIdentity((identity, db) => {
          const decided = inTransaction(db, () => identity.decide(a, b, { decision, by: options.by, at: new Date() }));
          if (decided.state !== 'decided') throw new Error(refusalOf(decided, [a, b]));
          const { decision: done } = decided;
          console.log(
            command.opts<Options>().json || options.json
              ? JSON.stringify(done, null, 2)
              : `${done.decision}: ${done.a} and ${done.b}. A running observatory shows it within moments.`,
          );
        }),
      );
  return command;
}

function tellWaiting(identity: Identity, { json, page }: Options): void {
  const at = Number(page);
  if (!Number.isInteger(at) || at < 1) throw new Error(`--page ${page} is no page; pages are whole numbers from 1`);
  const { total, items } = identity.proposals.waiting({}, { page: at, size });
  if (json) {
    console.log(JSON.stringify({ total, page: at, size, items }, null, 2));
    return;
  }
  const nameOf = (iri: string) => wording(identity.read(iri)?.description.names ?? {}, 'en') || iri;
  for (const { a, b, score, reasons } of items) {
    console.log(`${Math.round(score * 100)} %  ${nameOf(a)} = ${nameOf(b)}: ${reasons.map(({ en }) => en).join(', ')}`);
    console.log(`      ${a}\n      ${b}`);
  }
  console.log(total === 0 ? 'No pair waits for a decision.' : `${total} pair(s) wait for a decision.`);
}

function refusalOf(decided: Exclude<Decided, { state: 'decided' }>, [a, b]: readonly [string, string]): string {
  switch (decided.state) {
    case 'unknown':
      return `${decided.iri} is no place or organisation of the directory; obsidienne identity lists the pairs`;
    case 'two-kinds':
      return `${a} and ${b} are a place and an organisation: two things, which are never merged`;
    case 'nothing-decided':
      return `nothing was decided on ${a} and ${b}`;
    default:
      return decided satisfies never;
  }
}

/** Opens identity beside whatever runs on the data folder: it reads, and leaves words for the observatory to apply. */
function withIdentity(run: (identity: Identity, db: DatabaseSync) => void): void {
  const config = readConfig(process.env);
  const db = openDatabase(config.dataFolder);
  try {
    if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'merged'").get())
      throw new Error('the data folder has no directory of this version yet: start the observatory once');
    const base = recordsBaseOf(config);
    const publisherOf = createPublisherRules(config.sharedHosts).find;
    run(createIdentity(db, { publisherOf, isRecord: (iri) => iri.startsWith(base), now: () => new Date() }), db);
  } finally {
    db.close();
  }
}
