import type { DatabaseSync } from 'node:sqlite';
import type { Quad } from '@rdfjs/types';
import { provenanceGraph, reportGraph, writeProvenance } from '../crawl/about-graphs.ts';
import { createAdmission } from '../crawl/admission.ts';
import { createDiscover } from '../crawl/discover.ts';
import type { Examiner } from '../crawl/examine.ts';
import type { ExaminerPool } from '../crawl/examiner-pool.ts';
import { createExaminerPool } from '../crawl/examiner-pool.ts';
import type { ProfileReader } from '../crawl/read-profile.ts';
import { createProfileReader } from '../crawl/read-profile.ts';
import { rebuildDirectory } from '../crawl/rebuild-directory.ts';
import type { RoundTally } from '../crawl/round.ts';
import { runRound } from '../crawl/round.ts';
import type { Visited, Visitor } from '../crawl/visit.ts';
import { createVisitor, writeReport } from '../crawl/visit.ts';
import { loadConcepts } from '../directory/concepts.ts';
import type { Directory } from '../directory/directory.ts';
import { createDirectory } from '../directory/directory.ts';
import { admitUrl } from '../fetch/admit-url.ts';
import type { Dereferencer } from '../fetch/dereference.ts';
import { createDereferencer } from '../fetch/dereference.ts';
import { publisherOf } from '../fetch/publisher.ts';
import type { EmbeddedGraph } from '../graph/embedded-graph.ts';
import { createEmbeddedGraph } from '../graph/embedded-graph.ts';
import type { GraphChange } from '../graph/graph.ts';
import type { GraphLog } from '../graph/replica-pool.ts';
import { createAligner } from '../rdf/align.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Discoveries } from '../registry/discoveries.ts';
import { createDiscoveries } from '../registry/discoveries.ts';
import type { HeldChanges } from '../registry/held-changes.ts';
import { createHeldChanges } from '../registry/held-changes.ts';
import { hinted } from '../registry/hint.ts';
import { createPublishers } from '../registry/publishers.ts';
import type { Registration } from '../registry/registration.ts';
import type { Registry } from '../registry/registry.ts';
import { createRegistry } from '../registry/registry.ts';
import { asStorageFailure } from '../registry/storage-failure.ts';
import type { Report } from '../validation/report.ts';
import { readVocabulary } from './bundled-data.ts';
import type { Config } from './config.ts';
import { createCommitter } from './group-commit.ts';
import { holdFolder } from './hold-folder.ts';
import { inTransaction, openDatabase } from './open-database.ts';
import type { StorageWatch } from './storage-watch.ts';
import { createStorageWatch } from './storage-watch.ts';

/** The rooms put together over one data folder. */
export interface Observatory {
  readonly registry: Registry;
  readonly discoveries: Discoveries;
  readonly heldChanges: HeldChanges;
  readonly directory: Directory;
  readonly graph: EmbeddedGraph;
  readonly reader: ProfileReader;
  readonly dereferencer: Dereferencer;
  /** Whether an address may be registered at all, and its normal form. */
  admit(url: string): ReturnType<typeof admitUrl>;
  /** Why a new address is not taken here (quota, chosen sites), or undefined. */
  refuse(url: string): Bilingual | undefined;
  /** Remembers a profile address, due at once; idempotent. */
  register(url: string, source: string): Registration;
  /** Makes an address due soon because somebody says that it changed, registering it when it is new. */
  hint(url: string, source: string): Registration;
  /** One pass over everything that is due. */
  round(options?: {
    readonly onVisited?: (visited: Visited) => void;
    readonly signal?: AbortSignal;
  }): Promise<RoundTally>;
  /** The quads that a registered URL published, as last accepted; undefined when none are shown. */
  documentQuads(url: string): readonly Quad[] | undefined;
  /** What keeps the state file from being written just now; undefined while it can be. */
  readonly storage: StorageWatch;
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
    Partial<Pick<Config, 'discovery' | 'maxProfilesPerSite' | 'allowedSites'>>;
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
}

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
  const registry = createRegistry<Report['findings'][number]>(db);
  const sharedHosts = new Set(config.sharedHosts);
  const publishers = createPublishers(db, (url) => publisherOf(url, sharedHosts));
  const discoveries = createDiscoveries(db, { registry, publishers });
  const heldChanges = createHeldChanges(db);
  const align = createAligner(vocabulary);
  const admit = (url: string) => admitUrl(url, { allowedPorts: [80, 443], hosts });
  const directory = createDirectory(db, { concepts, align, sharedHosts });
  inTransaction(db, () => rebuildDirectory(registry, directory));
  const dereferencer = createDereferencer({
    userAgent: userAgentOf(config.origin),
    hosts,
    limits: { totalMs: config.fetchTimeoutMs },
    politeness: { gapMs: config.fetchGapMs },
    now: () => now().getTime(),
  });
  const graph = createEmbeddedGraph({
    replicas: config.sparqlReplicas,
    deadlineMs: config.sparqlDeadlineMs,
    load: () => shownGraphs(registry),
    ...(options.graphLog ? { log: options.graphLog } : {}),
  });
  const examiner: Examiner & Partial<ExaminerPool> =
    options.examiner ??
    createExaminerPool({
      script: new URL('examiner-process.ts', import.meta.url),
      processes: config.readers,
      deadlineMs: 20_000,
      maxHeapMb: 256,
    });
  const reader = createProfileReader({ examiner, dereferencer });
  const refuse = createAdmission(
    { registry, publishers },
    { maxPerPublisher: config.maxProfilesPerSite ?? 500, allowed: config.allowedSites ?? [] },
  );
  const visitor: Visitor = createVisitor({
    dereferencer,
    reader,
    registry,
    directory,
    discover: createDiscover({
      discoveries,
      publishers,
      align,
      admit: (url) => {
        const admitted = admit(url);
        return admitted.state === 'admitted' && !refuse(admitted.url.href) ? admitted.url.href : undefined;
      },
      policy: config.discovery ?? 'ask',
      ...(config.origin ? { ownOrigin: config.origin } : {}),
    }),
    publishers,
    heldChanges,
    transaction: createCommitter(db),
    now,
    random,
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
    heldChanges,
    directory,
    graph,
    reader,
    dereferencer,
    admit,
    refuse,
    register: (url, source) => inTransaction(db, () => remember(url, source)),
    hint: (url, source) =>
      inTransaction(db, () => {
        const before = registry.findByUrl(url);
        const registration = remember(url, source);
        const after = before ? hinted({ ...registration, nextVisitAt: before.nextVisitAt }, now()) : registration;
        registry.save(after);
        return after;
      }),
    round: (roundOptions = {}) =>
      runRound({ registry, visitor, graph }, { concurrency: config.crawlConcurrency, now, ...roundOptions }),
    documentQuads(url) {
      const registration = registry.findByUrl(url);
      if (!registration?.shown || !registration.graphHash) return undefined;
      return parseTurtle(registry.content(registration.graphHash) ?? '', 'nquads', url);
    },
    storage: createStorageWatch(db, now),
    async close() {
      await dereferencer.close();
      await examiner.close?.();
      await graph.close();
      closeDatabase(db);
      release();
    },
  };
}

/** The whole dataset as the state file holds it: what a replica of the graph starts from. */
async function* shownGraphs(registry: Registry): AsyncIterable<GraphChange> {
  for (const { registration, nquads } of registry.shown()) {
    yield { iri: registration.url, triples: nquads, role: 'profile' };
    yield { iri: provenanceGraph(registration), triples: await writeProvenance(registration), role: 'about' };
    const report = registry.report(registration.id);
    if (report)
      yield {
        iri: reportGraph(registration),
        triples: await writeReport(registration, report as Report, report.at),
        role: 'about',
      };
  }
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
