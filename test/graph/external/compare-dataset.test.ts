import { describe, expect, it } from 'vitest';
import type { GraphChange } from '../../../server/graph/graph.ts';
import { rows } from '../read-answer.ts';
import { graphOfThisTest, serverOfThisTest } from './of-this-test.ts';
import type { StandardServer } from './standard-server.ts';

const graphOver = (server: StandardServer, load: () => Iterable<GraphChange>) =>
  graphOfThisTest(server, { owner: 'tests', load });

const profile = (name: string, value: string): GraphChange => ({
  iri: `http://${name}.example/`,
  role: 'profile',
  triples: `<http://x/${name}> <http://p> "${value}" .\n`,
});

describe('filling a graph server', () => {
  it('writes every graph of a dataset of many requests once, in the order of its sayings', async () => {
    const server = await serverOfThisTest();
    const long = 'x'.repeat(20_000);
    const graph = graphOver(server, () => [
      profile('twice', 'old'),
      ...Array.from({ length: 40 }, (_, at) => profile(`p${at}`, `${at}${long}`)),
      profile('twice', 'new'),
    ]);
    await graph.settled();
    expect(await rows(graph, 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')).toEqual(['41']);
    expect(await rows(graph, 'SELECT ?o { <http://x/twice> ?p ?o }')).toEqual(['new']);
    expect(await rows(graph, 'SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }')).toEqual(['41']);
  });

  it('begins again where it was broken off, and drops what is no longer said', async () => {
    const server = await serverOfThisTest();
    let isBroken = true;
    const graph = graphOver(server, function* () {
      for (let at = 0; at < 40; at++) yield profile(`p${at}`, `${at}${'x'.repeat(20_000)}`);
      if (!isBroken) return;
      isBroken = false;
      throw new Error('the state file was locked');
    });
    await graph.settled();
    expect(await rows(graph, 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')).toEqual(['40']);
    await graph.close();
    const fewer = graphOver(server, () => [profile('p0', 'left')]);
    await fewer.settled();
    expect(await rows(fewer, 'SELECT ?o { ?s ?p ?o }')).toEqual(['left']);
    expect(await rows(fewer, 'SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }')).toEqual(['1']);
  });
});
