import { Command } from 'commander';
import { createPublisherRules } from '../../fetch/publisher.ts';
import type { OperationAnswer } from '../../http/contract.ts';
import { exactTime, relativeTime } from '../../http/dates.ts';
import { acceptCommand, judge } from '../../http/operation-words.ts';
import { bytes, seconds } from '../../http/quantities.ts';
import { openRegistry } from '../../registry/open-registry.ts';
import { readConfig } from '../config.ts';
import { createStorageWatch } from '../duties/storage-watch.ts';
import { tellOperation } from '../operation.ts';
import { openDatabase } from '../state/open-database.ts';

/** `obsidienne status`: what the data folder holds and what needs its operator; works beside a running observatory. */
export function statusCommand(): Command {
  return new Command('status')
    .description('tell what the data folder holds, what is wrong with which publisher, and what waits for a word')
    .option('--json', 'print all of it as JSON')
    .action(({ json }: { json?: boolean }) => {
      const { dataFolder, sharedHosts } = readConfig(process.env);
      const db = openDatabase(dataFolder);
      try {
        const rules = createPublisherRules(sharedHosts);
        const now = new Date();
        const operation = tellOperation(
          { db, memory: openRegistry(db, rules.of), dataFolder },
          {
            now,
            writable: createStorageWatch(db, () => now)() === undefined,
            replicas: null,
            ...(json ? { limit: 100_000 } : {}),
          },
        );
        if (json) console.log(JSON.stringify({ dataFolder, ...operation }, null, 2));
        else for (const line of [dataFolder, '', ...tell(operation)]) console.log(line);
      } finally {
        db.close();
      }
    });
}

type Publishers = OperationAnswer['failing'];

function tell(operation: OperationAnswer): string[] {
  const { sentence, reasons } = judge(operation, 'en');
  const { registrations, due, rounds, storage, held, failing, discovered, slowest, findings } = operation;
  const now = new Date(operation.at);
  const ago = (at: string) => relativeTime(at, now, 'en');
  const count = (n: number, name: string) => `${String(n).padStart(8)}  ${name}`;
  const [round] = rounds;
  return [
    sentence,
    ...reasons.map((reason) => `  ${reason}`),
    '',
    ...Object.entries(registrations).map(([name, n]) => count(n, name)),
    count(due.count, `due now${due.oldestAt ? `, the oldest ${ago(due.oldestAt)}` : ''}`),
    ...(round ? [`Last round: begun ${exactTime(round.startedAt, 'en')}, ${tellEnd(round)}`] : []),
    `Data: ${bytes(storage.usedBytes, 'en')}, ${bytes(storage.freeBytes, 'en')} free`,
    ...publishers('Waiting for your decision', held, (publisher) => [
      `held ${ago(publisher.since)}`,
      `let them go: ${acceptCommand(publisher.publisher)}`,
      `keep them:   ${acceptCommand(publisher.publisher, { refuse: true })}`,
    ]),
    ...publishers('Out of reach or to be corrected', failing, ({ since, invalid, shown, nextVisitAt }) => [
      `first failed ${ago(since)}, ${invalid} to be corrected, ${shown} still on show${nextVisitAt ? `, next attempt ${ago(nextVisitAt)}` : ''}`,
    ]),
    ...section('What blocks profiles', findings, ({ profiles, message }) => [`  ${profiles} × ${message.en}`]),
    ...publishers('Found by links', discovered, ({ publisher }) => [`have them read: ${acceptCommand(publisher)}`]),
    ...section('Slowest sites', slowest, ({ site, meanMs, worstMs, requests, failures }) => [
      `  ${site}  ${seconds(meanMs, 'en')} on average, ${seconds(worstMs, 'en')} at worst, ${failures} of ${requests} requests failed`,
    ]),
  ];
}

function tellEnd({ endedAt, startedAt, visited, outcomes }: OperationAnswer['rounds'][number]): string {
  if (!endedAt) return 'not ended';
  const tally = Object.entries(outcomes).map(([state, n]) => `${n} ${state}`);
  return `${visited} visited in ${seconds(Date.parse(endedAt) - Date.parse(startedAt), 'en')} (${tally.join(', ')})`;
}

function publishers(
  title: string,
  list: Publishers,
  facts: (publisher: Publishers['items'][number]) => readonly string[],
): string[] {
  return section(title, list, (publisher) => [
    `  ${publisher.publisher}: ${publisher.profiles.total} profile${publisher.profiles.total > 1 ? 's' : ''}`,
    ...facts(publisher).map((fact) => `    ${fact}`),
    ...publisher.profiles.items.map(
      ({ id, url, detail, linkedBy }) => `    ${id}  ${url}  ${detail?.en ?? (linkedBy ? `(from ${linkedBy})` : '')}`,
    ),
    ...rest(publisher.profiles, '    '),
  ]);
}

function section<T>(
  title: string,
  list: { readonly total: number; readonly items: readonly T[] },
  lines: (item: T) => readonly string[],
): string[] {
  return list.total === 0 ? [] : ['', `${title}:`, ...list.items.flatMap(lines), ...rest(list, '  ')];
}

/** How much of a list is not told. */
function rest({ total, items }: { readonly total: number; readonly items: readonly unknown[] }, indent: string) {
  return total > items.length ? [`${indent}and ${total - items.length} more (--json tells all)`] : [];
}
