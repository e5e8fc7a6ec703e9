import { setImmediate } from 'node:timers/promises';
import type { Quad } from '@rdfjs/types';
import type { Lead } from '../../cooperation/lead.ts';
import { createGraphWriter, withholdGraphs } from '../../crawl/graph-writer.ts';
import { createLeadGraph, followedByLeads, withLeads } from '../../crawl/lead-graph.ts';
import { withListings } from '../../crawl/listing-graphs.ts';
import type { PastDatasets } from '../../crawl/past/past-datasets.ts';
import { shownGraphs } from '../../crawl/visit/graph-changes.ts';
import { withVocabulary } from '../../crawl/vocabulary-graph.ts';
import type { Directory } from '../../directory/directory.ts';
import type { Graph, RunningGraph } from '../../graph/graph.ts';
import type { GraphLog } from '../../graph/replica-pool.ts';
import { given } from '../../rdf/given.ts';
import { writeNTriples } from '../../rdf/write-ntriples.ts';
import type { Memory } from '../../registry/open-registry.ts';
import { type Config, recordsBaseOf } from '../config.ts';
import type { Identifying } from '../identifying.ts';
import { type HistoryParts, withHistory } from '../past/history-graph.ts';
import { openPast } from '../past/open-past.ts';
import { createGraph } from './create-graph.ts';

/** What answers SPARQL, now and as it was, and the one way in. */
export interface Graphs {
  readonly graph: RunningGraph;
  /** Takes what visits change; never rejects. */
  readonly writer: Pick<Graph, 'change'>;
  readonly past: PastDatasets;
  /** The graph with the history of values, which is read from kept versions. */
  withHistory(reading: Pick<HistoryParts, 'statements' | 'tellable'>): RunningGraph;
  /** Puts the best leads in place of those that the graph told. */
  tellLeads(best: readonly Lead[]): Promise<void>;
}

/** Opens the graphs over one state file (`file` for those of the past, which are read beside it). */
export function openGraphs(
  {
    config,
    graphLog,
    graphNiceness = 0,
  }: {
    readonly config: Pick<Config, 'sparqlReplicas' | 'sparqlDeadlineMs' | 'sharedHosts' | 'origin'> &
      Partial<Pick<Config, 'sparqlKeyDeadlineMs' | 'sparqlClientMs' | 'sparqlPast' | 'sparqlServer'>>;
    readonly graphLog?: GraphLog;
    /** How far its processes give way to pages and visits (0 to 19). */
    readonly graphNiceness?: number;
  },
  parts: {
    readonly file: string;
    readonly memory: Pick<Memory, 'registry' | 'suppressions' | 'pastStates' | 'observatoryId'>;
    readonly directory: Pick<Directory, 'listings'> & HistoryParts['directory'];
    readonly identifying: Pick<Identifying, 'withIdentity'>;
    readonly vocabulary: readonly Quad[];
  },
): Graphs {
  const { file, memory, directory, identifying } = parts;
  const { registry, suppressions } = memory;
  const leads = createLeadGraph();
  const vocabulary = writeNTriples(parts.vocabulary);
  const engine = {
    deadlineMs: config.sparqlDeadlineMs,
    ...given('longestMs', config.sparqlKeyDeadlineMs),
    clientMsPerMinute: config.sparqlClientMs ?? 0,
    niceness: graphNiceness,
    ...given('log', graphLog),
  };
  const shown = () => identifying.withIdentity(withListings(shownGraphs(registry), directory.listings));
  const graph = createGraph({
    ...engine,
    replicas: config.sparqlReplicas,
    ...given('server', config.sparqlServer),
    owner: memory.observatoryId,
    load: () => withVocabulary(withholdGraphs(withLeads(shown(), leads), suppressions), vocabulary),
  });
  const past = openPast({
    states: memory.pastStates,
    order: { file, sharedHosts: config.sharedHosts, recordsBase: recordsBaseOf(config) },
    most: config.sparqlPast ?? 2,
    vocabulary,
    engine,
  });
  const writer = createGraphWriter({
    graph,
    suppressions,
    listings: directory.listings,
    onRefused: (iri, error) => graphLog?.warn({ iri, err: error }, 'the graph refused a profile'),
  });
  return {
    graph,
    writer: followedByLeads(writer, leads),
    past,
    withHistory: (reading) =>
      withHistory(graph, { ...reading, directory, registry, mayBeTold: () => memory.pastStates.mayBeTold, engine }),
    async tellLeads(best) {
      for (const change of leads.replace(best)) {
        await writer.change([change]);
        // While no replica is there to wait for, pages have their turn all the same.
        await setImmediate();
      }
    },
  };
}
