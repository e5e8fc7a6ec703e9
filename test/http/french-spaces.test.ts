import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fabrique, reseau, type Served, serve } from './serve.ts';

let site: Served;
beforeAll(async () => {
  site = await serve();
  site.publish('https://fabrique.example/fiche', fabrique);
  site.publish('https://reseau.example/fiche', reseau);
});
afterAll(() => site.close());

/** What a page says, without what is there to be copied as it is. */
const wordsOf = (html: string) =>
  html.replace(/<(script|style|code|pre|textarea)\b.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, '');

it.each([
  '/',
  '/lieux',
  '/lieux?near=48.1,-1.6&radius=10',
  '/lieux?q=introuvable&type=nimporte',
  '/lieux/fabrique',
  '/lieux/fabrique/pistes',
  '/lieux/inconnu',
  '/nulle-part',
  '/reseaux',
  '/pratiques',
  '/pratiques/repair-cafe',
  '/besoins',
  '/territoires',
  '/publier',
  '/publier/fiche',
  '/publier/fiche?q=personne',
  '/publier/pod',
  '/pour',
  '/qui-fait-quoi',
  '/ecosysteme',
  '/territoires/35/diagnostic',
  '/sources',
  '/exploitation',
  '/snapshots',
  '/verifier',
  '/verifier?url=comptoir',
  '/donnees',
  '/observatoire',
  '/a-propos',
  '/shapes',
  '/ns',
  '/vocab/kinds',
  '/integrer',
])('no line of %s breaks before French punctuation', async (path) => {
  const response = await site.get(path, { accept: 'text/html', 'accept-language': 'fr' });
  expect(response.headers.get('content-type')).toContain('text/html');
  const broken = wordsOf(await response.text()).match(
    /.{0,30} (?:[;?!]+|:)(?=[\s).]|$).{0,20}|.{0,30}(?: »|« ).{0,20}/g,
  );
  expect(broken, 'say it through inBoth or messageIn').toBeNull();
});

it('every French text is written with plain spaces, which are made firm where it is said', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const files = globSync('{server,map-ui}/**/*fr.json', { cwd: root }).filter((at) => !/node_modules|dist\//.test(at));
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) expect(readFileSync(root + file, 'utf8'), file).not.toMatch(/[\u00a0\u202f]/);
});
