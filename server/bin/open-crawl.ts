import type { DatabaseSync } from 'node:sqlite';
import { createAdmission } from '../crawl/discovery/admission.ts';
import { channelLimits } from '../crawl/discovery/channels.ts';
import type { Examiner } from '../crawl/examination/examine.ts';
import type { ExaminerPool } from '../crawl/examination/examiner-pool.ts';
import { createExaminerPool } from '../crawl/examination/examiner-pool.ts';
import { createReadApart } from '../crawl/examination/read-apart.ts';
import { createHandedOver } from '../crawl/harvest/handed-over.ts';
import { createHarvest } from '../crawl/harvest/harvest.ts';
import { withOwnRecords } from '../crawl/own-records.ts';
import { runRound } from '../crawl/round.ts';
import { createProfileReader } from '../crawl/visit/read-profile.ts';
import type { Visited } from '../crawl/visit/visit.ts';
import { createVisitTimer } from '../crawl/visit/visit-timer.ts';
import { admitUrl } from '../fetch/admit-url.ts';
import { createDereferencer } from '../fetch/dereference.ts';
import type { Aligner } from '../rdf/align.ts';
import { given } from '../rdf/given.ts';
import type { Memory } from '../registry/open-registry.ts';
import { dayMs } from '../registry/registration.ts';
import { recordsBaseOf } from './config.ts';
import { keepNotes } from './duties/keep-notes.ts';
import type { Identifying } from './identifying.ts';
import type { Intake } from './intake.ts';
import { createIntake } from './intake.ts';
import { createListening } from './listening.ts';
import { type Observatory, type ObservatoryOptions, userAgentOf } from './observatory.ts';
import { createImportSet } from './records/import-set.ts';
import { createRereadSets } from './records/reread-sets.ts';
import { createSettleSets } from './records/settle-sets.ts';
import type { Graphs } from './sparql/open-graphs.ts';
import { inTransaction } from './state/open-database.ts';
import { createVisiting } from './visiting.ts';

interface CrawlParts extends Pick<Observatory, 'directory' | 'points' | 'publisherRules' | 'storage'> {
  readonly db: DatabaseSync;
  readonly memory: Memory;
  readonly align: Aligner;
  readonly identifying: Identifying;
  /** Takes what visits change. */
  readonly graph: Graphs['writer'];
}

/** Everything that asks the web: what it asks with, what it was told, and its rounds. */
export interface Crawl
  extends Pick<
    Observatory,
    'reader' | 'dereferencer' | 'readApart' | 'admit' | 'refuse' | 'importSet' | 'round' | 'listen' | 'listening'
  > {
  readonly intake: Intake;
  close(): Promise<void>;
}

/** Wires what visits, harvests, imports and listens, over the memory of one data folder and what its visits write to. */
export function openCrawl(
  { config, hosts = {}, now = () => new Date(), random = Math.random, ...options }: ObservatoryOptions,
  { db, memory, directory, points, publisherRules, align, identifying, graph, storage }: CrawlParts,
): Crawl {
  const { registry, publishers, suppressions, sites, changes, rounds } = memory;
  const allowedPorts = [80, 443, ...(config.allowedPorts ?? [])];
  const admit = (url: string) => admitUrl(url, { allowedPorts, hosts });
  const timer = createVisitTimer();
  const web = createDereferencer({
    userAgent: userAgentOf(config.origin),
    hosts,
    allowedPorts,
    limits: { totalMs: config.fetchTimeoutMs },
    politeness: { gapMs: config.fetchGapMs },
    now: () => now().getTime(),
    notes: keepNotes(db, memory.siteNotes, now),
    ...options.simulation,
    onExchange: ({ site, ms, state }) => {
      timer.add(ms);
      sites.note({ site, ms, failed: state === 'unreachable' || state === 'bad-answer' }, now());
    },
  });
  const dereferencer = withOwnRecords(web, recordsBaseOf(config), memory.records);
  const examiner: Examiner & Partial<ExaminerPool> =
    options.examiner ??
    createExaminerPool({
      script: new URL('examiner-process.ts', import.meta.url),
      processes: config.readers,
      deadlineMs: 20_000,
      maxHeapMb: 256,
    });
  const readApart = createReadApart(examiner, now);
  const reader = createProfileReader({ examiner, dereferencer, suppressions });
  const refuse = createAdmission(
    { registry, publishers, suppressions },
    { maxPerPublisher: config.maxProfilesPerSite ?? 500, allowed: config.allowedSites ?? [] },
  );
  const imports = { db, memory, base: recordsBaseOf(config), now };
  const settleSets = createSettleSets(imports);
  const rereadSets = createRereadSets({ db, records: memory.records, dereferencer: web, config, now });
  const intake = createIntake({ db, memory, admit, refuse, now });
  const handedOver = createHandedOver(dereferencer);
  const visitor = createVisiting({
    db,
    memory,
    directory,
    points,
    publisherRules,
    align,
    examiner,
    dereferencer: { ...dereferencer, dereference: handedOver.dereference },
    reader,
    timer,
    intake,
    admit,
    refuse,
    rules: config,
    now,
    random,
    ...given('gather', options.simulation?.gather),
  });
  const harvest = createHarvest({
    ...memory,
    dereferencer,
    handedOver,
    examiner,
    admit: (url) => {
      const admitted = admit(url);
      return admitted.state === 'admitted' ? admitted.url.href : undefined;
    },
    ...given('ownOrigin', config.origin),
    now,
    transaction: (write) => inTransaction(db, write),
  });
  let forgotAt = 0;
  /** What has become too old is forgotten once a day. */
  const forget = () => {
    if (Math.abs(now().getTime() - forgotAt) < dayMs) return;
    forgotAt = now().getTime();
    changes.compact(now());
    sites.forget(now());
    memory.siteNotes.forget(now());
  };
  const listening = createListening({
    db,
    registry,
    dereferencer,
    readApart,
    now,
    isWritable: () => storage() === undefined,
    most: config.channels ?? channelLimits.most,
  });
  return {
    reader,
    dereferencer,
    readApart,
    admit,
    refuse,
    intake,
    importSet: createImportSet(imports),
    listen: listening.begin,
    get listening() {
      return listening.count;
    },
    async round(roundOptions = {}) {
      await settleSets();
      await rereadSets(roundOptions.signal);
      handedOver.clear();
      for (const feed of memory.feeds.due(now())) if (!roundOptions.signal?.aborted) await harvest(feed);
      const round = registry.countDue(now()) > 0 ? inTransaction(db, () => rounds.begin(now())) : undefined;
      const onVisited = (visited: Visited) => {
        listening.follow(visited.registration);
        roundOptions.onVisited?.(visited);
      };
      const run = { concurrency: config.crawlConcurrency, now, ...roundOptions, onVisited };
      const tally = await runRound({ registry, visitor, graph, pauseMs: dereferencer.pauseMs }, run);
      if (round !== undefined)
        inTransaction(db, () => {
          rounds.end(round, now(), tally);
          sites.keep();
          forget();
        });
      await identifying.follow({ points, graph });
      return tally;
    },
    async close() {
      await listening.close();
      await dereferencer.close();
      await examiner.close?.();
    },
  };
}
