import type { Directory } from '../../directory/directory.ts';
import { createDatedGraphs, type DatedGraphs } from '../../graph/dated-graphs.ts';
import { createEmbeddedGraph, type EmbeddedGraphOptions } from '../../graph/embedded-graph.ts';
import type { Answer, Graph, GraphChange, RunningGraph } from '../../graph/graph.ts';
import { readNames } from '../../graph/query-names.ts';
import { historyGraph, historyQuads } from '../../opendata/history/history-quads.ts';
import type { StatementReader, Tellable } from '../../opendata/history/statements.ts';
import { writeNTriples } from '../../rdf/write-ntriples.ts';
import type { Registry } from '../../registry/registry.ts';

/** Entities whose history one query may ask for: each is read from all its kept versions. */
const mostEntities = 10;

/** What the history of values is read from. */
export interface HistoryParts {
  readonly directory: Pick<Directory, 'locate' | 'entity' | 'speakersOf'>;
  readonly statements: StatementReader;
  readonly registry: Pick<Registry, 'findByUrl' | 'content'>;
  readonly tellable: Tellable;
  /** Changes whenever something of the past may no longer be told. */
  readonly mayBeTold: () => string;
  readonly engine: Omit<EmbeddedGraphOptions, 'load' | 'replicas'>;
}

/**
 * Lets queries that name the history graph ask what each document said of the entities that they name, since when and until
 * when, beside what these documents say now; each such set gets an engine of its own that is let go when nobody asks. Every
 * other query goes to `graph`.
 */
export function withHistory(graph: RunningGraph, parts: HistoryParts): RunningGraph {
  const { directory, engine } = parts;
  let mayBeTold = parts.mayBeTold();
  const histories = createDatedGraphs({
    most: 2,
    open: (key) => createEmbeddedGraph({ ...engine, replicas: 1, load: () => historiesOf(JSON.parse(key)[0], parts) }),
  });

  async function askHistory(names: readonly string[], ...asked: Parameters<Graph['query']>): Promise<Answer> {
    const leaders = new Set(names.flatMap((iri) => leaderOf(iri, directory) ?? []));
    if (leaders.size === 0) return { state: 'bad-query', message: nobody };
    if (leaders.size > mostEntities) return { state: 'bad-query', message: tooMany };
    if (mayBeTold !== parts.mayBeTold()) {
      mayBeTold = parts.mayBeTold();
      await histories.clear();
    }
    const { version } = graph;
    // What was read since is in it: another version is another dataset.
    const answer = await histories.query(JSON.stringify([[...leaders].sort(), version]), ...asked);
    return answer.state === 'answered' ? { ...answer, version } : answer;
  }

  return {
    get version() {
      return graph.version;
    },
    get replicas() {
      return graph.replicas;
    },
    claimed: graph.claimed,
    get isElsewhere() {
      return graph.isElsewhere ?? false;
    },
    settled: graph.settled,
    change: graph.change,
    async query(query, asked) {
      if (!query.includes(historyGraph)) return graph.query(query, asked);
      const { nameOf, body } = readNames(query, asked.base);
      const names = body.flatMap((token) => nameOf(token) ?? []);
      return names.includes(historyGraph) ? askHistory(names, query, asked) : graph.query(query, asked);
    },
    close: () => closeBoth(graph, histories),
  };
}

async function closeBoth(graph: RunningGraph, histories: DatedGraphs): Promise<void> {
  await Promise.all([graph.close(), histories.clear()]);
}

/** The entity that stands for an address: itself, or the one that it was merged with. */
function leaderOf(iri: string, directory: HistoryParts['directory']): string | undefined {
  const page = directory.locate(iri);
  return page && directory.entity(page.type, page.key, 'fr', () => false)?.iri;
}

/** The history of some entities and the present words of all who speak of them. */
async function* historiesOf(iris: readonly string[], parts: HistoryParts): AsyncIterable<GraphChange> {
  const { directory, statements, registry, tellable } = parts;
  const told = iris.flatMap((iri) => {
    const type = directory.locate(iri)?.type;
    const speakers = directory.speakersOf(iri);
    return { iri, speakers, statements: statements(speakers, { withHistory: type !== 'person' }) };
  });
  const quads = told.flatMap((one) => historyQuads(one.iri, one.statements));
  yield { iri: historyGraph, role: 'about', triples: quads.length > 0 ? writeNTriples(quads) : null };
  const urls = new Set(told.flatMap(({ speakers }) => speakers.map(({ url }) => url)));
  for (const url of urls) {
    const registration = registry.findByUrl(url);
    if (!registration?.shown || !registration.graphHash) continue;
    const now = tellable(registry.content(registration.graphHash) ?? '');
    if (now.length > 0) yield { iri: url, role: 'profile', triples: writeNTriples(now) };
  }
}

const nobody = {
  fr: `pour l’historique (GRAPH <${historyGraph}>), la question doit nommer au moins un lieu ou un acteur de l’annuaire`,
  en: `for the history (GRAPH <${historyGraph}>), the question must name at least one place or actor of the directory`,
};
const tooMany = {
  fr: `l’historique se demande pour ${mostEntities} lieux ou acteurs au plus à la fois`,
  en: `the history can be asked for ${mostEntities} places or actors at most at once`,
};
