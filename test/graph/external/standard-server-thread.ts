import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { namedNode, Store } from 'oxigraph';

const store = new Store();

/** Texts of all updates, for who asks what was written. */
const updates: string[] = [];

/** SPARQL 1.1 Protocol §2.1.3 (query by POST with a form) and §2.2.2 (update by POST). */
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  try {
    if (request.headers['content-type'] === 'application/sparql-update') {
      store.update(body);
      updates.push(body);
      response.writeHead(204).end();
      return;
    }
    // As a server's own loader would.
    if (request.headers['content-type'] === 'application/n-quads') {
      store.load(body, { format: 'nq' });
      response.writeHead(204).end();
      return;
    }
    if (request.url === '/updates') {
      response.end(JSON.stringify(updates));
      return;
    }
    const form = new URLSearchParams(body);
    const [defaults, named] = [form.getAll('default-graph-uri'), form.getAll('named-graph-uri')].map((iris) =>
      iris.map((iri) => namedNode(iri)),
    );
    const isTable = (request.headers.accept ?? '').includes('sparql-results');
    const answer = store.query(form.get('query') ?? '', {
      results_format: isTable ? 'json' : 'nt',
      ...(defaults?.length || named?.length ? { default_graph: defaults ?? [], named_graphs: named ?? [] } : {}),
    }) as string;
    response.setHeader('Content-Type', isTable ? 'application/sparql-results+json' : 'application/n-triples');
    response.end(answer);
  } catch (error) {
    response.writeHead(400, { 'Content-Type': 'text/plain' }).end(String(error));
  }
});
server.listen((workerData as { readonly port: number }).port, '127.0.0.1', () =>
  parentPort?.postMessage(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
