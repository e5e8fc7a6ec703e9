import type { DatabaseSync } from 'node:sqlite';
import { createEcosystem } from '../cooperation/ecosystem/ecosystem.ts';
import { createLeadFinder } from '../cooperation/leads.ts';
import { createAdmission } from '../crawl/discovery/admission.ts';
import { channelLimits } from '../crawl/discovery/channels.ts';
import type { Examiner } from '../crawl/examination/examine.ts';
import type { ExaminerPool } from '../crawl/examination/examiner-pool.ts';
import { createExaminerPool } from '../crawl/examination/examiner-pool.ts';
import { createReadApart } from '../crawl/examination/read-apart.ts';
import { createHandedOver } from '../crawl/harvest/handed-over.ts';
import { createHarvest } from '../crawl/harvest/harvest.ts';
import { withOwnRecords } from '../crawl/own-records.ts';
import { rebuildDirectory } from '../crawl/rebuild-directory.ts';
import { runRound } from '../crawl/round.ts';
import { createProfileReader } from '../crawl/visit/read-profile.ts';
import type { Visited } from '../crawl/visit/visit.ts';
import { createVisitTimer } from '../crawl/visit/visit-timer.ts';
import { loadConcepts } from '../directory/concepts.ts';
import { createDirectory } from '../directory/directory.ts';
import { createEntityAlone } from '../directory/entity-alone.ts';
import { createOverviews } from '../directory/overviews/overviews.ts';
import { buildInThread } from '../directory/points/point-builder.ts';
import { createPointStore } from '../directory/points/point-store.ts';
import { admitUrl } from '../fetch/admit-url.ts';
import { createDereferencer } from '../fetch/dereference.ts';
import { createPublisherRules } from '../fetch/publisher.ts';
import type { OperationAnswer } from '../http/contract.ts';
import { createFeedSource } from '../opendata/feed/feed-source.ts';
import { createPastEntities } from '../opendata/history/past-entities.ts';
import { createStatementReader } from '../opendata/history/statements.ts';
import { createAligner } from '../rdf/align.ts';
import { given } from '../rdf/given.ts';
import { parseCanonical } from '../rdf/parse-canonical.ts';
import { openRegistry } from '../registry/open-registry.ts';
import { dayMs } from '../registry/registration.ts';
import { asStorageFailure } from '../registry/storage-failure.ts';
import { readVocabulary } from './bundled-data.ts';
import { recordsBaseOf } from './config.ts';
import { holdFolder } from './hold-folder.ts';
import { createIdentifying } from './identifying.ts';
import { createIntake } from './intake.ts';
import { keepNotes } from './keep-notes.ts';
import { createListening } from './listening.ts';
import { type Observatory, type ObservatoryOptions, userAgentOf } from './observatory.ts';
import { inTransaction, openDatabase } from './open-database.ts';
import { openGraphs } from './open-graphs.ts';
import { tellOperation } from './operation.ts';
import { createTellable } from './past/tellable.ts';
import { nameOf } from './read-state.ts';
import { createImportSet } from './records/import-set.ts';
import { createRereadSets } from './records/reread-sets.ts';
import { createSettleSets } from './records/settle-sets.ts';
import { createRetelling } from './retelling.ts';
import { createStorageWatch } from './storage-watch.ts';
import { createVisiting } from './visiting.ts';

/** Anyone may look at the operator's page, and it counts whole tables. */
const operationFreshMs = 5000;

/** What the graph tells of leads: some fifty thousand statements. */
const toldLeads = { perActor: 3, limit: 5000 };

/** Opens the state file, loads the graph from it, and wires the rooms by hand. */
export async function openObservatory(options: ObservatoryOptions): Promise<Observatory> {
  const { config, hosts = {}, now = () => new Date(), random = Math.random } = options;
  const release = holdFolder(config.dataFolder);
  const openOrRelease = (open: typeof openDatabase) => {
    try {
      return open(config.dataFolder);
    } catch (error) {
      release();
      throw error;
    }
  };
  const db = openOrRelease(options.database ?? openDatabase);
  const vocabulary = readVocabulary();
  const concepts = loadConcepts(vocabulary);
  const publisherRules = createPublisherRules(config.sharedHosts);
  const memory = openRegistry(db, publisherRules.of);
  const {
    registry,
    publishers,
    discoveries,
    signposts,
    heldChanges,
    changes,
    rounds,
    sites,
    standingOf,
    suppressions,
  } = memory;
  const align = createAligner(vocabulary);
  const allowedPorts = [80, 443, ...(config.allowedPorts ?? [])];
  const admit = (url: string) => admitUrl(url, { allowedPorts, hosts });
  const directory = createDirectory(db, {
    concepts,
    align,
    publishers: publisherRules,
    isRecord: (iri) => iri.startsWith(recordsBaseOf(config)),
    standingOf,
    now,
  });
  const identifying = createIdentifying(db, {
    directory,
    changes,
    publishers: publisherRules,
    config,
    now,
    // Simulated time stands still for whoever waits outside of it.
    ...(options.simulation ? { pause: () => Promise.resolve() } : {}),
  });
  inTransaction(db, () => {
    if (directory.isOutdated) publishers.renew();
    rebuildDirectory(registry, directory);
  });
  const entityAlone = createEntityAlone({ concepts, align, publishers: publisherRules });
  const retelling = createRetelling(db, { registry, directory });
  // The graph is loaded after this.
  retelling.catchUp();
  const file = db.location() ?? '';
  const points = createPointStore({
    build: buildInThread({ file, concepts }),
    directory,
    now,
    onFailure: (error) => options.graphLog?.warn({ err: error }, 'the points of the map could not be made again'),
  });
  const overviews = createOverviews({ file, concepts, directory });
  const leads = createLeadFinder({ file, concepts, standingOf });
  const ecosystem = createEcosystem({ file, concepts });
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
  const graphs = openGraphs(options, { file, memory, directory, identifying, vocabulary });
  const { writer: graphWriter, past: pastDatasets } = graphs;
  const tellable = createTellable({ suppressions, directory, align });
  const kept = { ...memory, isSuppressed: suppressions.covers, tellable };
  const statements = createStatementReader(kept);
  const graph = graphs.withHistory({ statements, tellable });
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
  const storage = createStorageWatch(db, now);
  let told: OperationAnswer | undefined;
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
    registry,
    records: memory.records,
    importSet: createImportSet(imports),
    discoveries,
    signposts: {
      find(id) {
        const found = signposts.find(id);
        const isTold = (url: string) => !suppressions.covers(url);
        return found && { ...found, profiles: found.profiles.filter(isTold), lists: found.lists.filter(isTold) };
      },
    },
    heldChanges,
    reminders: memory.reminders,
    leadNotices: memory.leadNotices,
    directory,
    points,
    overviews,
    leads,
    async tellLeads() {
      const best = await leads.all({ now: now(), ...toldLeads });
      await graphs.tellLeads(best);
      return best;
    },
    ecosystem,
    graph,
    pastDatasets,
    reader,
    dereferencer,
    publisherRules,
    publishers,
    readApart,
    admit,
    refuse,
    register: intake.register,
    declare: intake.declare,
    hint: intake.hint,
    follow: intake.follow,
    unfollow: intake.unfollow,
    feeds: memory.feeds.all,
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
      const tally = await runRound({ registry, visitor, graph: graphWriter, pauseMs: dereferencer.pauseMs }, run);
      if (round !== undefined)
        inTransaction(db, () => {
          rounds.end(round, now(), tally);
          sites.keep();
          forget();
        });
      await identifying.follow({ points, graph: graphWriter });
      return tally;
    },
    documentQuads(url) {
      const registration = registry.findByUrl(url);
      if (!registration?.shown || !registration.graphHash) return undefined;
      return parseCanonical(registry.content(registration.graphHash) ?? '');
    },
    storage,
    changes,
    past: createPastEntities({ ...kept, directory, entityAlone }),
    statements,
    entityAlone,
    feed: createFeedSource({ changes, versions: memory.versions, registry, isSuppressed: suppressions.covers, align }),
    operation() {
      const at = now();
      if (!told || Math.abs(at.getTime() - Date.parse(told.at)) >= operationFreshMs) {
        const { ready, total } = graph.replicas;
        const state = { now: at, writable: storage() === undefined, replicas: { ready, total } };
        told = tellOperation({ db, memory, dataFolder: config.dataFolder }, state);
      }
      return told;
    },
    suppressionList: () => nameOf(suppressions),
    async followSuppressions() {
      const touched = await retelling.follow({ points, graph: graphWriter });
      await identifying.follow({ points, graph: graphWriter });
      return touched;
    },
    identity: identifying.identity,
    decideIdentity: (pair, word) => identifying.decide(pair, word, { points, graph: graphWriter }),
    async close() {
      await listening.close();
      await Promise.all([points.close(), overviews.close(), leads.close(), ecosystem.close()]);
      await dereferencer.close();
      await examiner.close?.();
      await Promise.all([graph.close(), pastDatasets.clear()]);
      closeDatabase(db);
      release();
    },
  };
}

function closeDatabase(db: DatabaseSync): void {
  try {
    db.exec('PRAGMA optimize');
  } catch (error) {
    // A full disk must not keep us from closing.
    if (!asStorageFailure(error)) throw error;
  } finally {
    db.close();
  }
}
