import type { DatabaseSync } from 'node:sqlite';
import type { Quad } from '@rdfjs/types';
import { createEcosystem, type Ecosystem } from '../cooperation/ecosystem/ecosystem.ts';
import { createLeadFinder, type Lead, type LeadFinder } from '../cooperation/leads.ts';
import { createAdmission } from '../crawl/discovery/admission.ts';
import { channelLimits } from '../crawl/discovery/channels.ts';
import type { Examinable, Examiner } from '../crawl/examination/examine.ts';
import type { ExaminerPool } from '../crawl/examination/examiner-pool.ts';
import { createExaminerPool } from '../crawl/examination/examiner-pool.ts';
import type { ReadApart } from '../crawl/examination/read-apart.ts';
import { createReadApart } from '../crawl/examination/read-apart.ts';
import { createHandedOver } from '../crawl/harvest/handed-over.ts';
import { createHarvest } from '../crawl/harvest/harvest.ts';
import { withOwnRecords } from '../crawl/own-records.ts';
import type { PastDatasets } from '../crawl/past/past-datasets.ts';
import { rebuildDirectory } from '../crawl/rebuild-directory.ts';
import type { RoundOptions, RoundTally } from '../crawl/round.ts';
import { runRound } from '../crawl/round.ts';
import type { ProfileReader } from '../crawl/visit/read-profile.ts';
import { createProfileReader } from '../crawl/visit/read-profile.ts';
import type { Visited } from '../crawl/visit/visit.ts';
import { createVisitTimer } from '../crawl/visit/visit-timer.ts';
import { loadConcepts } from '../directory/concepts.ts';
import type { Directory } from '../directory/directory.ts';
import { createDirectory } from '../directory/directory.ts';
import { createEntityAlone, type EntityAlone } from '../directory/entity-alone.ts';
import { createOverviews, type Overviews } from '../directory/overviews/overviews.ts';
import { buildInThread } from '../directory/points/point-builder.ts';
import type { PointStore } from '../directory/points/point-store.ts';
import { createPointStore } from '../directory/points/point-store.ts';
import { admitUrl } from '../fetch/admit-url.ts';
import type { Dereferencer, DereferencerOptions } from '../fetch/dereference.ts';
import { createDereferencer } from '../fetch/dereference.ts';
import type { PublisherRules } from '../fetch/publisher.ts';
import { createPublisherRules } from '../fetch/publisher.ts';
import type { RunningGraph } from '../graph/graph.ts';
import type { GraphLog } from '../graph/replica-pool.ts';
import type { OperationAnswer } from '../http/contract.ts';
import { createFeedSource, type FeedSource } from '../opendata/feed/feed-source.ts';
import { createPastEntities, type PastEntities } from '../opendata/history/past-entities.ts';
import { createStatementReader, type StatementReader } from '../opendata/history/statements.ts';
import { createAligner } from '../rdf/align.ts';
import { given } from '../rdf/given.ts';
import { parseCanonical } from '../rdf/parse-canonical.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Changes } from '../registry/changes.ts';
import type { Discoveries } from '../registry/discoveries.ts';
import type { Feed } from '../registry/feeds.ts';
import type { HeldChanges } from '../registry/held-changes.ts';
import type { LeadNotices } from '../registry/lead-notices.ts';
import { openRegistry } from '../registry/open-registry.ts';
import type { Publishers } from '../registry/publishers.ts';
import type { Records } from '../registry/records.ts';
import type { Registration } from '../registry/registration.ts';
import { dayMs } from '../registry/registration.ts';
import type { Registry } from '../registry/registry.ts';
import type { Reminders } from '../registry/reminders.ts';
import type { Signposts } from '../registry/signposts.ts';
import { asStorageFailure } from '../registry/storage-failure.ts';
import { readVocabulary } from './bundled-data.ts';
import { type Config, recordsBaseOf } from './config.ts';
import { holdFolder } from './hold-folder.ts';
import { createIdentifying, type Identifying } from './identifying.ts';
import { createIntake } from './intake.ts';
import { keepNotes } from './keep-notes.ts';
import { createListening } from './listening.ts';
import { inTransaction, openDatabase } from './open-database.ts';
import { openGraphs } from './open-graphs.ts';
import { tellOperation } from './operation.ts';
import { nameOf } from './read-state.ts';
import { createImportSet } from './records/import-set.ts';
import { createRereadSets } from './records/reread-sets.ts';
import { createSettleSets } from './records/settle-sets.ts';
import { createRetelling } from './retelling.ts';
import type { StorageWatch } from './storage-watch.ts';
import { createStorageWatch } from './storage-watch.ts';
import { createVisiting } from './visiting.ts';

/** The rooms put together over one data folder. */
export interface Observatory {
  readonly registry: Registry;
  readonly discoveries: Discoveries;
  /** Where registrations lead that name profiles; nothing of what was taken down on request. */
  readonly signposts: Pick<Signposts, 'find'>;
  readonly heldChanges: HeldChanges;
  readonly reminders: Reminders;
  readonly leadNotices: LeadNotices;
  readonly directory: Directory;
  /** The places as maps have them. */
  readonly points: PointStore;
  readonly overviews: Overviews;
  readonly leads: LeadFinder;
  /** Lets the graph tell the best leads of all; gives them. */
  tellLeads(): Promise<readonly Lead[]>;
  readonly graph: RunningGraph;
  readonly ecosystem: Ecosystem;
  /** What the graph was. */
  readonly pastDatasets: PastDatasets;
  readonly reader: ProfileReader;
  readonly dereferencer: Dereferencer;
  readonly publisherRules: PublisherRules;
  readonly publishers: Pick<Publishers, 'of' | 'count'>;
  /** Reads a document that is no profile where a stuck one can be killed. */
  readApart(document: Examinable): Promise<ReadApart>;
  /** Whether an address may be registered at all, and its normal form. */
  admit(url: string): ReturnType<typeof admitUrl>;
  /** Why a new address is not taken here (quota, chosen sites), or undefined. */
  refuse(url: string): Bilingual | undefined;
  /** Remembers a profile address, due at once; idempotent. */
  register(url: string, source: string): Registration;
  /** Takes somebody else's records in. */
  readonly importSet: ReturnType<typeof createImportSet>;
  /** The records that were. */
  readonly records: Records;
  /** Vouches for the publisher of an address: its sitemaps and dumps are followed. Gives its name. */
  declare(url: string): string;
  /** Follows the feed of another observatory, from now on at each round. */
  follow(url: string): Feed;
  /** Follows it no longer; tells whether it was followed. */
  unfollow(url: string): boolean;
  /** The feeds that are followed. */
  feeds(): readonly Feed[];
  /** Makes an address due soon because somebody says that it changed, registering it when it is new. */
  hint(url: string, source: string): Registration;
  /** From now on listens to the sources that tell of their changes; `onHint` is called when one has become due. */
  listen(onHint?: () => void): void;
  /** Sources that are listened to. */
  readonly listening: number;
  /** One pass over everything that is due, feeds first. */
  round(options?: Pick<RoundOptions, 'onVisited' | 'signal' | 'wait'>): Promise<RoundTally>;
  /** The quads that a registered URL published, as last accepted; undefined when none are shown. */
  documentQuads(url: string): readonly Quad[] | undefined;
  /** Every statement on an entity. */
  readonly statements: StatementReader;
  /** Which entities are one. */
  readonly identity: Identifying['identity'];
  /** An operator's word on two of them. */
  decideIdentity(
    pair: Parameters<Identifying['decide']>[0],
    word: Parameters<Identifying['decide']>[1],
  ): ReturnType<Identifying['decide']>;
  /** Lets readers see what was taken down or decided beside this process; returns how many registrations were touched. */
  followSuppressions(): Promise<number>;
  /** Names the suppression list as it is. */
  suppressionList(): string;
  /** What keeps the state file from being written just now; undefined while it can be. */
  readonly storage: StorageWatch;
  /** What readers saw change. */
  readonly changes: Changes;
  /** The same by profile, with what each said. */
  readonly feed: FeedSource;
  /** Reads an entity from one document and nothing else. */
  readonly entityAlone: EntityAlone;
  /** Entities as they were. */
  readonly past: PastEntities;
  /** What an operator looks at; an answer holds for some seconds. */
  operation(): OperationAnswer;
  close(): Promise<void>;
}

export interface ObservatoryOptions {
  readonly config: Pick<
    Config,
    | 'dataFolder'
    | 'crawlConcurrency'
    | 'fetchTimeoutMs'
    | 'fetchGapMs'
    | 'sharedHosts'
    | 'readers'
    | 'sparqlReplicas'
    | 'sparqlDeadlineMs'
    | 'origin'
  > &
    Partial<
      Pick<
        Config,
        | 'allowedPorts'
        | 'discovery'
        | 'maxProfilesPerSite'
        | 'allowedSites'
        | 'publishers'
        | 'channels'
        | 'sparqlClientMs'
        | 'sparqlKeyDeadlineMs'
        | 'sparqlPast'
        | 'sparqlServer'
      >
    >;
  /** Host names that are dialled at a given address: the small web of demonstrations and tests. */
  readonly hosts?: Readonly<Record<string, { readonly address: string; readonly port: number }>>;
  /** Told what the replicas of the graph have to say to an operator. */
  readonly graphLog?: GraphLog;
  /** How far the processes of the graph give way to pages and visits (0 to 19). */
  readonly graphNiceness?: number;
  /** Reads and checks documents instead of processes of our own. */
  readonly examiner?: Examiner;
  /** Opens the state file: tests open one that they can fill or lock. */
  readonly database?: typeof openDatabase;
  readonly now?: () => Date;
  readonly random?: () => number;
  /** A web that is asked instead of the network, and how time passes there: for days that take a minute. */
  readonly simulation?: Required<Pick<DereferencerOptions, 'exchange' | 'elapsed' | 'wait'>> & {
    readonly gather: (flush: () => void) => void;
  };
}

/** Anyone may look at the operator's page, and it counts whole tables. */
const operationFreshMs = 5000;

/** What the graph tells of leads: some fifty thousand statements. */
const toldLeads = { perActor: 3, limit: 5000 };

/** How visits introduce themselves; the notice page explains the robot and how to refuse it. */
export function userAgentOf(origin: string | undefined): string {
  return `Obsidienne/0.1 (+${origin ?? 'https://w3id.org/obsidienne'}/a-propos)`;
}

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
  const { graph, writer: graphWriter, past: pastDatasets } = graphs;
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
    past: createPastEntities({
      ...memory,
      directory,
      isSuppressed: suppressions.covers,
      entityAlone,
    }),
    statements: createStatementReader({ ...memory, isSuppressed: suppressions.covers }),
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
