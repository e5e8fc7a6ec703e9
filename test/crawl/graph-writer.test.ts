import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGraphWriter } from '../../server/crawl/graph-writer.ts';
import type { EmbeddedGraph } from '../../server/graph/embedded-graph.ts';
import { createEmbeddedGraph } from '../../server/graph/embedded-graph.ts';
import { createRegistry } from '../../server/registry/registry.ts';
import { createSuppressions } from '../../server/registry/suppressions.ts';

let graph: EmbeddedGraph;
beforeAll(async () => {
  graph = createEmbeddedGraph({ replicas: 1, load: () => [] });
  await graph.settled();
});
afterAll(() => graph.close());

const db = new DatabaseSync(':memory:');
createRegistry(db);
const suppressions = createSuppressions(db);
const listings = { changed: () => [] };
const saying = (iri: string, object: string) => ({
  iri,
  triples: `<${iri}#a> <http://p.example/> ${object} .\n`,
  role: 'profile' as const,
});

async function subjects(): Promise<string> {
  const answer = await graph.query('SELECT ?s { ?s ?p ?o } ORDER BY ?s', { accept: ['csv'] });
  if (answer.state !== 'answered') throw new Error(answer.state);
  return Buffer.concat(await Array.fromAsync(answer.body)).toString('utf8');
}

it('lets a graph that the engine refuses take no neighbour with it', async () => {
  const refused: string[] = [];
  const writer = createGraphWriter({ graph, suppressions, listings, onRefused: (iri) => void refused.push(iri) });
  await writer.change([
    saying('http://a.example/', '"a"'),
    saying('http://bad.example/', '<http://x.example/100%>'),
    saying('http://b.example/', '"b"'),
  ]);
  expect(refused).toEqual(['http://bad.example/']);
  expect(await subjects()).toBe('s\r\nhttp://a.example/#a\r\nhttp://b.example/#a\r\n');
});

it('lets nothing pass that the suppression list names', async () => {
  suppressions.add('http://a.example/', { at: new Date(0) });
  const writer = createGraphWriter({
    graph,
    suppressions,
    listings,
    onRefused: (_iri, error) => expect(error).toBeUndefined(),
  });
  await writer.change([saying('http://a.example/', '"again"'), saying('http://b.example/', '<http://a.example/#a>')]);
  expect(await subjects()).toBe('s\r\n');
});
