import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngineServer } from '../../../server/graph/external/engine-server.ts';
import type { GraphChange, RunningGraph } from '../../../server/graph/graph.ts';
import { serveEmpty } from '../../served.ts';
import { rows } from '../read-answer.ts';
import { graphOfThisTest, serverOfThisTest } from './of-this-test.ts';
import type { StandardServer } from './standard-server.ts';

function observatory(server: StandardServer, owner: string, warned: string[] = []): RunningGraph {
  const load = (): readonly GraphChange[] => [
    { iri: `http://${owner}.example/profile`, role: 'profile', triples: `<http://x> <http://of> "${owner}" .\n` },
  ];
  const log = {
    info: () => undefined,
    warn: (details: object) => void warned.push(JSON.stringify(details)),
  };
  return graphOfThisTest(server, { owner, load, log });
}

/** Everything that a server holds, as it says itself. */
async function contentOf({ address }: StandardServer): Promise<string> {
  const server = createEngineServer(address);
  const signal = AbortSignal.timeout(5_000);
  const met = await server.ask('SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o', {
    accept: 'application/sparql-results+json',
    timeoutMs: 5_000,
    signal,
  });
  if (met.state !== 'answered') throw new Error(met.words);
  const text = Buffer.concat(await Array.fromAsync(met.body)).toString();
  server.close();
  return text;
}

async function update({ address }: StandardServer, text: string): Promise<void> {
  const server = createEngineServer(address);
  expect((await server.update(text, AbortSignal.timeout(5_000))).state).toBe('answered');
  server.close();
}

const of = 'SELECT ?o { ?s <http://of> ?o }';

describe('a graph server that another observatory uses', () => {
  it('is refused in words that say how to mend it, and not a statement of it is changed', async () => {
    const server = await serverOfThisTest();
    await observatory(server, 'first').settled();
    const before = await contentOf(server);
    const warned: string[] = [];
    const second = observatory(server, 'second', warned);
    const refusal = await second.claimed().catch((error: Error) => error.message);
    expect(refusal).toMatch(
      /another observatory \(first\).*nothing was written.*OBSIDIENNE_SPARQL_ENDPOINT.*DELETE WHERE/,
    );
    // Visits go on handing over what they read: none of it gets there either.
    await second.change([{ iri: 'http://new.example/', role: 'profile', triples: '<http://x> <http://of> "new" .\n' }]);
    expect(await second.query(of, { accept: ['csv'] })).toMatchObject({ state: 'unreachable' });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await contentOf(server)).toBe(before);
    expect(warned.join()).toContain('another observatory');
  });

  it('keeps an observatory from starting at all', async () => {
    const server = await serverOfThisTest();
    const environment = {
      OBSIDIENNE_SPARQL_ENDPOINT: server.address.endpoint,
      OBSIDIENNE_SPARQL_UPDATE: server.address.update ?? '',
    };
    const first = await serveEmpty(environment);
    onTestFinished(first.stop);
    await first.observatory.graph.settled();
    const second = serveEmpty(environment).then(async (served) => {
      await served.stop();
      return 'it started';
    });
    await expect(second).rejects.toThrow(/another observatory/);
  });

  it('is taken over once it is told to forget the other one, by the very update that the refusal names', async () => {
    const server = await serverOfThisTest();
    const first = observatory(server, 'first');
    await first.settled();
    await first.close();
    const second = observatory(server, 'second');
    const refusal = String(await second.claimed().catch((error: Error) => error.message));
    await update(server, refusal.slice(refusal.indexOf('DELETE WHERE')));
    await second.settled();
    expect(await rows(second, of)).toEqual(['second']);
  });

  it('is still its own for an observatory that starts again', async () => {
    const server = await serverOfThisTest();
    const first = observatory(server, 'first');
    await first.settled();
    await first.close();
    const again = observatory(server, 'first');
    await again.claimed();
    await again.settled();
    expect(await rows(again, of)).toEqual(['first']);
  });

  it('is never written by two that find it empty at the same moment', async () => {
    const server = await serverOfThisTest();
    const both = [observatory(server, 'first'), observatory(server, 'second')];
    const met = await Promise.all(
      both.map((graph) =>
        graph.claimed().then(
          () => 'claimed',
          () => 'refused',
        ),
      ),
    );
    expect(met.filter((one) => one === 'claimed').length).toBeLessThanOrEqual(1);
    const owner = met[0] === 'claimed' ? 'first' : 'second';
    if (met.includes('claimed')) await both[met.indexOf('claimed')]?.settled();
    const content = await contentOf(server);
    expect(content.includes(`http://${owner === 'first' ? 'second' : 'first'}.example/profile`)).toBe(false);
  });

  it('lets an observatory start while it is away', async () => {
    const server = await serverOfThisTest();
    await server.stop();
    await observatory(server, 'first').claimed();
  });
});
