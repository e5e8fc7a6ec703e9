import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostOf } from '../../fixtures/hostile/attack.ts';
import { urlOf } from '../../fixtures/hostile/cases.ts';
import { texts } from '../../fixtures/hostile/texts.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';
import type { Scene } from '../observatory.ts';
import { openScene, select } from '../observatory.ts';
import { dangersIn } from './dangers.ts';
import type { ServedScene } from './serve-scene.ts';
import { serveScene } from './serve-scene.ts';

let scene: Scene;
let served: ServedScene;
/** Address of its page by the id of an attack, for those that are listed. */
const pages = new Map<string, string>();

beforeAll(async () => {
  scene = await openScene(
    texts.map((attack) => ({ host: hostOf(attack), pages: new Map(Object.entries(attack.pages?.() ?? {})) })),
  );
  for (const attack of texts) scene.observatory.register(urlOf(attack), 'test');
  await scene.observatory.round();
  served = await serveScene(scene);
  for (const attack of texts) {
    const at = scene.observatory.directory.locate(`${urlOf(attack)}#lieu`);
    if (at) pages.set(attack.id, `/lieux/${encodeURIComponent(at.key)}`);
  }
});

afterAll(async () => {
  await served.close();
  await scene.close();
});

const get = (path: string, accept = 'text/html') =>
  fetch(served.url + path, { headers: { accept }, redirect: 'manual' });

const listed = texts.filter(({ expected }) => expected === 'listed');
/** A text of nothing visible makes no name, and so no page. */
const shown = listed.filter(({ id }) => id !== 'only-space');

describe('a text that bites', () => {
  it('is read like any other, or refused', () => {
    for (const attack of texts) {
      const status = scene.observatory.registry.findByUrl(urlOf(attack))?.status;
      expect([attack.id, status]).toEqual([attack.id, attack.expected === 'listed' ? 'listed' : 'invalid']);
    }
    expect([...pages.keys()].sort()).toEqual(shown.map(({ id }) => id).sort());
  });

  it.each(shown)('is only text on its page, in both languages: $about', async ({ id }) => {
    for (const language of ['fr', 'en']) {
      const response = await get(`${pages.get(id)}?lang=${language}`);
      expect(response.status).toBe(200);
      expect(dangersIn(await response.text())).toEqual([]);
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    }
  });

  it.each(shown)('travels whole and harmless as Turtle, JSON-LD and N-Quads: $about', async ({ id }) => {
    for (const mediaType of ['text/turtle', 'application/ld+json', 'application/n-quads']) {
      const response = await get(pages.get(id) ?? '', mediaType);
      expect([response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([200, mediaType]);
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      const body = new Uint8Array(await response.arrayBuffer());
      const url = `http://${hostOf({ id })}/profil.ttl`;
      const { quads, notes } = await parseDocument({ url, mediaType, body }, new Map());
      expect(notes.filter(({ severity }) => severity === 'violation')).toEqual([]);
      expect(quads.length).toBe(scene.observatory.documentQuads(url)?.length);
    }
  });

  it.each(['/', '/lieux', '/lieux?q=lieu', '/observatoire', '/donnees'])('is only text on %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(dangersIn(await response.text())).toEqual([]);
  });

  it.each(texts)('is only text where its publisher follows it: $about', async (attack) => {
    const id = scene.observatory.registry.findByUrl(urlOf(attack))?.id;
    const response = await get(`/registrations/${id}`);
    expect(response.status).toBe(200);
    expect(dangersIn(await response.text())).toEqual([]);
  });

  it.each(shown)('is only text in its badge, and in the form that takes it over: $about', async ({ id }) => {
    const page = pages.get(id) ?? '';
    const badge = await get(`${page}/badge.svg`, 'image/svg+xml');
    expect([badge.status, badge.headers.get('content-type')]).toEqual([200, expect.stringContaining('image/svg+xml')]);
    const svg = await badge.text();
    expect(dangersIn(svg)).toEqual([]);
    expect(svg.match(/<(?!\/?(?:svg|title|path|text)\b)/g)).toBeNull();
    const [section, key] = page.split('/').slice(1);
    if (section !== 'lieux') return;
    const form = await get(`/publier/fiche?lieu=${key}`);
    expect(form.status).toBe(200);
    expect(dangersIn(await form.text())).toEqual([]);
  });

  it('is no formula in a table, whatever stands before it', async () => {
    const response = await get('/api/places.csv', 'text/csv');
    const rows = parseCsv(await response.text(), { bom: true }) as string[][];
    expect(rows.length).toBe(shown.length + 1);
    for (const row of rows) {
      expect(row.length).toBe(rows[0]?.length);
      for (const cell of row)
        if (Number.isNaN(Number(cell))) expect(cell).not.toMatch(/^[\s\0]*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/);
    }
  });

  it('is JSON in JSON and GeoJSON, script of other sites included', async () => {
    for (const path of ['/api/places', '/api/places.geojson', '/api/places?size=100']) {
      const response = await get(path, '*/*');
      expect(response.status).toBe(200);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({ total: shown.length });
    }
  });

  it('can be searched for, and asked for in SPARQL', async () => {
    for (const { id } of shown) expect((await get(`/lieux?q=${encodeURIComponent(id)}'"<>(){}%00\\`)).status).toBe(200);
    const names = await select(
      scene.observatory,
      'SELECT ?name { ?s a <https://w3id.org/obsidienne/ns#ThirdPlace> ; <https://schema.org/name> ?name }',
    );
    expect(names.length).toBeGreaterThanOrEqual(shown.length - 1);
  });

  it('says nothing to the terminal of an operator', () => {
    const { observatory } = scene;
    const told = texts.flatMap((attack) => {
      const id = observatory.registry.findByUrl(urlOf(attack))?.id ?? '';
      return observatory.registry.visits(id, 5).flatMap(({ detail }) => [detail.fr, detail.en]);
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    for (const text of told) expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });

  it('breaks nothing on our side', () => {
    expect(served.logged).toEqual([]);
  });
});
