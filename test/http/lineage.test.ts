import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breakLines } from '../../server/http/pages/entity/lineage/break-lines.ts';
import { type Served, serve } from './serve.ts';

const practice = (name: string, links: string) =>
  `<> foaf:primaryTopic <#p> . <#p> a obs:Practice ; schema:name "${name}"@fr ${links} .`;
const at = (host: string) => `<https://${host}.example/#p>`;

let site: Served;
beforeAll(async () => {
  site = await serve();
  const publish = (host: string, turtle: string) => site.publish(`https://${host}.example/`, turtle);
  publish('grand-mere', practice('La grand-mère', `; obs:hasInspired ${at('mere')}`));
  publish('mere', practice('La mère', `; obs:inspiredBy ${at('grand-mere')} ; obs:hasInspired ${at('fille')}`));
  publish('fille', practice('La fille', `; obs:inspiredBy <https://nulle-part.example/#rien>`));
  publish('soeur', practice('La sœur', `; obs:inspiredBy ${at('mere')}`));
  for (const [host, name, next] of [
    ['rond-a', 'Rond A', 'rond-b'],
    ['rond-b', 'Rond B', 'rond-c'],
    ['rond-c', 'Rond C', 'rond-a'],
  ] as const)
    publish(host, practice(name, `; obs:inspiredBy ${at(next)}`));
  publish(
    'recit',
    `<> foaf:primaryTopic <#r> . <#r> a obs:Experience ; schema:name "Ce que la fille nous a appris"@fr ; schema:about ${at('fille')} ;
      obs:tried "Un essai"@fr ; obs:worked "Le four"@fr ; obs:slowedDown "La pluie"@fr .`,
  );
  publish(
    'souche',
    practice(
      'La souche',
      `; obs:hasInspired ${Array.from({ length: 40 }, (_, i) => `<https://enfant-${i}.example/#p>`).join(', ')}`,
    ),
  );
  publish('hostile', practice('<script>alert(1)</script> ‮à l’envers', `; obs:inspiredBy ${at('mere')}`));
});
afterAll(() => site.close());

const page = async (path: string) => {
  const response = await site.get(path, { accept: 'text/html' });
  expect(response.status, path).toBe(200);
  return response.text();
};
const drawn = (text: string) =>
  [
    ...(text.match(/<svg class="lineage-drawing[\s\S]*?<\/svg>/)?.[0] ?? '').matchAll(
      /<a class="lineage-node[^>]*href="([^"]+)"/g,
    ),
  ].map(([, href]) => href);
const listed = (text: string) =>
  [
    ...(text.match(/<ol class="lineage">[\s\S]*?<\/ol>/)?.[0] ?? '').matchAll(
      /class="entity-row-name"[^>]*href="([^"]+)"/g,
    ),
  ].map(([, href]) => href);
const keyOf = async (type: string, q: string) =>
  ((await (await site.get(`/api/${type}?q=${encodeURIComponent(q)}`)).json()) as { items: { key: string }[] }).items[0]
    ?.key;

describe('the lineage of a practice', () => {
  it('is drawn from the oldest down with all that the list has: itself, those above and below, nobody beside', async () => {
    const key = await keyOf('practices', 'mère');
    const own = `/pratiques/${await keyOf('practices', 'fille')}`;
    const text = await page(own);
    expect(text).toContain('La grand-mère');
    expect(text).not.toContain('La sœur');
    expect(
      drawn(text)
        .filter((href) => href !== own)
        .sort(),
    ).toEqual(listed(text).sort());
    expect(drawn(text)).toContain(own);
    expect(text).toMatch(
      /aria-current="page" [^>]*aria-label="[^"]*La fille|aria-label="[^"]*La fille[^"]*"[^>]*aria-current="page"/,
    );
    // What nobody describes is drawn, and said to be so.
    expect(text).toContain('pas de fiche lue ici');
    expect(key).toBeDefined();
    expect(await page(own)).toBe(text);
  });

  it('draws links that turn in a circle once each, and says so', async () => {
    const text = await page(`/pratiques/${await keyOf('practices', 'Rond A')}`);
    expect(drawn(text)).toHaveLength(3);
    expect(text).toMatch(/Rond A[^<]*Rond B[^<]* et [^<]*Rond C[^<]* disent s’inspirer les uns des autres, en boucle/);
  });

  it('says where it goes on beyond what is drawn', async () => {
    const text = await page(`/pratiques/${await keyOf('practices', 'souche')}`);
    expect(text).toContain('La filiation continue au-delà');
    expect(text.match(/lineage-node/g)?.length).toBeLessThan(90);
  });

  it('shows a hostile name as letters', async () => {
    const text = await page(`/pratiques/${await keyOf('practices', 'script')}`);
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script>alert(1)');
  });
});

describe('the page of an experience', () => {
  it('draws the lineage of what it tells of, and says what was tried, what worked and what slowed it down', async () => {
    const text = await page(`/recits/${await keyOf('experiences', 'appris')}`);
    expect(drawn(text).length).toBe(5);
    expect(text).toMatch(/La grand-mère[\s\S]*Parle de[\s\S]*La fille/);
    for (const said of ['Un essai', 'Le four', 'La pluie']) expect(text).toContain(said);
  });

  it('is met on the page of the practice it tells of', async () => {
    const text = await page(`/pratiques/${await keyOf('practices', 'fille')}`);
    expect(text).toMatch(/Les récits[\s\S]*Ce que la fille nous a appris/);
  });
});

describe('the lines of a box', () => {
  it('break between words, go on with long ones, and never cut a letter in parts', () => {
    expect(breakLines('Le jeudi de la clé de quinze', { letters: 14, lines: 2 })).toEqual([
      'Le jeudi de la',
      'clé de quinze',
    ]);
    expect(breakLines('aaaaaaaaaa bbb', { letters: 4, lines: 2 })).toEqual(['aaaa', 'aaa…']);
    expect(breakLines('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', { letters: 2, lines: 2 })).toEqual(['👩‍👩‍👧👩‍👩‍👧', '👩‍👩‍👧']);
    expect(breakLines('', { letters: 2, lines: 2 })).toEqual(['']);
  });
});
