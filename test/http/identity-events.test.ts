import { afterEach, beforeEach, expect, it } from 'vitest';
import { openScene, placeTurtle, type Scene, site } from '../observatory.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { type SceneSite, serveScene } from './scene-site.ts';

const own = 'http://quai.localhost/fiche#lieu';
const other = 'http://annuaire.localhost/quai#lieu';
let scene: Scene;
let web: SceneSite;
const decide = async (decision: 'merged' | 'undone') => {
  scene.later(60_000);
  await scene.observatory.decideIdentity([own, other], { decision, by: 'Ana' });
};
const text = async (path: string, accept = 'text/html') =>
  plainSpaces(await (await web.get(path, { accept, 'accept-language': 'fr' })).text());

beforeEach(async () => {
  scene = await openScene([
    site('quai.localhost', { '/fiche': placeTurtle('Le Quai') }),
    site('annuaire.localhost', {
      '/quai': `${placeTurtle('Quai <b> et compagnie')} <> schema:creditText "Annuaire" .`,
    }),
  ]);
  for (const iri of [own, other]) scene.observatory.register(iri.split('#')[0] ?? '', 'test');
  await scene.observatory.round();
  web = await serveScene(scene);
});
afterEach(async () => {
  await web.close();
  await scene.close();
});

it('tells in the feed that two are one, and that they are no longer', async () => {
  await decide('merged');
  const merged = await text('/feed.atom');
  expect(merged).toContain(
    'Reconnu comme la même chose que « Quai &lt;b&gt; et compagnie » : une seule page désormais.',
  );
  expect(merged).toContain('Reconnu comme la même chose que « Le Quai »');
  await decide('undone');
  const apart = await text('/feed.atom');
  expect(apart).toContain('N’est plus réuni avec « Le Quai » : chaque fiche a de nouveau sa page.');
  expect(apart.indexOf('N’est plus réuni')).toBeLessThan(apart.indexOf('Reconnu comme'));
  expect(await text('/feed.atom?lang=en')).toContain('Recognised as the same as “Le Quai”');
});

it('tells nothing of it in the feed of profiles, which stay as they are', async () => {
  const activities = async () => {
    const entries = scene.observatory.feed
      .pages()
      .flatMap(({ number }) => scene.observatory.feed.entries(number) ?? []);
    return entries.map(({ kind, url }) => `${kind} ${url}`);
  };
  const before = await activities();
  await decide('merged');
  await decide('undone');
  expect(await activities()).toEqual(before);
});

it('leads on from every address of the one that gave way, until that is undone', async () => {
  const { directory } = scene.observatory;
  const [home, gone] = [directory.locate(own)?.key, directory.locate(other)?.key] as [string, string];
  await decide('merged');
  for (const rest of ['', '.ttl', '/provenance', '/provenance.json', '/pistes', '/formats']) {
    const answer = await web.get(`/lieux/${gone}${rest}?lang=fr`, { accept: 'text/html' });
    expect([answer.status, answer.headers.get('location')?.split('?')[0]], rest).toEqual([
      302,
      `/lieux/${home}${rest}`,
    ]);
  }
  const api = await web.get(`/api/places/${gone}?lang=en`);
  expect([api.status, api.headers.get('location')]).toEqual([302, `/api/places/${home}?lang=en`]);
  expect((await web.get('/lieux/nulle-part/formats')).status).toBe(404);
  expect((await web.get('/lieux/%E0%A4%A/formats')).status).toBeGreaterThanOrEqual(400);
  await decide('undone');
  expect((await web.get(`/lieux/${gone}`, { accept: 'text/html' })).status).toBe(200);
  expect((await web.get(`/api/places/${gone}`)).status).toBe(200);
});
