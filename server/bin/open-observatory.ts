import type { DatabaseSync } from 'node:sqlite';
import { createEcosystem } from '../cooperation/ecosystem/ecosystem.ts';
import { createLeadFinder } from '../cooperation/leads.ts';
import { rebuildDirectory } from '../crawl/rebuild-directory.ts';
import { loadConcepts } from '../directory/concepts.ts';
import { createDirectory } from '../directory/create-directory.ts';
import { createEntityAlone } from '../directory/entity-alone.ts';
import { createOverviews } from '../directory/overviews/overviews.ts';
import { buildInThread } from '../directory/points/point-builder.ts';
import { createPointStore } from '../directory/points/point-store.ts';
import { createPublisherRules } from '../fetch/publisher.ts';
import type { OperationAnswer } from '../http/contract.ts';
import { createFeedSource } from '../opendata/feed/feed-source.ts';
import { createPastEntities } from '../opendata/history/past-entities.ts';
import { createStatementReader } from '../opendata/history/statements.ts';
import { createAligner } from '../rdf/align.ts';
import { parseCanonical } from '../rdf/parse-canonical.ts';
import { openRegistry } from '../registry/open-registry.ts';
import { asStorageFailure } from '../registry/storage-failure.ts';
import { readVocabulary } from './bundled-data.ts';
import { recordsBaseOf } from './config.ts';
import { createStorageWatch } from './duties/storage-watch.ts';
import { createIdentifying } from './identifying.ts';
import type { Observatory, ObservatoryOptions } from './observatory.ts';
import { openCrawl } from './open-crawl.ts';
import { tellOperation } from './operation.ts';
import { createTellable } from './past/tellable.ts';
import { createRetelling } from './retelling.ts';
import { openGraphs } from './sparql/open-graphs.ts';
import { holdFolder } from './state/hold-folder.ts';
import { inTransaction, openDatabase } from './state/open-database.ts';
import { nameOf } from './state/read-state.ts';

/** Anyone may look at the operator's page, and it counts whole tables. */
const operationFreshMs = 5000;

/** What the graph tells of leads: some fifty thousand statements. */
const toldLeads = { perActor: 3, limit: 5000 };

/** Opens the state file, loads the graph from it, and wires the rooms by hand. */
export async function openObservatory(options: ObservatoryOptions): Promise<Observatory> {
  const { config, now = () => new Date() } = options;
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
  const { registry, publishers, discoveries, signposts, heldChanges, changes, standingOf, suppressions } = memory;
  const align = createAligner(vocabulary);
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
  const graphs = openGraphs(options, { file, memory, directory, identifying, vocabulary });
  const { writer: graphWriter, past: pastDatasets } = graphs;
  const tellable = createTellable({ suppressions, directory, align });
  const kept = { ...memory, isSuppressed: suppressions.covers, tellable };
  const statements = createStatementReader(kept);
  const graph = graphs.withHistory({ statements, tellable });
  const storage = createStorageWatch(db, now);
  const crawl = openCrawl(options, {
    db,
    memory,
    directory,
    points,
    publisherRules,
    align,
    identifying,
    graph: graphWriter,
    storage,
  });
  const { intake } = crawl;
  let told: OperationAnswer | undefined;
  return {
    registry,
    records: memory.records,
    importSet: crawl.importSet,
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
    reader: crawl.reader,
    dereferencer: crawl.dereferencer,
    publisherRules,
    publishers,
    readApart: crawl.readApart,
    admit: crawl.admit,
    refuse: crawl.refuse,
    register: intake.register,
    declare: intake.declare,
    hint: intake.hint,
    follow: intake.follow,
    unfollow: intake.unfollow,
    feeds: memory.feeds.all,
    listen: crawl.listen,
    get listening() {
      return crawl.listening;
    },
    round: crawl.round,
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
      await crawl.close();
      await Promise.all([points.close(), overviews.close(), leads.close(), ecosystem.close()]);
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
