import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { dayMs } from '../../server/registry/registration.ts';
import { openScene, placeTurtle, type Scene, site } from '../observatory.ts';
import { type SceneSite, serveScene } from './scene-site.ts';

const gone = { body: '', mediaType: null, status: 410 };
const ana = '<> foaf:primaryTopic <#ana> . <#ana> a schema:Person ; schema:name "Ana Ferreira"@fr ; obs:listed true .';
const withNeed = (name: string) =>
  `${placeTurtle(name, 'schema:seeks <#besoin> ;')} <#besoin> a schema:Demand ; schema:name "Des chaises"@fr .`;
let scene: Scene;
let web: SceneSite;
let page: string;
let need: string;
let person: string;
const days = (count: number) => scene.later(count * dayMs);
const rounds = async (quay: string | typeof gone, person: string | typeof gone) => {
  await scene.serve([site('quai.localhost', { '/': quay }), site('ana.localhost', { '/': person })]);
  await scene.observatory.round();
};
/** The first state on 3 January 2026, the second on 6 January, withdrawn on 15 January. */
beforeAll(async () => {
  scene = await openScene([site('quai.localhost', { '/': '' }), site('ana.localhost', { '/': ana })]);
  days(2);
  for (const host of ['quai', 'ana']) scene.observatory.register(`http://${host}.localhost/`, 'test');
  await rounds(withNeed('Le Quai'), ana);
  const [place] = scene.observatory.directory.entitiesOf(
    scene.observatory.registry.findByUrl('http://quai.localhost/')?.id ?? '',
  );
  page = `/lieux/${place?.key}`;
  need = `/besoins/${scene.observatory.directory.locate('http://quai.localhost/#besoin')?.key}`;
  person = `/personnes/${scene.observatory.directory.locate('http://ana.localhost/#ana')?.key}`;
  days(3);
  await rounds(placeTurtle('Le Quai repeint'), ana);
  days(9);
  await rounds(gone, gone);
  web = await serveScene(scene);
});
afterAll(async () => {
  await web.close();
  await scene.close();
});

describe('a page of the past', () => {
  it('shows what was said on a day, from when to when, and says so', async () => {
    const response = await web.page(`${page}?at=2026-01-04`);
    expect(response.status).toBe(200);
    expect(response.headers.get('memento-datetime')).toBe('Sat, 03 Jan 2026 00:00:00 GMT');
    const text = await response.text();
    expect(text).toContain('<h1 dir="auto">Le Quai</h1>');
    expect(text).toContain('du 3 janvier 2026 à 01:00 au 6 janvier 2026 à 01:00');
    expect(text).toContain('Des chaises');
    expect(await (await web.page(`${page}?at=2026-01-06`)).text()).toContain('Le Quai repeint');
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
  });

  it('gives the statements of that day', async () => {
    const response = await web.get(`${page}.ttl?at=2026-01-04`);
    const quads = parseTurtle(await response.text(), 'turtle', 'http://x/');
    expect(quads.some(({ object }) => object.value === 'Le Quai')).toBe(true);
    expect(response.headers.get('memento-datetime')).toBe('Sat, 03 Jan 2026 00:00:00 GMT');
  });

  it('says when it was not known yet, and when it had gone', async () => {
    const early = await web.page(`${page}?at=2026-01-01`);
    expect(early.status).toBe(404);
    expect(await early.text()).toContain('lue pour la première fois le 3 janvier 2026');
    scene.later(0);
    const late = await web.page(`${page}?at=2026-01-15`);
    expect(late.status).toBe(404);
    expect(await late.text()).toContain('retirée le 15 janvier 2026');
    expect((await web.page(page)).status).toBe(410);
  });

  it('tells what a profile left out as it was', async () => {
    expect((await web.page(`${need}?at=2026-01-04`)).status).toBe(200);
    expect((await web.page(`${need}?at=2026-01-07`)).status).toBe(404);
  });

  it('is refused for days that are none or have not come', async () => {
    for (const at of ['hier', '2026-02-31', '2027-01-01', '2026-01-04T99:00:00Z', '0'])
      expect((await web.get(`${page}?at=${at}`)).status, at).toBe(400);
  });

  it('is never told of a person, who leaves with what was said of them', async () => {
    expect((await web.page(`${person}?at=2026-01-04`)).status).toBe(404);
    expect((await web.page(`${person}/versions`)).status).toBe(404);
  });
});

describe('time negotiation (RFC 7089)', () => {
  it('leads to the last state before a date, or to the first', async () => {
    const at = async (date: string) =>
      (await web.get(page, { 'accept-datetime': date })).headers.get('location')?.split('?at=')[1];
    expect(await at('Mon, 05 Jan 2026 00:00:00 GMT')).toBe('2026-01-03T00:00:00.000Z');
    expect(await at('Wed, 07 Jan 2026 00:00:00 GMT')).toBe('2026-01-06T00:00:00.000Z');
    expect(await at('Thu, 01 Jan 1998 00:00:00 GMT')).toBe('2026-01-03T00:00:00.000Z');
    const response = await web.get(page, { 'accept-datetime': 'Mon, 05 Jan 2026 00:00:00 GMT' });
    expect([response.status, response.headers.get('vary')?.includes('Accept-Datetime')]).toEqual([302, true]);
    expect((await web.get(page, { 'accept-datetime': 'un jour' })).status).toBe(400);
  });

  it('links each state to its neighbours and to the list of all', async () => {
    const links = (await web.get(`${page}?at=2026-01-04`)).headers.get('link') ?? '';
    expect(links).toContain(`<${page}>; rel="original timegate"`);
    expect(links).toContain(`<${page}/versions>; rel="timemap"; type="application/link-format"`);
    expect(links).toContain(`<${page}?at=2026-01-06T00:00:00.000Z>; rel="next memento"`);
    const map = await web.get(`${page}/versions`, { accept: 'application/link-format' });
    expect(map.headers.get('content-type')).toContain('application/link-format');
    const text = await map.text();
    expect(text.match(/rel="memento"/g)).toHaveLength(2);
    expect(text).toContain('datetime="Tue, 06 Jan 2026 00:00:00 GMT"');
    expect(await (await web.page(`${page}/versions`)).text()).toContain('6 janvier 2026');
  });
});
