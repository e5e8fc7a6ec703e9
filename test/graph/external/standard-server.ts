import { Worker } from 'node:worker_threads';
import type { ServerAddress } from '../../../server/graph/external/engine-server.ts';

/** A small SPARQL 1.1 server over a real store, as strict as the standard: what servers do of their own is tested on them. */
export interface StandardServer {
  readonly address: ServerAddress;
  /** Loads N-Quads from outside, as a loader of its own. */
  load(nquads: string): Promise<void>;
  /** The updates that it obeyed. */
  updates(): Promise<readonly string[]>;
  stop(): Promise<unknown>;
}

/** Starts an empty one on loopback, in a thread that may be ended in the middle of a query; `port` 0 takes any. */
export function startStandardServer(port = 0): Promise<StandardServer> {
  const thread = new Worker(new URL('standard-server-thread.ts', import.meta.url), { workerData: { port } });
  return new Promise((resolve, reject) => {
    thread.once('error', reject);
    thread.once('message', (base: string) =>
      resolve({
        address: { endpoint: `${base}/query`, update: `${base}/update` },
        async load(nquads) {
          const headers = { 'content-type': 'application/n-quads' };
          const { status } = await fetch(base, { method: 'POST', body: nquads, headers });
          if (status !== 204) throw new Error(`the server did not load it: ${status}`);
        },
        updates: async () => (await (await fetch(`${base}/updates`)).json()) as readonly string[],
        stop: () => thread.terminate(),
      }),
    );
  });
}
