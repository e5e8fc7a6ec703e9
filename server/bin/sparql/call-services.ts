import { tellOutcome } from '../../crawl/visit/visit-words.ts';
import { createDereferencer, type DereferencerOptions } from '../../fetch/dereference.ts';
import type { FederatedGraphOptions, ServiceAnswer } from '../../graph/federated/federated-graph.ts';

const jsonResults = 'application/sparql-results+json';

/** The door to the endpoints that an operator chose: guarded as all our doors are, but in a hurry, and for larger answers. */
export interface ServiceDoor {
  readonly call: FederatedGraphOptions['call'];
  close(): Promise<void>;
}

/** Opens the door; what an endpoint says is taken as JSON results or not at all. */
export function openServiceDoor(
  options: Pick<DereferencerOptions, 'userAgent' | 'hosts' | 'allowedPorts'>,
): ServiceDoor {
  const door = createDereferencer({
    ...options,
    // An endpoint is there to be asked by programs, and the operator has said which may be.
    robots: false,
    politeness: { gapMs: 100 },
    limits: { totalMs: 20_000, rdfBytes: 16 * 1024 * 1024, redirects: 0 },
  });
  return {
    async call(service, query): Promise<ServiceAnswer> {
      const body = new URLSearchParams({ query }).toString();
      const mediaType = 'application/x-www-form-urlencoded';
      const met = await door.send(service, { mediaType, body, accept: jsonResults });
      if (met.state === 'not-modified') throw new Error('a POST has no conditions');
      if (met.state !== 'document') return { state: 'failed', reason: tellOutcome(met) };
      const { mediaType: answered, body: bytes } = met.document;
      if (answered === jsonResults || answered === 'application/json') return { state: 'answered', body: bytes };
      const [fr, en] = [
        `Il répond en ${answered || '?'}, pas en JSON.`,
        `It answers in ${answered || '?'}, not in JSON.`,
      ];
      return { state: 'failed', reason: { fr, en } };
    },
    close: door.close,
  };
}
