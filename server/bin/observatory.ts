import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { Quad } from '@rdfjs/types';
import { createAdmission } from '../crawl/discovery/admission.ts';
import { channelLimits, createChannels } from '../crawl/discovery/channels.ts';
import { createDiscover } from '../crawl/discovery/discover.ts';
import { discoveryLimits } from '../crawl/discovery/discovery-limits.ts';
import { createFollowTrail } from '../crawl/discovery/follow-trail.ts';
import type { Examinable, Examiner } from '../crawl/examination/examine.ts';
import type { ExaminerPool } from '../crawl/examination/examiner-pool.ts';
import { createExaminerPool } from '../crawl/examination/examiner-pool.ts';
import type { ReadApart } from '../crawl/examination/read-apart.ts';
import { createReadApart } from '../crawl/examination/read-apart.ts';
import { createGraphWriter, withholdGraphs } from '../crawl/graph-writer.ts';
import { withListings } from '../crawl/listing-graphs.ts';
import { rebuildDirectory } from '../crawl/rebuild-directory.ts';
import type { RoundOptions, RoundTally } from '../crawl/round.ts';
import { runRound } from '../crawl/round.ts';
import { graphsAgain, projectAgain } from '../crawl/show-again.ts';
import { createCommit } from '../crawl/visit/commit.ts';
import { shownGraphs } from '../crawl/visit/graph-changes.ts';
import { createMassChange } from '../crawl/visit/mass-change.ts';
import { createMeet } from '../crawl/visit/meet.ts';
import type { ProfileReader } from '../crawl/visit/read-profile.ts';
import { createProfileReader } from '../crawl/visit/read-profile.ts';
import type { Visited } from '../crawl/visit/visit.ts';
import { createVisitor } from '../crawl/visit/visit.ts';
import { createVisitTimer } from '../crawl/visit/visit-timer.ts';
import { loadConcepts } from '../directory/concepts.ts';
import type { Directory } from '../directory/directory.ts';
import { createDirectory } from '../directory/directory.ts';
import { createEntries } from '../directory/entries.ts';
import { buildInThread } from '../directory/points/point-builder.ts';
import type { PointStore } from '../directory/points/point-store.ts';
import { createPointStore } from '../directory/points/point-store.ts';
import { admitUrl } from '../fetch/admit-url.ts';
import type { Dereferencer, DereferencerOptions } from '../fetch/dereference.ts';
import { createDereferencer } from '../fetch/dereference.ts';
import type { PublisherRules } from '../fetch/publisher.ts';
import { createPublisherRules } from '../fetch/publisher.ts';
import type { EmbeddedGraph } from '../graph/embedded-graph.ts';
import { createEmbeddedGraph } from '../graph/embedded-graph.ts';
import type { GraphLog } from '../graph/replica-pool.ts';
import type { OperationAnswer } from '../http/contract.ts';
import { createAligner } from '../rdf/align.ts';
import { parseCanonical } from '../rdf/parse-canonical.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Changes } from '../registry/changes.ts';
import type { Discoveries } from '../registry/discoveries.ts';
import type { HeldChanges } from '../registry/held-changes.ts';
import { hinted } from '../registry/hint.ts';
import { openRegistry } from '../registry/open-registry.ts';
import { showAgain } from '../registry/purge.ts';
import type { Registration } from '../registry/registration.ts';
import { dayMs } from '../registry/registration.ts';
import type { Registry } from '../registry/registry.ts';
import type { Signposts } from '../registry/signposts.ts';
import { asStorageFailure } from '../registry/storage-failure.ts';
import { readVocabulary } from './bundled-data.ts';
import type { Config } from './config.ts';
import type { Committer } from './group-commit.ts';
import { createCommitter } from './group-commit.ts';
import { holdFolder } from './hold-folder.ts';
import { keepNotes } from './keep-notes.ts';
import { inTransaction, openDatabase } from './open-database.ts';
import { tellOperation } from './operation.ts';
import type { StorageWatch } from './storage-watch.ts';
import { createStorageWatch } from './storage-watch.ts';

/** The rooms put together over one data folder. */
export interface Observatory {
  readonly registry: Registry;
  readonly discoveries: Discoveries;
  /** Where registrations lead that name profiles; nothing of what was taken down on request. */
  readonly signposts: Pick<Signposts, 'find'>;
  readonly heldChanges: HeldChanges;
  readonly directory: Directory;
  /** The places as maps have them. */
  readonly points: PointStore;
  readonly graph: EmbeddedGraph;
  readonly reader: ProfileReader;
  readonly dereferencer: Dereferencer;
  readonly publisherRules: PublisherRules;
  /** Reads a document that is no profile where a stuck one can be killed. */
  readApart(document: Examinable): Promise<ReadApart>;
  /** Whether an address may be registered at all, and its normal form. */
  admit(url: string): ReturnType<typeof admitUrl>;
  /** Why a new address is not taken here (quota, chosen sites), or undefined. */
  refuse(url: string): Bilingual | undefined;
  /** Remembers a profile address, due at once; idempotent. */
  register(url: string, source: string): Registration;
  /** Vouches for the publisher of an address: its sitemaps and dumps are followed. Gives its name. */
  declare(url: string): string;
  /** Makes an address due soon because somebody says that it changed, registering it when it is new. */
  hint(url: string, source: string): Registration;
  /** From now on listens to the sources that tell of their changes; `onHint` is called when one has become due. */
  listen(onHint?: () => void): void;
  /** Sources that are listened to. */
  readonly listening: number;
  /** One pass over everything that is due. */
  round(options?: Pick<RoundOptions, 'onVisited' | 'signal' | 'wait'>): Promise<RoundTally>;
  /** The quads that a registered URL published, as last accepted; undefined when none are shown. */
  documentQuads(url: string): readonly Quad[] | undefined;
  /** Lets readers see what was taken down beside this process; returns how many registrations were touched. */
  followSuppressions(): Promise<number>;
  /** What keeps the state file from being written just now; undefined while it can be. */
  readonly storage: StorageWatch;
  /** What readers saw change. */
  readonly changes: Changes;
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
      Pick<Config, 'allowedPorts' | 'discovery' | 'maxProfilesPerSite' | 'allowedSites' | 'publishers' | 'channels'>
    >;
  /** Host names that are dialled at a given address: the small web of demonstrations and tests. */
  readonly hosts?: Readonly<Record<string, { readonly address: string; readonly port: number }>>;
  /** Told what the replicas of the graph have to say to an operator. */
  readonly graphLog?: GraphLog;
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

/** Counted sites are written with a visit once so many wait, and at the end of each round. */
const sitesKeptAtOnce = 100;

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
    declarations,
    heldChanges,
    changes,
    rounds,
    sites,
    standingOf,
    suppressions,
  } = memory;
  const waiting = showAgain(db);
  const align = createAligner(vocabulary);
  const allowedPorts = [80, 443, ...(config.allowedPorts ?? [])];
  const admit = (url: string) => admitUrl(url, { allowedPorts, hosts });
  const directory = createDirectory(db, { concepts, align, publishers: publisherRules, standingOf, now });
  inTransaction(db, () => {
    if (directory.isOutdated) publishers.renew();
    rebuildDirectory(registry, directory);
  });
  const projectWaiting = (ids: readonly string[], isDone: boolean) =>
    inTransaction(db, () => {
      for (const id of ids) projectAgain({ registry, directory }, id);
      if (ids.length > 0) directory.compact();
      if (isDone) for (const id of ids) waiting.done(id);
    });
  // The graph is loaded after this.
  projectWaiting(waiting.pending(), true);
  const points = createPointStore({
    build: buildInThread({ file: db.location() ?? '', concepts }),
    directory,
    now,
    onFailure: (error) => options.graphLog?.warn({ err: error }, 'the points of the map could not be made again'),
  });
  const timer = createVisitTimer();
  const dereferencer = createDereferencer({
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
  const graph = createEmbeddedGraph({
    replicas: config.sparqlReplicas,
    deadlineMs: config.sparqlDeadlineMs,
    load: () => withholdGraphs(withListings(shownGraphs(registry), directory.listings), suppressions),
    ...(options.graphLog ? { log: options.graphLog } : {}),
  });
  const graphWriter = createGraphWriter({
    graph,
    suppressions,
    listings: directory.listings,
    onRefused: (iri, error) => options.graphLog?.warn({ iri, err: error }, 'the graph refused a profile'),
  });
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
  const isDeclared = (publisher: string) => config.publishers?.includes(publisher) || declarations.has(publisher);
  const followTrail = createFollowTrail({
    examiner,
    dereferencer,
    publisherOf: publishers.of,
    isDeclared,
    isSuppressed: suppressions.covers,
    now,
    elapsed: () => performance.now(),
  });
  const listBytes = (url: string) => (isDeclared(publishers.of(url)) ? discoveryLimits.listBytes : undefined);
  const refuse = createAdmission(
    { registry, publishers, suppressions },
    { maxPerPublisher: config.maxProfilesPerSite ?? 500, allowed: config.allowedSites ?? [] },
  );
  const massChange = createMassChange({
    entries: createEntries(db, align),
    heldChanges,
    losses: memory.losses,
    publishers,
    now,
  });
  let hasPlaceLeft = false;
  const commit = createCommit({
    registry,
    directory,
    heldChanges,
    massChange,
    changes: {
      note(change) {
        changes.note(change);
        hasPlaceLeft ||= change.type === 'place' && (change.kind === 'withdrawn' || change.kind === 'hidden');
      },
    },
    suppressions,
    publisherRules,
    takeIn: (url) => {
      const admitted = admit(url);
      if (admitted.state === 'blocked' || refuse(admitted.url.href)) return;
      const known = registry.findByUrl(admitted.url.href);
      if (!known || known.status === 'discovered') remember(admitted.url.href, 'redirect');
    },
    now,
    random,
    signposts,
    discover: createDiscover({
      discoveries,
      signposts,
      publishers,
      align,
      admit: (url) => {
        const admitted = admit(url);
        return admitted.state === 'admitted' ? admitted.url.href : undefined;
      },
      isRefused: (url) => refuse(url) !== undefined,
      policy: config.discovery ?? 'ask',
      ...(config.origin ? { ownOrigin: config.origin } : {}),
    }),
  });
  const meet = timer.time(createMeet({ dereferencer, reader, followTrail, signposts, listBytes, now }));
  const committer = createCommitter(db, options.simulation?.gather);
  const transaction: Committer = async (write) => {
    const value = await committer(() => {
      const written = write();
      if (sites.waiting >= sitesKeptAtOnce) sites.keep();
      return written;
    });
    // A new place may reach the map a little later; one that has left must not be found on it.
    if (hasPlaceLeft) points.forget();
    hasPlaceLeft = false;
    return value;
  };
  const visitor = createVisitor({ meet, commit, publishers, transaction });
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
  let heard: (() => void) | undefined;
  const mostChannels = config.channels ?? channelLimits.most;
  const channels = createChannels({
    dereferencer,
    readApart,
    find: registry.find,
    hint(id, gapMs) {
      const registration = registry.find(id);
      const after = registration && hinted(registration, now(), gapMs);
      // A hint that the disk refuses is lost, as any hint may be.
      if (after && after !== registration && storage() === undefined) inTransaction(db, () => registry.save(after));
      heard?.();
    },
    limits: { ...channelLimits, most: mostChannels },
    elapsed: () => performance.now(),
    wait: (ms, signal) => setTimeout(ms, undefined, { signal, ref: false }).catch(() => undefined),
  });
  const remember = (url: string, source: string) => {
    const registration = registry.register(url, { source, at: now() });
    publishers.note(registration);
    discoveries.adopt(registration.id);
    return registration;
  };
  return {
    registry,
    discoveries,
    signposts: {
      find(id) {
        const found = signposts.find(id);
        const isTold = (url: string) => !suppressions.covers(url);
        return found && { ...found, profiles: found.profiles.filter(isTold), lists: found.lists.filter(isTold) };
      },
    },
    heldChanges,
    directory,
    points,
    graph,
    reader,
    dereferencer,
    publisherRules,
    readApart,
    admit,
    refuse,
    register: (url, source) => inTransaction(db, () => remember(url, source)),
    declare(url) {
      const publisher = publishers.of(url);
      inTransaction(db, () => declarations.add(publisher, now()));
      return publisher;
    },
    hint: (url, source) =>
      inTransaction(db, () => {
        const before = registry.findByUrl(url);
        const isKnown = before && before.status !== 'withdrawn' && before.status !== 'discovered';
        // Most of a flood of hints changes nothing.
        if (isKnown && hinted(before, now()) === before) return before;
        const registration = remember(url, source);
        const after = before ? hinted({ ...registration, nextVisitAt: before.nextVisitAt }, now()) : registration;
        registry.save(after);
        return after;
      }),
    listen(onHint = () => undefined) {
      heard = onHint;
      for (const registration of registry.withChannel(mostChannels)) channels.follow(registration);
    },
    get listening() {
      return channels.count;
    },
    async round(roundOptions = {}) {
      const round = registry.countDue(now()) > 0 ? inTransaction(db, () => rounds.begin(now())) : undefined;
      const onVisited = (visited: Visited) => {
        if (heard) channels.follow(visited.registration);
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
      return tally;
    },
    documentQuads(url) {
      const registration = registry.findByUrl(url);
      if (!registration?.shown || !registration.graphHash) return undefined;
      return parseCanonical(registry.content(registration.graphHash) ?? '');
    },
    storage,
    changes,
    operation() {
      const at = now();
      if (!told || Math.abs(at.getTime() - Date.parse(told.at)) >= operationFreshMs) {
        const { ready, total } = graph.replicas;
        const state = { now: at, writable: storage() === undefined, replicas: { ready, total } };
        told = tellOperation({ db, memory, dataFolder: config.dataFolder }, state);
      }
      return told;
    },
    async followSuppressions() {
      const ids = waiting.pending();
      if (ids.length === 0) return 0;
      projectWaiting(ids, false);
      points.forget();
      for (const id of ids) await graphWriter.change(await graphsAgain(registry, id));
      inTransaction(db, () => ids.forEach(waiting.done));
      return ids.length;
    },
    async close() {
      await channels.close();
      await points.close();
      await dereferencer.close();
      await examiner.close?.();
      await graph.close();
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
