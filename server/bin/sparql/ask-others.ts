import { createLiveGraph, type LiveGraph } from '../../crawl/live/live-graph.ts';
import type { Hosts } from '../../fetch/guarded-connector.ts';
import { createFederatedGraph } from '../../graph/federated/federated-graph.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Config } from '../config.ts';
import { type Observatory, userAgentOf } from '../observatory.ts';
import { openServiceDoor } from './call-services.ts';

/** How queries reach beyond what is held here. */
export interface AskingOthers {
  /** The graph of the observatory; its queries may call the endpoints that the operator chose. */
  readonly graph: Graph;
  /** The endpoints that SERVICE may name. */
  readonly services: readonly string[];
  /** Absent where profiles are not asked live. */
  readonly live?: LiveGraph;
  close(): Promise<void>;
}

/** Reading on behalf of a query takes at most so long. */
const gatherMs = 30_000;

/** Lets the queries of an observatory ask other endpoints and the profiles themselves, as far as the operator allows. */
export function openAskingOthers(
  observatory: Observatory,
  config: Pick<Config, 'origin' | 'allowedPorts' | 'sparqlServices' | 'sparqlLive'>,
  hosts: Hosts,
): AskingOthers {
  const { directory, dereferencer, publishers, readApart, admit } = observatory;
  const { sparqlServices: services, sparqlLive: maxDocuments } = config;
  const door =
    services.length > 0
      ? openServiceDoor({
          userAgent: userAgentOf(config.origin),
          hosts,
          allowedPorts: [80, 443, ...config.allowedPorts],
        })
      : undefined;
  const live = createLiveGraph({
    dereferencer,
    readApart,
    // A question must not send us to whomever its asker names.
    isKnown: (url) => admit(url).state === 'admitted' && publishers.count(publishers.of(url)) > 0,
    locate(iri) {
      const found = directory.locate(iri);
      return found && directory.entity(found.type, found.key, 'fr', () => false)?.provenance.source;
    },
    maxDocuments,
    gatherMs,
  });
  return {
    graph: door ? createFederatedGraph({ graph: observatory.graph, services, call: door.call }) : observatory.graph,
    services,
    ...(maxDocuments > 0 ? { live } : {}),
    close: async () => door?.close(),
  };
}
