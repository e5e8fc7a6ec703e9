import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs } from '../../server/registry/registration.ts';
import { launchBrowser } from '../browser.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, site } from '../observatory.ts';
import { type SceneSite, serveScene } from './scene-site.ts';

const hostile = '</title><script>alert(1)</script> & "Œuvre" 🌱';
const count = 130;
const path = (i: number) => `/p${i}`;
const angers = placeTurtle('À Angers').replace('"35000"', '"49000"').replace('"Rennes"', '"Angers"');
const pages = (left: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [path(i), i < left ? gone : placeTurtle(`Lieu ${i}`)] as const),
  );
const gone = { body: '', mediaType: null, status: 410 };
const reseau =
  '<> foaf:primaryTopic <#r> . <#r> a obs:Network ; schema:name "Réseau des granges"@fr, "Barn network"@en .';
const hostileNetwork = `<> foaf:primaryTopic <#r> . <#r> a obs:Network ; schema:name ${JSON.stringify(hostile)}@fr .`;

let scene: Scene;
let observatory: SceneSite;
let browser: Browser;
let tab: Page;
beforeAll(async () => {
  const small = [
    site('angers.localhost', { '/': angers }),
    site('hostile.localhost', { '/': hostileNetwork }),
    site('reseau.localhost', { '/': reseau }),
  ];
  scene = await openScene([site('grand.localhost', pages(0)), ...small]);
  for (const { host, pages: own } of [site('grand.localhost', pages(0)), ...small])
    for (const page of own.keys()) scene.observatory.register(`http://${host}${page}`, 'test');
  await scene.observatory.round();
  scene.later(2 * dayMs);
  await scene.serve([site('grand.localhost', pages(3)), ...small.slice(1), site('angers.localhost', { '/': gone })]);
  await scene.observatory.round();
  observatory = await serveScene(scene);
  browser = await launchBrowser({ webGl: false });
  tab = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  await observatory.close();
  await scene.close();
});

interface Feed {
  readonly error: string | null;
  readonly title: string;
  readonly entries: readonly { readonly id: string; readonly title: string; readonly page: string }[];
  readonly deleted: readonly { readonly ref: string; readonly when: string; readonly comment: string }[];
  readonly links: Readonly<Record<string, string>>;
  readonly isArchive: boolean;
}

/** A feed document as a strict parser sees it. */
async function read(address: string): Promise<Feed> {
  const response = await fetch(new URL(address, observatory.url));
  expect(response.status, address).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/atom+xml');
  return tab.evaluate(
    (xml) => {
      const document = new DOMParser().parseFromString(xml, 'application/xml');
      const text = (of: Element | Document, name: string) => of.querySelector(name)?.textContent ?? '';
      const all = (name: string) => [...document.getElementsByTagName(name)];
      return {
        error: document.querySelector('parsererror')?.textContent ?? null,
        title: text(document, 'feed > title'),
        entries: all('entry').map((entry) => ({
          id: text(entry, 'id'),
          title: text(entry, 'title'),
          page: entry.querySelector('link[rel=alternate]')?.getAttribute('href') ?? '',
        })),
        deleted: all('at:deleted-entry').map((entry) => ({
          ref: entry.getAttribute('ref') ?? '',
          when: entry.getAttribute('when') ?? '',
          comment: entry.textContent ?? '',
        })),
        links: Object.fromEntries(
          [...document.querySelectorAll('feed > link')].map((link) => [
            link.getAttribute('rel') ?? '',
            link.getAttribute('href') ?? '',
          ]),
        ),
        isArchive: all('fh:archive').length === 1,
      };
    },
    await response.text(),
  );
}

describe('the feed', () => {
  it('gives every entity its own identity and page, and tells what left as deleted', async () => {
    const feed = await read('/feed.atom?type=place');
    expect(feed.error).toBeNull();
    expect(feed.deleted).toHaveLength(4);
    expect(feed.deleted).toContainEqual({
      ref: 'http://angers.localhost/#lieu',
      when: '2026-01-03T00:00:00.000Z',
      comment: 'La fiche « À Angers » a été retirée le 3 janvier 2026 : son site dit qu’elle n’existe plus.',
    });
    for (const { page } of feed.entries.slice(0, 3))
      expect((await fetch(page, { headers: { accept: 'text/html' } })).status).toBe(200);
  });

  it('keeps markup in names as text', async () => {
    const { entries } = await read('/feed.atom?type=network');
    expect(entries.map(({ title }) => title).sort()).toEqual([hostile, 'Réseau des granges']);
  });

  it('can be read back to its first line by its archives, which never change', async () => {
    const seen = new Set<string>();
    let document = await read('/feed.atom');
    const { id } = { id: document.links['self'] };
    const archives: string[] = [];
    for (;;) {
      for (const entry of document.entries) seen.add(entry.id);
      const before = document.links['prev-archive'];
      if (!before) break;
      archives.push(before);
      document = await read(before);
      expect(document.isArchive).toBe(true);
      expect(document.links['current']).toBe(id);
    }
    expect(archives).toHaveLength(1);
    expect(seen.size).toBe(count + 3);
    const first = await (await fetch(archives[0] ?? '')).text();
    const registration = scene.observatory.registry.findByUrl('http://hostile.localhost/')?.id ?? '';
    scene.observatory.changes.note({
      at: '2026-01-04T00:00:00.000Z',
      kind: 'changed',
      reason: 'changed',
      registration,
      type: 'network',
      key: 'hostile',
      iri: 'http://hostile.localhost/#r',
      name: { fr: 'Nouveau', en: 'New' },
      departement: null,
      commune: null,
    });
    expect(await (await fetch(archives[0] ?? '')).text()).toBe(first);
    expect((await read('/feed.atom')).entries[0]?.title).toBe('Nouveau');
  });

  it('is narrowed by type and by territory', async () => {
    const networks = await read('/feed.atom?type=network');
    expect(new Set(networks.entries.map(({ id }) => new URL(id).hostname))).toEqual(
      new Set(['hostile.localhost', 'reseau.localhost']),
    );
    const { deleted, entries } = await read('/feed.atom?territoire=49');
    expect(entries.map(({ title }) => title)).toEqual(['À Angers']);
    expect(deleted.map(({ ref }) => ref)).toEqual(['http://angers.localhost/#lieu']);
    expect((await read('/feed.atom?territoire=R52')).entries.map(({ title }) => title)).toEqual(['À Angers']);
    expect((await read('/feed.atom?territoire=R11')).entries).toEqual([]);
  });

  it('is told in English too', async () => {
    const feed = await read('/feed.atom?type=network&lang=en');
    expect(feed.title).toBe('Obsidienne: what changes · Networks');
    expect(feed.entries.map(({ title }) => title)).toContain('Barn network');
  });

  it('answers 304 to who has seen it', async () => {
    const first = await observatory.get('/feed.atom');
    const etag = first.headers.get('etag') ?? '';
    expect((await observatory.get('/feed.atom', { 'if-none-match': etag })).status).toBe(304);
    const modified = first.headers.get('last-modified') ?? '';
    expect((await observatory.get('/feed.atom', { 'if-modified-since': modified })).status).toBe(304);
  });

  it.each([
    ['type=lieux', 400],
    ['territoire=Bretagne', 400],
    ['archive=99', 404],
    ['archive=0', 404],
  ])('refuses ?%s with %i', async (query, status) => {
    expect((await observatory.get(`/feed.atom?${query}`)).status).toBe(status);
  });

  it('is named by the page of open data, and every list names one to subscribe to', async () => {
    expect(await (await observatory.page('/donnees')).text()).toContain('href="/feed.atom"');
    for (const path of ['/lieux?territoire=49', '/reseaux', '/besoins'])
      expect(await (await observatory.page(path)).text(), path).toMatch(
        /<link rel="alternate" type="application\/atom\+xml"/,
      );
  });
});
