import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceDoor, type ServiceDoor } from '../../server/bin/sparql/call-services.ts';
import { createEmbeddedGraph } from '../../server/graph/embedded-graph.ts';
import { createFederatedGraph } from '../../server/graph/federated/federated-graph.ts';
import type { Graph } from '../../server/graph/graph.ts';
import { serveSparql } from '../http/served-sparql.ts';
import { rows } from './read-answer.ts';

const foaf = 'http://xmlns.com/foaf/0.1/';
const prefixes = `PREFIX : <http://x/> PREFIX foaf: <${foaf}>`;
const names = 'http://names.localhost/sparql';
const interests = 'http://interests.localhost/sparql';
const friends = 'http://friends.localhost/sparql';
const nobody = 'http://nobody.localhost/sparql';
const triple = (who: string, what: string, value: string) =>
  `<http://x/${who}> <${foaf}${what}> ${value.startsWith('http') ? `<${value}>` : JSON.stringify(value)} .\n`;

const closing: (() => Promise<unknown>)[] = [];
let ours: Graph;

async function hold(triples: string): Promise<Graph> {
  const graph = createEmbeddedGraph({
    replicas: 1,
    load: () => [{ iri: 'http://profile/', role: 'profile', triples }],
  });
  closing.push(graph.close);
  await graph.settled();
  return graph;
}

/** Three endpoints on real sockets, one of which calls another itself; and an address where nobody answers. */
beforeAll(async () => {
  const hosts: Record<string, { address: string; port: number }> = {
    // Nobody listens on the port of the discard protocol.
    'nobody.localhost': { address: '127.0.0.1', port: 9 },
  };
  const serve = async (address: string, graph: Graph) => {
    const served = await serveSparql(graph, { services: [interests, nobody] });
    closing.push(served.close);
    const { hostname, port } = new URL(served.url);
    hosts[new URL(address).hostname] = { address: hostname, port: Number(port) };
  };
  await serve(interests, await hold(triple('a', 'interest', 'gardens')));
  await serve(friends, await hold(triple('a', 'knows', 'http://x/b') + triple('b', 'knows', 'http://x/c')));
  /** To whom is served by now. */
  const openDoor = (): ServiceDoor['call'] => {
    const door = openServiceDoor({ userAgent: 'tests', hosts: { ...hosts }, allowedPorts: [80] });
    closing.push(door.close);
    return door.call;
  };
  const people = triple('a', 'name', 'Alba') + triple('b', 'name', 'Bruno');
  await serve(
    names,
    createFederatedGraph({ graph: await hold(people), services: [interests, nobody], call: openDoor() }),
  );
  ours = createFederatedGraph({
    graph: await hold(people + triple('c', 'name', 'Chloé')),
    services: [names, interests, friends, nobody],
    call: openDoor(),
    deadlineMs: 60_000,
  });
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** The cases of the W3C suite for federated queries (data-sparql11/service), told with data of our own. */
describe('SERVICE', () => {
  it('joins with a pattern of the default graph (service1)', async () => {
    const query = `${prefixes} SELECT ?who ?name ?interest { ?who ?p ?name . SERVICE <${interests}> { ?who ?q ?interest } }`;
    expect(await rows(ours, query)).toEqual(['http://x/a,Alba,gardens']);
  });

  it('joins with another one under OPTIONAL (service2)', async () => {
    const query = `${prefixes} SELECT ?who ?name ?interest { SERVICE <${names}> { ?who ?p ?name }
      OPTIONAL { SERVICE <${interests}> { ?who ?q ?interest } } }`;
    expect(await rows(ours, query)).toEqual(['http://x/a,Alba,gardens', 'http://x/b,Bruno,']);
  });

  it('holds another SERVICE, which the endpoint calls itself (service3)', { timeout: 90_000 }, async () => {
    const query = `${prefixes} SELECT ?who ?name ?interest { SERVICE <${names}> { ?who ?p ?name
      OPTIONAL { SERVICE <${interests}> { ?who ?q ?interest } } } }`;
    expect(await rows(ours, query)).toEqual(['http://x/a,Alba,gardens', 'http://x/b,Bruno,']);
  });

  it('joins with values after the pattern (service4a)', async () => {
    const query = `${prefixes} SELECT ?who ?name ?friend { ?who ?p ?name
      OPTIONAL { SERVICE <${friends}> { ?who foaf:knows ?friend } } } VALUES (?friend) { (:b) }`;
    expect(await rows(ours, query)).toEqual(['http://x/a,Alba,http://x/b', 'http://x/c,Chloé,http://x/b']);
  });

  it('names its endpoint, since a variable could name anybody’s (service5)', async () => {
    const query = `${prefixes} SELECT * { VALUES ?where { <${interests}> } SERVICE ?where { ?who ?q ?interest } }`;
    expect(await ours.query(query, { accept: ['csv'] })).toMatchObject({
      state: 'bad-query',
      message: { en: expect.stringContaining('an address here, not a variable') },
    });
  });

  it('goes on without an endpoint inside another one that is silent (service6)', async () => {
    const query = `${prefixes} SELECT ?who ?name ?o { SERVICE <${names}> { ?who ?p ?name
      OPTIONAL { SERVICE SILENT <${nobody}> { ?who ?q ?o } } } }`;
    expect(await rows(ours, query)).toEqual(['http://x/a,Alba,', 'http://x/b,Bruno,']);
  });

  it('goes on without an endpoint that is silent, and is an error that names it otherwise (service7)', async () => {
    const query = (silent: string) =>
      `${prefixes} SELECT ?who ?name ?o { ?who ?p ?name . SERVICE ${silent} <${nobody}> { ?who ?q ?o } }`;
    expect(await rows(ours, query('SILENT'))).toEqual(['http://x/a,Alba,', 'http://x/b,Bruno,', 'http://x/c,Chloé,']);
    expect(await ours.query(query(''), { accept: ['csv'] })).toMatchObject({
      state: 'service-failed',
      service: nobody,
    });
  });

  it('is part of a query that asks for a graph, and of one that asks for yes or no', async () => {
    const ask = await ours.query(
      `${prefixes} ASK { ?who foaf:name "Alba" . SERVICE <${friends}> { ?who foaf:knows :b } }`,
      {
        accept: ['json'],
      },
    );
    expect(ask).toMatchObject({ state: 'answered', kind: 'boolean', asked: [{ url: friends }] });
    const construct = await ours.query(
      `${prefixes} CONSTRUCT { ?who foaf:topic ?i } { ?who ?p ?name . SERVICE <${interests}> { ?who foaf:interest ?i } }`,
      { accept: ['ntriples'] },
    );
    if (construct.state !== 'answered') throw new Error(JSON.stringify(construct));
    expect(
      Buffer.concat(await Array.fromAsync(construct.body))
        .toString()
        .trim(),
    ).toBe(`<http://x/a> <${foaf}topic> "gardens" .`);
  });
});
