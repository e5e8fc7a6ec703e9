import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationAnswer } from '../../server/http/contract.ts';
import { acceptCommand } from '../../server/http/operation-words.ts';
import { dayMs } from '../../server/registry/registration.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, site } from '../observatory.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { type SceneSite, serveScene } from './scene-site.ts';

const gone = { body: '', mediaType: null, status: 410 };
const pages = (count: number, left: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`/p${i}`, i < left ? gone : placeTurtle(`Lieu ${i}`)] as const),
  );
const found = 'schema:memberOf <http://trouve.localhost/reseau#r> ;';
const before = [
  site('sain.localhost', { '/': placeTurtle('Le lieu sain', found) }),
  site('panne.localhost', { '/': placeTurtle('La panne'), '/b': placeTurtle('Encore') }),
  site('faute.localhost', { '/': placeTurtle('La faute') }),
  site('masse.localhost', pages(12, 0)),
];
const down = { body: '', mediaType: null, status: 503 };
const nameless = { body: '<#lieu> a <https://w3id.org/obsidienne/ns#ThirdPlace> .', mediaType: 'text/turtle' };
const after = [
  ...before.slice(0, 1),
  site('panne.localhost', { '/': down, '/b': down }),
  site('faute.localhost', { '/': nameless }),
  site('masse.localhost', pages(12, 9)),
];
const hosts = ['trouve.localhost', ...before.map(({ host }) => host)];

let scene: Scene;
let observatory: SceneSite;
beforeAll(async () => {
  scene = await openScene(before, hosts);
  observatory = await serveScene(scene);
  for (const { host, pages: own } of before)
    for (const page of own.keys()) scene.observatory.register(`http://${host}${page}`, 'test');
});
afterAll(async () => {
  await observatory.close();
  await scene.close();
});

const read = async () => (await (await observatory.get('/exploitation')).json()) as OperationAnswer;
const text = async (path = '/exploitation') =>
  plainSpaces(await (await observatory.page(path)).text()).replaceAll(/<[^>]+>/g, '');

describe('the operator’s page', () => {
  it('says that all is well while it is', async () => {
    await scene.observatory.round();
    scene.later(10_000);
    expect(await text()).toContain('Rien n’attend de votre part.');
    expect(await read()).toMatchObject({
      needing: 0,
      registrations: { listed: 16 },
      rounds: [{ visited: 16, outcomes: { changed: 16 }, endedAt: expect.any(String) }],
      storage: { writable: true, usedBytes: expect.any(Number), freeBytes: expect.any(Number) },
      replicas: { total: 1 },
    });
  });

  it('tells from one page what is wrong with which publisher, and what helps', async () => {
    scene.later(2 * dayMs);
    await scene.serve(after);
    for (let day = 0; day < 8; day++) {
      await scene.observatory.round();
      scene.later(dayMs);
    }
    const page = await text();
    for (const words of [
      '3 sites ont besoin de vous.',
      '1 site attend votre décision',
      '2 sites ont des fiches qui ne se laissent plus lire ou publier depuis plus d’une semaine.',
      'masse.localhost 9 fiches',
      'npx obsidienne accept masse.localhost --refuse',
      'Le site dit que la fiche a été supprimée (410).',
      'et 6 de plus',
      'panne.localhost 2 fiches',
      'Le site est en panne (503).',
      'faute.localhost 1 fiche',
      'npx obsidienne accept trouve.localhost',
      'lien depuis http://sain.localhost/',
    ])
      expect(page, words).toContain(words);
    expect(page).toMatch(/1 fiche Il manque le nom/);
    const { failing, held, slowest } = await read();
    expect(failing.items.map(({ publisher }) => publisher)).toEqual(['panne.localhost', 'faute.localhost']);
    expect(held.items).toMatchObject([{ publisher: 'masse.localhost', profiles: { total: 9 } }]);
    expect(slowest.items.find(({ site: name }) => name === 'panne.localhost')?.failures).toBeGreaterThan(3);
  });

  it('says when visits are late', async () => {
    scene.later(30 * dayMs);
    const page = await text();
    expect(page).toContain('L’observatoire a besoin de vous.');
    expect(page).toMatch(
      /Les lectures ont du retard : la plus ancienne était prévue il y a \d+ (jours|semaines|mois)\./,
    );
  });

  it('speaks English, keeps robots out, and is led to from the notice', async () => {
    expect(await text('/exploitation?lang=en')).toContain('Waiting for your decision');
    const { headers } = await observatory.page('/exploitation');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(await (await observatory.get('/robots.txt')).text()).toContain('Disallow: /exploitation');
    expect(await (await observatory.page('/a-propos')).text()).toContain('href="/exploitation"');
  });
});

describe('the command that lets changes happen', () => {
  it.each([
    ['masse.localhost', 'npx obsidienne accept masse.localhost'],
    ['pods.localhost/ana', 'npx obsidienne accept pods.localhost/ana'],
    ['pods.localhost/$(reboot)', "npx obsidienne accept 'pods.localhost/$(reboot)'"],
    ["pods.localhost/';reboot;'", "npx obsidienne accept 'pods.localhost/'\\'';reboot;'\\'''"],
  ])('for %s is one word for the shell', (publisher, command) => {
    expect(acceptCommand(publisher)).toBe(command);
  });
});
