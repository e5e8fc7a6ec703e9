import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DiagnosisAnswer } from '../../server/http/contract.ts';
import { VOCAB } from '../../server/rdf/terms.ts';
import { plainSpaces } from '../plain-spaces.ts';
import type { ServedAlone } from '../served.ts';
import { serveDemo } from '../served.ts';

let demo: ServedAlone;
beforeAll(async () => {
  demo = await serveDemo();
  await demo.observatory.graph.settled();
});
afterAll(() => demo.stop());

const diagnosisOf = async (code: string) => {
  const response = await fetch(`${demo.url}/api/territories/${code}/diagnosis`);
  expect(response.status, code).toBe(200);
  return (await response.json()) as DiagnosisAnswer;
};

/** The rows of a query, by the value of its first variable. */
async function counted(query: string | undefined, column = 'count'): Promise<Record<string, number>> {
  const response = await fetch(`${demo.url}/sparql?query=${encodeURIComponent(query ?? '')}`, {
    headers: { accept: 'application/sparql-results+json' },
  });
  expect(response.status, query).toBe(200);
  const { head, results } = (await response.json()) as {
    head: { vars: string[] };
    results: { bindings: Record<string, { value: string }>[] };
  };
  const [name = ''] = head.vars;
  return Object.fromEntries(results.bindings.map((row) => [row[name]?.value ?? '', Number(row[column]?.value)]));
}

const byIri = (rows: readonly { iri: string; count: number }[]) =>
  Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ iri, count }) => [iri, count]));
const only = (key: string, count: number) => (count > 0 ? { [key]: count } : {});

/** Régions, départements and a commune of the demonstration: with networks, with effects, with little, with nothing. */
const territories = ['R76', '34', '34172', '75', 'R11', '77', '86', '31', '48', '58', '23', '49'];

describe('the diagnosis of a territory', () => {
  it.each(territories)('of %s counts what the query behind each figure counts', async (code) => {
    const report = await diagnosisOf(code);
    const { queries } = report;
    expect(await counted(queries['actors'])).toEqual(
      Object.fromEntries(report.actors.filter(({ count }) => count > 0).map(({ type, count }) => [type, count])),
    );
    expect(await counted(queries['scales'])).toEqual(byIri(report.scales));
    expect(await counted(queries['practices'])).toEqual(byIri(report.practices));
    const elsewhere = await counted(queries['elsewhere']);
    for (const { iri, elsewhere: count } of [...report.practices, ...report.missing])
      expect(elsewhere[iri] ?? 0, iri).toBe(count);
    const missing = Object.keys(elsewhere).filter(
      (iri) => (elsewhere[iri] ?? 0) >= 2 && !report.practices.some((one) => one.iri === iri),
    );
    expect(report.missing.map(({ iri }) => iri).sort()).toEqual(missing.sort());
    expect(await counted(queries['needs'])).toEqual(only('need', report.needs.total));
    expect(await counted(queries['needThemes'])).toEqual(byIri(report.needs.themes));
    expect(await counted(queries['offers'])).toEqual(only('offer', report.offers.total));
    expect(await counted(queries['offerThemes'])).toEqual(byIri(report.offers.themes));
    expect(Object.values(await counted(queries['networks'])).sort()).toEqual(
      report.networks.items.map(({ count }) => count).sort(),
    );
    expect(await counted(queries['alone'])).toEqual(only('place', report.alone.total));
    for (const { relation, links, mutual } of report.links) {
      expect(await counted(queries[relation]), relation).toEqual(only(relation, links));
      if (links > 0) expect(await counted(queries[relation], 'mutual'), relation).toEqual({ [relation]: mutual });
    }
    expect(await counted(queries['effects'])).toEqual(only('effect', report.effects.total));
    if (report.effects.total > 0)
      expect(await counted(queries['effects'], 'evidenced')).toEqual({ effect: report.effects.evidenced });
  });

  it('says something of every kind somewhere in the demonstration', async () => {
    const reports = await Promise.all(territories.map(diagnosisOf));
    const some = (of: (report: DiagnosisAnswer) => number) => expect(Math.max(...reports.map(of))).toBeGreaterThan(0);
    some(({ practices }) => practices.length);
    some(({ missing }) => missing.length);
    some(({ needs }) => needs.total);
    some(({ offers }) => offers.themes.length);
    some(({ networks }) => networks.total);
    some(({ alone }) => alone.total);
    some(({ links }) => Math.max(...links.map(({ mutual }) => mutual)));
    some(({ scales }) => Math.max(...scales.map(({ count }) => count)));
    some(({ effects }) => effects.evidenced);
  });

  it('compares with territories of its level, the nearest number of places first', async () => {
    const { comparable, actors } = await diagnosisOf('34');
    const own = actors.find(({ type }) => type === 'place')?.count ?? 0;
    const apart = comparable.map(({ places }) => Math.abs(places - own));
    expect(comparable.length).toBe(5);
    expect(comparable.every(({ code }) => /^[0-9AB]{2,3}$/.test(code) && code !== '34')).toBe(true);
    expect(apart).toEqual(apart.toSorted((a, b) => a - b));
  });

  it('links every figure of its page to the query behind it, for one territory and for two', async () => {
    const page = async (path: string) => (await fetch(demo.url + path)).text();
    const [one, other] = await Promise.all(['34', '75'].map(diagnosisOf));
    const alone = await page('/territoires/34/diagnostic');
    const beside = await page('/territoires/34/diagnostic?avec=75');
    const said = new Set(
      [...beside.matchAll(/href="\/sparql\?query=([^"]+)"/g)].map(([, query = '']) =>
        decodeURIComponent(query.replaceAll('&amp;', '&')),
      ),
    );
    for (const [name, query] of Object.entries(one?.queries ?? {})) {
      if (name === 'elsewhere' && one?.missing.length === 0 && one.practices.length === 0) continue;
      expect(alone.includes(`/sparql?query=${encodeURIComponent(query)}`), name).toBe(true);
    }
    for (const query of Object.values(other?.queries ?? {})) expect(said.has(query), query).toBe(true);
    expect(beside).toContain('Paris');
    expect(beside).toContain('Hérault');
  });

  it('begins with what it comes to, each sentence leading to its figures, and says on paper who speaks and when', async () => {
    const text = await (await fetch(`${demo.url}/territoires/R76/diagnostic?avec=R11`)).text();
    const essential = text.slice(text.indexOf('id="essentiel"'), text.indexOf('id="acteurs"'));
    const report = await diagnosisOf('R76');
    const places = report.actors.find(({ type }) => type === 'place')?.count ?? 0;
    expect(essential).toContain(`${places} lieux, `);
    expect(essential).toContain(`hors de tout réseau, ${report.alone.total} sur ${places} lieux`);
    const anchors = [...essential.matchAll(/href="#([a-z]+)"/g)].map(([, anchor]) => anchor);
    expect(anchors).toHaveLength(16);
    for (const anchor of anchors) expect(text, anchor).toContain(`id="${anchor}"`);
    expect(text).toMatch(/class="print-only">Obsidienne[^<]*2026. Données publiées par les acteurs eux-mêmes/);
  });

  it('leaves out a territory that it does not know, and says so', async () => {
    const text = plainSpaces(await (await fetch(`${demo.url}/territoires/34/diagnostic?avec=%3Cb%3E`)).text());
    expect(text).toContain('« &lt;b> » n’est pas un territoire que nous connaissons');
    expect((await fetch(`${demo.url}/territoires/XX/diagnostic`)).status).toBe(404);
    const answer = await fetch(`${demo.url}/api/territories/XX/diagnosis`);
    expect(answer.status).toBe(404);
    expect(((await answer.json()) as { detail: string }).detail).toContain('XX');
  });

  it('is linked from the page of the territory, and speaks of concepts by their address', async () => {
    expect(await (await fetch(`${demo.url}/territoires/34`)).text()).toContain('href="/territoires/34/diagnostic"');
    const { practices } = await diagnosisOf('34');
    expect(practices.every(({ iri, key }) => iri === `${VOCAB}practices/${key}`)).toBe(true);
  });
});
