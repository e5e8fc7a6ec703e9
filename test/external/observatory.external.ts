import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readQueryGallery } from '../../server/http/sparql/query-gallery.ts';
import { type ServedAlone, serveDemo } from '../served.ts';
import { environmentOf, startVirtuoso, type Virtuoso } from './virtuoso.ts';

const folder = mkdtempSync(join(tmpdir(), 'obsidienne-virtuoso-'));
let virtuoso: Virtuoso;
let demo: ServedAlone;

beforeAll(async () => {
  virtuoso = await startVirtuoso({ folder });
  demo = await serveDemo(environment());
  await demo.observatory.graph.settled();
  await leadsOf(demo);
});
afterAll(async () => {
  virtuoso.signal('SIGCONT');
  await demo.stop();
  await virtuoso.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Leads are found some time after the profiles are read. */
async function leadsOf({ url }: ServedAlone): Promise<void> {
  await vi.waitFor(
    async () => {
      const answer = await fetch(`${url}/sparql?example=leads-by-kind&format=csv`);
      expect(await answer.text()).toMatch(/^same-practice,\d/m);
    },
    { timeout: 60_000, interval: 500 },
  );
}

const environment = () => ({ ...environmentOf(virtuoso), OBSIDIENNE_SPARQL_DEADLINE_MS: '5000' });

async function ask(
  query: string,
  accept = 'text/csv',
): Promise<{ status: number; text: string; retry: string | null }> {
  const answer = await fetch(`${demo.url}/sparql?query=${encodeURIComponent(query)}`, { headers: { accept } });
  return { status: answer.status, text: await answer.text(), retry: answer.headers.get('retry-after') };
}

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      const { status, text } = await ask(`${placesQuery}${nonce++}`);
      throw new Error(`not within 40 s: ${what}; now ${status} ${text.slice(0, 300)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const counted = 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }';
const placesQuery = 'SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p a <https://w3id.org/obsidienne/ns#ThirdPlace> } # ';
let nonce = 0;
/** Once the server is found to be there: what it owed from before may still be told late. */
async function settledPlaces(): Promise<number> {
  let count = Number.NaN;
  await until(async () => {
    count = Number(await places());
    return count > 0;
  }, 'a count of places');
  return count;
}
const places = async () => (await ask(`${placesQuery}${nonce++}`)).text.trim().split(/\r?\n/)[1];

describe('an observatory over Virtuoso', () => {
  /** Functions on geometries, which this version of Virtuoso has only with a plug-in that Debian does not bring. */
  const lacksGeometry = new Set(['places-near', 'places-within', 'needs-met-nearby']);

  it.each(readQueryGallery().map(({ key }) => [key]))('answers the query %s of the gallery', async (key) => {
    const answer = await fetch(`${demo.url}/sparql?example=${key}`, {
      headers: { accept: 'text/csv, text/turtle;q=0.9' },
    });
    const text = await answer.text();
    if (lacksGeometry.has(key)) {
      expect([answer.status, text]).toEqual([400, expect.stringContaining('Virtuoso')]);
      return;
    }
    expect(answer.status).toBe(200);
    // Nothing of the demonstration is merged.
    if (key === 'merged-records') return;
    expect(text.trim().split('\n').length).toBeGreaterThan(1);
  });

  it('gives the counts that the embedded engine gives', async () => {
    const other = await serveDemo();
    try {
      await other.observatory.graph.settled();
      // Each finds its leads when it has nothing else to do.
      const but = 'FILTER(?g != <urn:obsidienne:leads>)';
      for (const query of [
        counted,
        `SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } ${but} }`,
        `SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } ${but} }`,
      ]) {
        const there = await fetch(`${other.url}/sparql?query=${encodeURIComponent(query)}`, {
          headers: { accept: 'text/csv' },
        });
        expect((await ask(query)).text.trim()).toBe((await there.text()).trim());
      }
    } finally {
      await other.stop();
    }
  });

  it('keeps pages and the map up while Virtuoso hangs, answers 503, and catches up', async () => {
    virtuoso.signal('SIGSTOP');
    const met = await ask('SELECT ?s { ?s ?p "while it hangs" }');
    expect(met.status).toBe(503);
    expect(Number(met.retry)).toBeGreaterThan(0);
    for (const path of ['/', '/lieux', '/api/places?size=5', '/health']) {
      const startedAt = performance.now();
      const page = await fetch(`${demo.url}${path}`);
      await page.arrayBuffer();
      expect([path, page.status]).toEqual([path, 200]);
      expect(performance.now() - startedAt).toBeLessThan(3_000);
    }
    virtuoso.signal('SIGCONT');
    await until(async () => (await ask(`${counted} # ${nonce++}`)).status === 200, 'an answer after it goes on');
  });

  it('takes visits while Virtuoso is dead and writes them once it is back', async () => {
    const before = await settledPlaces();
    await virtuoso.kill();
    const { graph } = demo.observatory;
    // As a visit hands it over.
    await graph.change([
      {
        iri: 'http://new.example/profile',
        role: 'profile',
        triples:
          '<http://new.example/#place> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/obsidienne/ns#ThirdPlace> .\n',
      },
    ]);
    expect((await ask(`${counted} # ${nonce++}`)).status).toBe(503);
    const page = await fetch(`${demo.url}/lieux`);
    expect(page.status).toBe(200);
    const again = await fetch(`${demo.url}/sparql`, { headers: { accept: 'text/html' } });
    expect(again.status).toBe(200);
    await virtuoso.start();
    await until(async () => Number(await places()) === before + 1, 'the place that was read meanwhile');
  });

  it('makes a server that lost everything whole again', async () => {
    const before = await settledPlaces();
    await virtuoso.kill();
    for (const name of [
      'virtuoso.db',
      'virtuoso.trx',
      'virtuoso.pxa',
      'temporary.db',
      'temporary.trx',
      'virtuoso-temp.db',
    ])
      rmSync(join(folder, name), { force: true });
    // With the password of a new server, which is refused: writes wait, pages stay.
    await virtuoso.start();
    await until(async () => (await ask(`${counted} # ${nonce++}`)).status === 503, 'a refusal while it is empty');
    virtuoso.setPassword();
    await until(async () => (await ask(`${counted} # ${nonce++}`)).status === 200, 'all data again');
    // What was only handed to the engine by this test is in no state file.
    expect(await settledPlaces()).toBe(before - 1);
  });

  it('never shows the password', async () => {
    const secret = virtuoso.address.credentials?.password ?? '';
    for (const path of ['/health', '/metrics', '/observatoire', '/exploitation', '/sparql'])
      expect(await (await fetch(`${demo.url}${path}`)).text()).not.toContain(secret);
    expect(demo.said.join('\n')).not.toContain(secret);
  });
});

describe('a Virtuoso with bounds of its own', () => {
  it('never has its cut tables pass for whole ones', async () => {
    const small = mkdtempSync(join(tmpdir(), 'obsidienne-virtuoso-'));
    const bounded = await startVirtuoso({ folder: small, maxRows: 100, maxSeconds: 1 });
    const { createExternalGraph } = await import('../../server/graph/external/external-graph.ts');
    const triples = Array.from({ length: 400 }, (_, i) => `<http://s/${i}> <http://p> "${i}" .`).join('\n');
    const graph = createExternalGraph({
      server: bounded.address,
      owner: 'tests',
      load: () => [{ iri: 'http://a', role: 'profile', triples }],
      deadlineMs: 20_000,
    });
    try {
      await graph.settled();
      expect(await graph.query('SELECT * { ?s ?p ?o }', { accept: ['csv'] })).toEqual({
        state: 'too-large',
        of: 'rows',
        limitRows: 100,
      });
      expect(await graph.query('SELECT * { ?s ?p ?o } LIMIT 50', { accept: ['csv'] })).toMatchObject({
        state: 'answered',
      });
      const long =
        'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?c != ?l && ?f != ?i) }';
      expect(await graph.query(long, { accept: ['csv'] })).toMatchObject({ state: 'timeout' });
    } finally {
      await graph.close();
      await bounded.stop();
      rmSync(small, { recursive: true, force: true });
    }
  });
});
