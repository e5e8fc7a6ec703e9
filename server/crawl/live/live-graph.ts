import { bodyOf } from '../../graph/answer-body.ts';
import { createEmbeddedGraph } from '../../graph/embedded-graph.ts';
import type { Answer, AskedService, Graph, QueryOptions } from '../../graph/graph.ts';
import { readNames } from '../../graph/query-names.ts';
import { writeNTriples } from '../../rdf/write-ntriples.ts';
import { gatherLive, type LiveDocument, type LiveParts } from './gather-live.ts';

/** Asks profiles and pods as they are now, instead of what was kept of them. */
export interface LiveGraph {
  query: Graph['query'];
}

/** Live questions at once, and of one client. */
const most = 2;
const retryAfterMs = 10_000;

/**
 * Makes the graph of the present moment: each question reads the documents that it names and those that they lead to, and
 * is answered from these alone, in an engine that is thrown away. `locate` gives the document of an entity.
 */
export function createLiveGraph(
  parts: LiveParts & {
    readonly locate: (iri: string) => string | undefined;
    /** The longest that reading may take. */
    readonly gatherMs: number;
  },
): LiveGraph {
  const running = new Set<string | undefined>();
  return {
    async query(query, asked) {
      const { client, signal, base, defaultGraphs, namedGraphs, ...others } = asked;
      const { nameOf, body } = readNames(query, base);
      const names = body.flatMap((token) => nameOf(token) ?? []);
      const given = [...(defaultGraphs ?? []), ...(namedGraphs ?? [])];
      const seeds = (given.length > 0 ? given : names).flatMap((iri) => parts.locate(iri) ?? iri);
      if (!seeds.some((seed) => parts.isKnown(seed.split('#', 1)[0] ?? seed)))
        return { state: 'bad-query', message: nobody };
      if (running.size >= most || running.has(client)) return { state: 'busy', retryAfterMs };
      running.add(client);
      try {
        const late = AbortSignal.timeout(parts.gatherMs);
        const ended = signal ? AbortSignal.any([signal, late]) : late;
        const met = await gatherLive(seeds, { named: new Set(names), signal: ended }, parts);
        signal?.throwIfAborted();
        const options = { ...others, ...(base ? { base } : {}), ...(signal ? { signal } : {}) };
        const answer = await answerFrom(met, query, options);
        return answer.state === 'answered' ? { ...answer, asked: met.map(toAsked) } : answer;
      } finally {
        running.delete(client);
      }
    },
  };
}

const nobody = {
  fr: 'en direct, la question doit nommer au moins une fiche ou un lieu connu ici, ou le donner par default-graph-uri',
  en: 'live, the question must name at least one profile or place that is known here, or give it by default-graph-uri',
};

function toAsked({ url, problem }: LiveDocument): AskedService {
  return { url, requests: 1, ...(problem ? { problem } : {}) };
}

async function answerFrom(met: readonly LiveDocument[], query: string, asked: QueryOptions): Promise<Answer> {
  const graph = createEmbeddedGraph({
    replicas: 1,
    load: () =>
      met
        .filter(({ quads }) => quads.length > 0)
        .map(({ url, quads }) => ({ iri: url, role: 'profile', triples: writeNTriples(quads) })),
  });
  try {
    const answer = await graph.query(query, asked);
    return answer.state === 'answered' ? { ...answer, body: bodyOf(await Array.fromAsync(answer.body)) } : answer;
  } finally {
    await graph.close();
  }
}
