import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import express from 'express';
import type { Graph } from '../../server/graph/graph.ts';
import { answerErrors } from '../../server/http/errors.ts';
import { chooseLanguage } from '../../server/http/language.ts';
import { type SparqlRoutesOptions, sparqlRoutes } from '../../server/http/sparql/sparql-routes.ts';

/** The endpoint alone, on a free port. */
export interface ServedSparql {
  readonly url: string;
  readonly server: Server;
  /** What went wrong on our side while answering. */
  readonly logged: readonly object[];
  get(parameters: Record<string, string> | string, headers?: Record<string, string>): Promise<Response>;
  post(body: string | Uint8Array<ArrayBuffer>, type: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** Serves the endpoint over a graph, as the whole app does: compressed, in the reader's language, errors by the one middleware. */
export async function serveSparql(graph: Graph, options: Partial<SparqlRoutesOptions> = {}): Promise<ServedSparql> {
  const assets = { scripts: [], styles: [] };
  const logged: object[] = [];
  const app = express();
  app.set('query parser', 'simple');
  app.set('trust proxy', 'loopback');
  app.use(compression());
  app.use(chooseLanguage);
  app.use('/sparql', sparqlRoutes({ graph, assets, epoch: 'test', ...options }));
  app.use(answerErrors({ log: { error: (details) => logged.push(details) }, assets }));
  // An address may be as long as the longest query, escaped.
  const server = createServer({ maxHeaderSize: 128 * 1024 }, app);
  // A busy client must not find its connection closed as it asks again.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sparql`;
  return {
    url,
    server,
    logged,
    get: (parameters, headers = {}) => fetch(`${url}?${new URLSearchParams(parameters)}`, { headers }),
    post: (body, type, headers = {}) =>
      fetch(url, { method: 'POST', body, headers: { ...(type ? { 'content-type': type } : {}), ...headers } }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
