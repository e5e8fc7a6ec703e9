import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServedAlone, serveDemo } from '../served.ts';

let demo: ServedAlone;
beforeAll(async () => {
  demo = await serveDemo();
});
afterAll(() => demo.stop());
const read = async (path: string) => (await fetch(demo.url + path, { headers: { accept: 'text/html' } })).text();

it.each(['', '?lang=en', '?vue=network', '?secteurs=discipline'])('lists exactly whom it draws (%s)', async (query) => {
  const page = await read(`/ecosysteme${query}`);
  const drawn = [...page.matchAll(/<a class="eco-node[^>]*href="([^"]+)"/g)].map(([, href]) => href);
  const listed = [...page.matchAll(/<span class="eco-name">.*?<a href="([^"]+)"/g)].map(([, href]) => href);
  expect(drawn.length).toBeGreaterThan(10);
  expect(listed).toEqual(drawn);
});

it('shows a network with its members, and named actors', async () => {
  const page = await read('/ecosysteme?reseau=kyosei-archipel');
  expect(page).toContain('href="/reseaux/kyosei-archipel"');
  const named = await (await fetch(`${demo.url}/api/ecosystem?actors=place/sofffa+place/nulle-part`)).json();
  expect(named).toMatchObject({ total: 1, items: [{ key: 'sofffa' }] });
});

it('refuses a view that there is not', async () => {
  for (const asked of ['view=round', 'vue=rings', 'size=10', 'practice=flying', 'reseau=kyosei-archipel'])
    expect((await fetch(`${demo.url}/api/ecosystem?${asked}`)).status, asked).toBe(400);
  const answer = await fetch(`${demo.url}/api/ecosystem?network=kyosei-archipel&view=network`);
  expect(await answer.json()).toMatchObject({
    view: 'network',
    items: expect.arrayContaining([expect.objectContaining({ key: 'kyosei-archipel' })]),
  });
});

it('is a picture of its own, with who is to be credited', async () => {
  const answer = await fetch(`${demo.url}/ecosysteme.svg`);
  expect(answer.headers.get('content-type')).toContain('image/svg+xml');
  expect(await answer.text()).toMatch(/^<\?xml[\s\S]*licence de chaque fiche/);
});

it('draws places with the sign of their kind, and everybody else as a pane', async () => {
  const page = await read('/ecosysteme');
  const signs = [
    ...page.matchAll(
      /<a class="eco-node[^>]*data-type="([a-z]+)"[^>]*>.*?<(circle|path) class="eco-disc"( data-kind="([a-z-]+)")?/gs,
    ),
  ];
  const kinds = new Set(signs.flatMap(([, type, , , kind]) => (type === 'place' ? kind : [])));
  expect(kinds.size).toBeGreaterThan(4);
  expect(kinds.has(undefined)).toBe(false);
  for (const [, type, shape] of signs) expect(shape, type).toBe(type === 'place' ? 'circle' : 'path');
});

it('says how many do not tell their scale, and that their ring is none', async () => {
  const { unscaled, total } = await (await fetch(`${demo.url}/api/ecosystem`)).json();
  expect(unscaled).toBeGreaterThan(0);
  expect(unscaled).toBeLessThan(total);
  expect(await read('/ecosysteme')).toContain(`${unscaled} acteurs ne disent pas à quelle échelle ils agissent`);
});

it.each(['/territoires/34', '/reseaux/kyosei-archipel', '/pratiques/repair-cafe', '/lieux?pratique=repair-cafe'])(
  'is met on %s, with its filter, and leads back to the map with the same',
  async (path) => {
    const [link = ''] = (await read(path)).match(/(?<=href=")\/ecosysteme\?[^"]+/) ?? [];
    expect(link, path).toMatch(/(territoire|reseau|pratique)=/);
    const page = await read(link.replaceAll('&amp;', '&'));
    const [, filter] = link.split('?');
    expect(page).toContain(`href="/?${filter}"`);
    expect(page).toContain(`href="/lieux?${filter}"`);
  },
);
