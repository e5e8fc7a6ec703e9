import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import type { SmallWeb } from '../../fixtures/small-web.ts';
import { readContexts } from '../../server/bin/bundled-data.ts';
import { openObservatory } from '../../server/bin/open-observatory.ts';
import { createExaminer } from '../../server/crawl/examination/examine.ts';
import { killAt } from './kill-point.ts';

/** What this process is told to do, as JSON in its one argument. */
export interface RoundTask {
  readonly dataFolder: string;
  readonly hosts: SmallWeb['hosts'];
  /** What its clock shows. */
  readonly now: string;
  /** Addresses to register one after the other while the round goes on. */
  readonly urls: readonly string[];
  /** Before which step it ends by itself; otherwise it goes on until it is killed. */
  readonly kill?: number;
}

// An observatory without pages, SPARQL processes and shapes, so that it starts quickly; it says `open`, each
// registration it has acknowledged, `visited` after each visit, and `done` when everything is listed. It goes on until it is killed.
const { dataFolder, hosts, now, urls, kill } = JSON.parse(process.argv[2] ?? '{}') as RoundTask;
// Written at once: what is still in a buffer would be lost with the process.
const say = (line: string) => writeSync(1, `${line}\n`);

killAt(kill);

// A process that is killed never gets to keep its compiled code for the next one.
flushCompileCache();

const observatory = await openObservatory({
  config: {
    dataFolder,
    crawlConcurrency: 4,
    fetchTimeoutMs: 30_000,
    fetchGapMs: 0,
    sharedHosts: [],
    readers: 1,
    discovery: 'ask',
    sparqlReplicas: 0,
    sparqlDeadlineMs: 1000,
  },
  hosts,
  examiner: createExaminer({
    contexts: readContexts(),
    validator: { validate: async () => ({ conforms: true, findings: [] }) },
    limits: { maxQuads: 5000, maxSubjects: 200 },
    typeOf: () => 'place',
  }),
  now: () => new Date(now),
});
say('open');

const { registry } = observatory;
const registering = (async () => {
  for (const url of urls) {
    // What another profile links to is known already, but only by hearsay.
    if ((registry.findByUrl(url)?.status ?? 'discovered') !== 'discovered') continue;
    say(observatory.register(url, 'test').id);
    await setTimeout(2);
  }
})();
for (;;) {
  const { visited } = await observatory.round({ onVisited: () => say('visited') });
  if (visited === 0 && urls.every((url) => registry.findByUrl(url)?.shown)) break;
  await setTimeout(5);
}
await registering;
say('done');
await setTimeout(2 ** 31 - 1);
