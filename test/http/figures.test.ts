import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { territoryIri } from '../../server/directory/territory-names.ts';
import { VOCAB } from '../../server/rdf/terms.ts';
import { type ServedAlone, serveDemo } from '../served.ts';

let demo: ServedAlone;
beforeAll(async () => {
  demo = await serveDemo();
  await demo.observatory.graph.settled();
});
afterAll(() => demo.stop());

async function rowsOf(key: string): Promise<string[][]> {
  const response = await fetch(`${demo.url}/observatoire/${key}.csv`);
  expect(response.status, key).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/csv');
  const lines = (await response.text()).replace('\uFEFF', '').trim().split('\r\n').slice(1);
  return lines.map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
}

/** What the link beside a figure counts, by the end of each IRI. */
async function queried(key: string): Promise<Record<string, number>> {
  const page = await (await fetch(`${demo.url}/observatoire`, { headers: { 'accept-language': 'fr' } })).text();
  const figure = page.slice(page.indexOf(`id="${key}"`));
  const href = /href="(\/sparql\?query=[^"]+)"/.exec(figure.slice(0, figure.indexOf('</section>')))?.[1];
  expect(href, key).toBeDefined();
  const answer = await fetch(demo.url + href?.replaceAll('&amp;', '&'), {
    headers: { accept: 'application/sparql-results+json' },
  });
  const { head, results } = (await answer.json()) as {
    head: { vars: string[] };
    results: { bindings: Record<string, { value: string }>[] };
  };
  const [name = ''] = head.vars;
  return Object.fromEntries(results.bindings.map((row) => [row[name]?.value ?? '', Number(row['count']?.value)]));
}

describe('/observatoire', () => {
  it.each([
    ['total', (key: string) => key],
    ['lieux-par-type', (key: string) => `${VOCAB}kinds/${key}`],
    ['pratiques', (key: string) => `${VOCAB}practices/${key}`],
    ['lieux-par-territoire', territoryIri],
    ['lieux-par-etat', (key: string) => `${VOCAB}operating-statuses/${key}`],
    ['besoins', (key: string) => `${VOCAB}resources/${key}`],
    ['offres', (key: string) => `${VOCAB}resources/${key}`],
    ['ce-que-disent-les-lieux', (key: string) => key],
  ])('counts in %s what the query beside it counts', async (key, nameOf) => {
    const counts = (await rowsOf(key)).filter(([, , count]) => count !== '0');
    expect(counts.length).toBeGreaterThan(0);
    const expected = Object.fromEntries(counts.map(([name = '', , count]) => [nameOf(name), Number(count)]));
    expect(await queried(key)).toEqual(expected);
  });

  it('ends the line of places at the places that are shown', async () => {
    const rows = await rowsOf('evolution-lieux');
    const { total } = (await (await fetch(`${demo.url}/api/places?size=1`)).json()) as { total: number };
    expect(rows.at(-1)?.[1]).toBe(String(total));
    expect(rows.at(-1)?.[2]).toBe(String(total));
  });

  it('offers every figure of its page as a file, and no other', async () => {
    const page = await (await fetch(`${demo.url}/observatoire`)).text();
    const files = [...page.matchAll(/href="(\/observatoire\/[^"]+\.csv)"/g)].map(([, href = '']) => href);
    expect(files.length).toBeGreaterThan(9);
    for (const file of files) expect((await fetch(demo.url + file)).status, file).toBe(200);
    expect((await fetch(`${demo.url}/observatoire/rien.csv`)).status).toBe(404);
  });
});
