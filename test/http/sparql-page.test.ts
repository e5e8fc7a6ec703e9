import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostShared } from '../../map-ui/favourites/kept.ts';
import type { QueryTerms } from '../../server/http/contract.ts';
import { render, html as write } from '../../server/http/pages/frame/html.ts';
import { mostActors, mostPlaces, onward } from '../../server/http/pages/sparql/sparql-onward.ts';
import { drawnActors } from '../../server/http/routes/directory/ecosystem.ts';
import { type ServedAlone, serveDemo } from '../served.ts';

let demo: ServedAlone;
beforeAll(async () => {
  demo = await serveDemo();
  await demo.observatory.graph.settled();
});
afterAll(() => demo.stop());

async function page(parameters: Record<string, string>) {
  const answer = await fetch(`${demo.url}/sparql?${new URLSearchParams({ lang: 'fr', ...parameters })}`, {
    headers: { accept: 'text/html' },
  });
  return { status: answer.status, html: await answer.text() };
}
const names =
  'PREFIX obs: <https://w3id.org/obsidienne/ns#> SELECT ?place ?kind { ?place a obs:ThirdPlace ; obs:kind ?kind }';

describe('the terms of the query page', () => {
  it('are told once in each language, with a tag to ask again by', async () => {
    const answer = await fetch(`${demo.url}/sparql/termes.en.json`);
    const { prefixes, terms } = (await answer.json()) as QueryTerms;
    const kind = terms.filter(({ iri }) => iri === 'https://w3id.org/obsidienne/ns#kind');
    expect(kind).toEqual([
      expect.objectContaining({ name: 'obs:kind', kind: 'property', takes: 'https://w3id.org/obsidienne/kinds' }),
    ]);
    expect(terms.find(({ name }) => name === 'schema:email')?.label).toBe('E-mail address');
    expect(terms.find(({ iri }) => iri.endsWith('/practices/composting'))).toMatchObject({ scheme: 'Practices' });
    expect(terms.find(({ iri }) => iri.endsWith('/territories/35'))?.label).toBe('Ille-et-Vilaine');
    for (const { name } of terms) if (name) expect(prefixes).toHaveProperty(name.split(':')[0] ?? '');
    const etag = answer.headers.get('etag') ?? '';
    const again = await fetch(`${demo.url}/sparql/termes.en.json`, {
      headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
    });
    expect(again.status).toBe(304);
    const french = (await (await fetch(`${demo.url}/sparql/termes.fr.json`)).json()) as QueryTerms;
    expect(french.terms.map(({ iri }) => iri)).toEqual(terms.map(({ iri }) => iri));
    expect((await fetch(`${demo.url}/sparql/termes.de.json`)).status).toBe(404);
  });
});

describe('an answer on the page', () => {
  it('calls places and concepts by their names and leads to their pages, the address beside', async () => {
    const { html } = await page({ query: `${names} ORDER BY ?place` });
    expect(html).toMatch(/<td><a href="\/lieux\/[^"]+" title="http[^"]+"><span lang="fr" dir="auto">[^<h]/);
    expect(html).toMatch(/<a href="\/vocab\/kinds\/[\w-]+" title="https:\/\/w3id/);
    expect(html).toMatch(/<span class="iri" translate="no"><a href="http/);
  });

  it('says which rows it shows of many and leads to the others', async () => {
    const query = 'SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o';
    const first = await page({ query });
    expect(first.html).toMatch(/Lignes 1 à 1\s000 sur/);
    const next = /<a rel="next" href="([^"]+)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await fetch(demo.url + next, { headers: { accept: 'text/html', 'accept-language': 'fr' } });
    expect(await second.text()).toMatch(/Lignes 1\s001 à /);
    expect((await page({ query, page: '900' })).html).toContain('La réponse n’a que');
  });

  it('carries the day whose state was asked to its files, its link and its citation', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const { html } = await page({ query: names, at: today });
    const links = [...html.matchAll(/href="[^"]*\/sparql\?query=[^"]+"/g)].map(([link]) => link);
    expect(links.length).toBeGreaterThan(4);
    for (const link of links) expect(link).toContain(`at=${today}`);
    expect(html).toContain(`value="${today}"`);
  });

  it('cites the state that it was given from, so that the address gives the same later', async () => {
    const { html } = await page({ query: `${names} ORDER BY ?place ?kind` });
    const cited = /<a href="([^"]+)" rel="bookmark">La même réponse/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(new URL(cited).searchParams.get('at')).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
    const csv = async (address: string) => (await fetch(address, { headers: { accept: 'text/csv' } })).text();
    const now = new URL(cited);
    now.searchParams.delete('at');
    expect(await csv(cited)).toBe(await csv(now.href));
    expect((await csv(cited)).split('\n').length).toBeGreaterThan(10);
  });

  it('tells beside the question that a day cannot be asked for', async () => {
    const { status, html } = await page({ example: 'places-of-kind', at: '1990-01-01' });
    expect(status).toBe(404);
    expect(html).toContain('Rien n’avait encore été lu à cette date');
    expect(html).toMatch(/<input id="sparql-at"[^>]*aria-invalid="true"/);
  });

  it('leads from its actors to how they are linked and from its places to the map, and says how many it takes', async () => {
    const { html } = await page({ query: `${names} ORDER BY ?place LIMIT 5` });
    const [, eco = '', count] =
      /<a href="(\/ecosysteme\?acteurs=[^"]+)"[^>]*>Voir comme écosystème<\/a> <span class="quiet">\((\d+) acteurs/.exec(
        html,
      ) ?? [];
    const drawn = await (
      await fetch(demo.url + eco, { headers: { accept: 'text/html', 'accept-language': 'fr' } })
    ).text();
    expect(drawn).toMatch(new RegExp(`${count} acteurs, \\d+ liens? entre eux`));
    const [, map = ''] = /<a href="(\/\?favoris=[^"]+)"[^>]*>Voir sur la carte/.exec(html) ?? [];
    const keys = new URL(map, demo.url).searchParams.get('favoris')?.split(',') ?? [];
    expect(keys).toHaveLength(Number(count));
    for (const key of keys) expect((await fetch(`${demo.url}/api/places/${key}`)).status).toBe(200);
    expect((await page({ query: 'SELECT ?p { ?s ?p ?o } LIMIT 5' })).html).not.toContain('/ecosysteme?acteurs=');
  });

  it('takes no more actors and places than the pages that it leads to', () => {
    expect([mostActors, mostPlaces]).toEqual([drawnActors, mostShared]);
    const cell = (index: number) => ({ kind: 'iri', value: `http://x.localhost/${index}` }) as const;
    const rows = Array.from({ length: 400 }, (_, index) => [cell(index)]);
    const names = new Map(
      rows.flatMap(([one], index) => [
        [
          one?.value ?? '',
          { name: 'x', entity: { type: 'place', key: `lieu-de-nom-long-${index}` } as const },
        ] as const,
      ]),
    );
    const table = { columns: ['place'], rows, total: 900, skipped: 0 };
    const html = render(write`${onward({ state: 'table', kind: 'bindings', table, names, version: '1' }, 'en')}`);
    expect(html).toContain('the first 150 of 400 actors');
    expect(html).toContain('the first 100 of 400 places');
    expect(html).toContain('These are of the rows shown here.');
  });
});
