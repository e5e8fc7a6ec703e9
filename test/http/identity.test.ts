import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/bin/config.ts';
import { dayMs } from '../../server/registry/registration.ts';
import { importLabs, lab } from '../imported-labs.ts';
import { openScene, placeTurtle, type Scene, site } from '../observatory.ts';
import { type SceneSite, serveScene } from './scene-site.ts';

const operatorKey = 'une-cle-assez-longue-pour-un-essai';
const own = 'http://quai.localhost/fiche#lieu';
const record = 'http://sources.localhost/sources/fablabs-france/quai#lieu';
const page = '/exploitation/identites';

let scene: Scene;
let web: SceneSite;
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(web.url + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', headers });
const html = async (path: string, headers: Record<string, string> = {}) =>
  (await web.get(path, { accept: 'text/html', 'accept-language': 'fr', ...headers })).text();

async function signIn(): Promise<{ cookie: string; jeton: string }> {
  const answer = await post('/exploitation/session', { cle: operatorKey, nom: 'Ana <b>' });
  expect(answer.status).toBe(303);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const jeton = /name="jeton" value="([^"]+)"/.exec(await html(page, { cookie }))?.[1] ?? '';
  return { cookie, jeton };
}

beforeEach(async () => {
  scene = await openScene([
    site('quai.localhost', { '/fiche': placeTurtle('Le Quai', 'schema:telephone "02 99 11 11 11" ;') }),
  ]);
  scene.observatory.register('http://quai.localhost/fiche', 'test');
  await importLabs(scene.observatory, [lab({ phone: '+33 2 99 22 22 22' })]);
  web = await serveScene(scene, undefined, { operatorKey });
});
afterEach(async () => {
  await web.close();
  await scene.close();
});

describe('the page of pairs', () => {
  it('shows both records side by side to everybody, and lets nobody decide', async () => {
    const shown = await html(page);
    expect(shown).toContain('1 paire attend une décision');
    expect(shown).toMatch(/Le Quai[\s\S]*02 99 11 11 11[\s\S]*99 22 22 22/);
    expect(shown).not.toMatch(/name="decision"/);
    const answer = await post(page, { a: own, b: record, decision: 'merged', jeton: '' });
    expect(answer.status).toBe(403);
    expect(scene.observatory.identity.decisions.list({ page: 1, size: 1 }).total).toBe(0);
  });

  it('opens to the key alone, by a cookie that scripts and other sites do not get', async () => {
    expect((await post('/exploitation/session', { cle: `${operatorKey}x`, nom: '' })).status).toBe(403);
    const right = await post('/exploitation/session', { cle: operatorKey, nom: 'Ana' });
    expect(right.headers.get('set-cookie')).toMatch(/HttpOnly/);
    expect(right.headers.get('set-cookie')).toMatch(/SameSite=Strict/);
    const { cookie, jeton } = await signIn();
    const forged = cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect(await html(page, { cookie: forged })).not.toMatch(/name="decision"/);
    const word = { a: own, b: record, decision: 'merged' };
    // A page of another site may have the browser send the cookie one day; it cannot know the token, nor hide its origin.
    expect((await post(page, { ...word, jeton: 'x' }, { cookie })).status).toBe(403);
    expect((await post(page, { ...word, jeton }, { cookie, origin: 'https://voleur.example' })).status).toBe(403);
    scene.later(2 * dayMs);
    expect((await post(page, { ...word, jeton }, { cookie })).status).toBe(403);
  });

  it('makes a merge one more row of the gallery’s query, with who decided it and why', async () => {
    const rows = async (langue: string) => {
      const answer = await web.get(`/sparql?example=merged-records&langue=${langue}`, { accept: 'text/csv' });
      return (await answer.text()).trim().split('\r\n').slice(1);
    };
    expect(await rows('fr')).toEqual([]);
    const { cookie, jeton } = await signIn();
    await post(page, { a: own, b: record, decision: 'merged', jeton }, { cookie });
    const [french, ...others] = await rows('fr');
    expect(others).toEqual([]);
    for (const part of [own, record, ',operator,', 'Le Quai']) expect(french).toContain(part);
    expect(await rows('en')).toHaveLength(1);
    expect((await rows('en'))[0]).not.toBe(french);
  });

  it('merges in one click, tells on the page of the place who says what and why, and undoes it in one', async () => {
    const { cookie, jeton } = await signIn();
    const gone = `/lieux/${scene.observatory.directory.locate(record)?.key}`;
    // Leads are found beside the pages, and may not be known yet.
    const alone = async () => (await html(gone)).replace(/<section class="block block-leads">.*?<\/section>/s, '');
    const before = await alone();
    const done = await post(page, { a: own, b: record, decision: 'merged', jeton }, { cookie });
    expect([done.status, done.headers.get('location')]).toEqual([303, `${page}?fait=merged#paires`]);
    const lead = `/lieux/${scene.observatory.directory.locate(own)?.key}`;
    expect((await web.page(gone)).headers.get('location')).toBe(lead);
    expect((await web.page(`${gone}/provenance`)).headers.get('location')).toBe(`${lead}/provenance`);
    const merged = await html(lead);
    expect(merged).toContain('Plusieurs sources réunies');
    expect(merged).toMatch(
      /02 99 11 11 11[\s\S]*?la source qui fait autorité[\s\S]*?aussi dit autrement par 1 source[\s\S]*?99 22 22 22/,
    );
    expect(merged).toMatch(/3 rue du Quai, 35000 Rennes/);
    expect(merged).toContain('par Ana &lt;b>');
    const list = await (await web.get(`${page}/decisions`, { accept: 'application/json' })).json();
    expect(list).toMatchObject({ total: 1, items: [{ decision: 'merged', by: 'Ana <b>' }] });
    await post(page, { a: own, b: record, decision: 'undone', jeton }, { cookie });
    expect(await html(lead)).not.toContain('Plusieurs sources réunies');
    expect(await alone()).toBe(before);
  });

  it('says what is wrong with a filter, a page, a pair', async () => {
    const bad = await web.get(`${page}?score=2`, { accept: 'application/json' });
    expect(bad.status).toBe(400);
    expect(await bad.json()).toMatchObject({ parameter: 'score' });
    expect((await web.get(`${page}?departement=<script>`, { accept: 'application/json' })).status).toBe(400);
    expect((await web.page(`${page}?page=7`)).headers.get('location')).toBe(`${page}?page=1`);
    expect(await html(`${page}?departement=49`)).toContain('Aucune paire ne correspond');
    const { cookie, jeton } = await signIn();
    expect(
      (await post(page, { a: own, b: 'https://ailleurs.example/x', decision: 'merged', jeton }, { cookie })).status,
    ).toBe(409);
    expect((await post(page, { a: own, b: record, decision: 'peut-etre', jeton }, { cookie })).status).toBe(400);
  });

  it('names no value without the document that says it', async () => {
    const { cookie, jeton } = await signIn();
    await post(page, { a: own, b: record, decision: 'merged', jeton }, { cookie });
    const merged = await html(`/lieux/${scene.observatory.directory.locate(own)?.key}`);
    const block = /<section class="block block-merged"[\s\S]*?<h3>/.exec(merged)?.[0] ?? '';
    const values = block.match(/<dd>/g) ?? [];
    expect(values.length).toBeGreaterThan(3);
    const properties = block.split('<dd>').slice(1);
    for (const property of properties)
      expect(property).toMatch(/selon <a href="[^"]*(?:quai\.localhost|\/sources\/fablabs-france\/quai)/);
  });
});

describe('without an operator key', () => {
  it('decides nothing, and names the command', async () => {
    const shut = await serveScene(scene);
    try {
      const shown = await (await shut.page(page)).text();
      expect(shown).toContain('npx obsidienne identity');
      const answer = await fetch(`${shut.url}/exploitation/session`, {
        method: 'POST',
        body: new URLSearchParams({ cle: '', nom: '' }),
        redirect: 'manual',
      });
      expect(answer.status).toBe(403);
    } finally {
      await shut.close();
    }
  });

  it('is what a key too short leaves, which is told without the key', () => {
    expect(() => readConfig({ OBSIDIENNE_OPERATOR_KEY: 'court' })).toThrow(
      /OBSIDIENNE_OPERATOR_KEY=… cannot be used: from 16/,
    );
  });
});

describe('where a value comes from', () => {
  const at = (suffix = '') => `/lieux/${scene.observatory.directory.locate(own)?.key}/provenance${suffix}`;
  async function publish(telephone: string): Promise<void> {
    await scene.serve([
      site('quai.localhost', { '/fiche': placeTurtle('Le Quai', `schema:telephone "${telephone}" ;`) }),
    ]);
    scene.later(dayMs);
    scene.observatory.hint('http://quai.localhost/fiche', 'test');
    await scene.observatory.round();
  }

  it('is told with the document, whether first-hand, since when and until when', async () => {
    const first = scene.now().toISOString();
    await publish('02 99 33 33 33');
    const second = scene.now().toISOString();
    await publish('02 99 11 11 11');
    const answer = await web.get(at('.json'));
    const { items, total } = (await answer.json()) as { total: number; items: Record<string, unknown>[] };
    expect(total).toBe(items.length);
    const said = (value: string) => items.find((item) => item['value'] === value);
    expect(said('02 99 11 11 11')).toMatchObject({
      path: ['https://schema.org/telephone'],
      document: 'http://quai.localhost/fiche',
      isFirstHand: true,
      isSaid: true,
      spans: [{ from: first, to: second }, { from: scene.now().toISOString() }],
    });
    expect(said('02 99 33 33 33')).toMatchObject({
      isSaid: false,
      spans: [{ from: second, to: scene.now().toISOString() }],
    });
    expect(said('Rennes')).toMatchObject({
      path: ['https://schema.org/address', 'https://schema.org/addressLocality'],
      spans: [{ from: first }],
    });
    const shown = await html(at());
    expect(shown).toMatch(/Avant[\s\S]*<s>02 99 33 33 33<\/s>/);
    expect(shown).toContain('quai.localhost/fiche');
  });

  it('tells of gathered records that they are not first-hand, and of all that was merged', async () => {
    const about = (iri: string) => `/lieux/${scene.observatory.directory.locate(iri)?.key}/provenance.json`;
    const alone = (await (await web.get(about(record))).json()) as { items: { isFirstHand: boolean }[] };
    expect(alone.items.length).toBeGreaterThan(3);
    expect(alone.items.every(({ isFirstHand }) => !isFirstHand)).toBe(true);
    await scene.observatory.decideIdentity([own, record], { decision: 'merged', by: '' });
    const both = (await (await web.get(at('.json'))).json()) as { items: { document: string }[] };
    expect(new Set(both.items.map(({ document }) => document)).size).toBe(2);
  });

  it('is data too, and is paged', async () => {
    const turtle = await web.get(at(), { accept: 'text/turtle' });
    expect(turtle.headers.get('content-type')).toContain('text/turtle');
    expect(await turtle.text()).toMatch(/prov:wasDerivedFrom\s+<http:\/\/quai\.localhost\/fiche>/);
    expect((await web.get(`${at('.json')}?page=2`)).status).toBe(400);
    expect((await web.get(at('.odt'))).status).toBe(404);
    expect((await web.get('/lieux/nulle-part/provenance.json')).status).toBe(404);
  });
});
