import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { activity, dct, foaf, ldes, prov, rdf, tree, xsd } from '../../server/rdf/terms.ts';
import { keptMs } from '../../server/registry/changes.ts';
import { dayMs } from '../../server/registry/registration.ts';
import { type SceneSite, serveScene } from '../http/scene-site.ts';
import { openScene, placeTurtle, type Scene, site } from '../observatory.ts';

const gone = { body: '', mediaType: null, status: 410 };
const many = (left: number) =>
  Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`/p${i}`, i < left ? gone : withNeed(`Lieu ${i}`)] as const),
  );
/** Two lines of the change log each. */
const withNeed = (name: string) =>
  `${placeTurtle(name, 'schema:seeks <#besoin> ;')} <#besoin> a schema:Demand ; schema:name "Des chaises"@fr .`;
const quiet = placeTurtle('Le lieu sans licence').replace(/dct:license <[^>]*>/, 'dct:title "x"');

let scene: Scene;
let web: SceneSite;
beforeAll(async () => {
  scene = await openScene([site('grand.localhost', many(0)), site('muet.localhost', { '/': quiet })]);
  for (let i = 0; i < 60; i++) scene.observatory.register(`http://grand.localhost/p${i}`, 'test');
  scene.observatory.register('http://muet.localhost/', 'test');
  await scene.observatory.round();
  scene.later(2 * dayMs);
  await scene.serve([
    site('grand.localhost', { ...many(1), '/p1': withNeed('Lieu nouveau') }),
    site('muet.localhost', { '/': quiet }),
  ]);
  await scene.observatory.round();
  web = await serveScene(scene);
});
afterAll(async () => {
  await web.close();
  await scene.close();
});

async function read(path: string, accept = 'application/trig') {
  const response = await web.get(path, { accept });
  expect(response.status, path).toBe(200);
  const quads = parseTurtle(await response.text(), accept === 'text/turtle' ? 'turtle' : 'trig', web.url + path);
  const objects = (subject: string, predicate: { value: string }) =>
    quads.flatMap((q) =>
      q.subject.value === subject && q.predicate.value === predicate.value ? [q.object.value] : [],
    );
  return { response, quads, objects };
}
const typesOf = (page: Awaited<ReturnType<typeof read>>) =>
  page.objects(`${web.url}/feed#stream`, tree('member')).map((member) => page.objects(member, rdf('type'))[0]);

describe('/feed', () => {
  it('is an event stream whose relations say truly when each page was written', async () => {
    const { quads, objects } = await read('/feed');
    const stream = `${web.url}/feed#stream`;
    expect(objects(stream, rdf('type'))).toEqual([ldes('EventStream').value]);
    expect(objects(stream, ldes('versionOfPath'))).toEqual([dct('isVersionOf').value]);
    expect(objects(stream, ldes('timestampPath'))).toEqual([activity('published').value]);
    expect(objects(stream, tree('view'))).toEqual([`${web.url}/feed`]);
    expect(objects(`${web.url}/feed`, rdf('type')).sort()).toEqual([ldes('EventSource').value, tree('Node').value]);
    // Whole seconds, as the specification has them.
    const [interval] = quads.filter((q) => q.predicate.equals(ldes('pollingInterval'))).map((q) => q.object);
    expect(interval).toMatchObject({ value: '60', datatype: { value: xsd('integer').value } });
    expect(objects(stream, tree('shape'))).toEqual([`${stream.slice(0, -'stream'.length)}shape`]);
    const relations = objects(`${web.url}/feed`, tree('relation')).map((relation) => {
      const of = (predicate: { value: string }) => objects(relation, predicate)[0];
      return [of(tree('node')), of(rdf('type'))?.split('#')[1], of(tree('value'))];
    });
    expect(relations).toEqual([
      [`${web.url}/feed/1`, 'GreaterThanOrEqualToRelation', '2026-01-01T00:00:00.000Z'],
      [`${web.url}/feed/1`, 'LessThanOrEqualToRelation', '2026-01-01T00:00:00.000Z'],
      [`${web.url}/feed/2`, 'GreaterThanOrEqualToRelation', '2026-01-01T00:00:00.000Z'],
    ]);
    expect(quads.length).toBeGreaterThan(20);
  });

  it('promises to keep what is kept: every line of a year, and of each profile the last one, deletes with it', async () => {
    const { objects } = await read('/feed');
    const [policy = ''] = objects(`${web.url}/feed`, ldes('retentionPolicy'));
    expect(objects(policy, rdf('type'))).toEqual([ldes('RetentionPolicy').value]);
    expect(objects(policy, ldes('fullLogDuration'))).toEqual([`P${keptMs / dayMs}D`]);
    expect(objects(policy, ldes('versionAmount'))).toEqual(['1']);
    expect(objects(policy, ldes('versionDeleteDuration'))).toEqual([]);
  });

  it('tells each visit once, with what the profile said then in a graph of its name', async () => {
    const first = await read('/feed/1');
    const second = await read('/feed/2');
    const all = [...typesOf(first), ...typesOf(second)];
    expect(all.filter((type) => type === activity('Create').value)).toHaveLength(61);
    expect(all.filter((type) => type === activity('Update').value)).toHaveLength(1);
    expect(all.filter((type) => type === activity('Delete').value)).toHaveLength(1);
    const [update] = second.quads.filter((q) => q.object.equals(activity('Update'))).map((q) => q.subject.value);
    const said = second.quads.filter((q) => q.graph.value === update);
    expect(said.map((q) => q.object.value)).toContain('Lieu nouveau');
    expect(second.objects(update ?? '', dct('isVersionOf'))).toEqual(['http://grand.localhost/p1']);
    expect(second.objects(update ?? '', foaf('topic'))).toContain('http://grand.localhost/p1#lieu');
  });

  it('lets full pages be kept for good, and the open one be asked again', async () => {
    const full = await web.get('/feed/1');
    expect(full.headers.get('cache-control')).toBe('public, max-age=604800, immutable');
    const open = await web.get('/feed/2');
    expect(open.headers.get('cache-control')).toBe('no-cache');
    const immutable = async (path: string) => (await read(path)).objects(web.url + path, ldes('immutable'));
    expect([await immutable('/feed/1'), await immutable('/feed/2')]).toEqual([['true'], []]);
    const again = await web.get('/feed/2', { 'if-none-match': open.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect((await web.get('/feed/3')).status).toBe(404);
    expect((await web.get('/feed/un')).status).toBe(404);
  });

  it('tells of a profile without licence, and not what it says', async () => {
    const pages = [await read('/feed/1'), await read('/feed/2')];
    const text = JSON.stringify(pages.map(({ quads }) => quads));
    expect(text).toContain('http://muet.localhost/');
    expect(text).not.toContain('Le lieu sans licence');
  });

  it.each([
    ['text/turtle', 'text/turtle'],
    ['application/ld+json', 'application/ld+json'],
    ['application/n-quads', 'application/n-quads'],
    ['application/trig', 'application/trig'],
    ['*/*', 'application/trig'],
  ])('answers Accept: %s with %s', async (accept, type) => {
    for (const path of ['/feed', '/feed/1']) {
      const response = await web.get(path, { accept });
      expect(response.headers.get('content-type')).toContain(type);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  it('leaves out of Turtle what only graphs can hold, and leads people to what it is', async () => {
    const { quads, response } = await read('/feed/1', 'text/turtle');
    expect(quads.some((q) => q.predicate.equals(tree('member')))).toBe(true);
    expect(quads.some((q) => q.object.value === 'Lieu 5')).toBe(false);
    expect(response.headers.get('link')).toContain('rel="collection"');
    expect((await web.get('/feed', { accept: 'text/html' })).headers.get('location')).toBe('/donnees#fil');
    expect((await web.get('/feed', { accept: 'image/png' })).status).toBe(406);
  });
});

describe('a profile passed on', () => {
  it('speaks of its source, its licence and its topic, and is gone when it is', async () => {
    const { quads } = await read('/feed/2');
    const resultOf = (type: string) => {
      const [member] = quads.filter((q) => q.object.equals(activity(type))).map((q) => q.subject.value);
      return (
        quads.find((q) => q.subject.value === member && q.predicate.equals(activity('result')))?.object.value ?? ''
      );
    };
    const address = resultOf('Update');
    const record = await read(new URL(address).pathname, 'text/turtle');
    expect(record.objects(address, prov('wasDerivedFrom'))).toEqual(['http://grand.localhost/p1']);
    expect(record.objects(address, foaf('primaryTopic'))).toEqual(['http://grand.localhost/p1#lieu']);
    expect(record.objects(address, dct('license'))).toEqual(['https://creativecommons.org/licenses/by/4.0/']);
    expect(record.response.headers.get('link')).toContain('<http://grand.localhost/p1>; rel="via"');
    expect((await web.get(new URL(resultOf('Delete')).pathname)).status).toBe(410);
    expect((await web.get('/feed/profiles/inconnu')).status).toBe(404);
  });
});

it('says of a page of which nothing is kept that it is gone, and keeps the last word on each profile', async () => {
  const old = await openScene([site('seul.localhost', { '/': placeTurtle('Premier état') })]);
  const its = await serveScene(old);
  const kindsOn = async (path: string) => {
    const response = await its.get(path, { accept: 'application/trig' });
    const quads = response.ok ? parseTurtle(await response.text(), 'trig', its.url + path) : [];
    return [
      response.status,
      quads
        .filter((q) => q.predicate.equals(rdf('type')) && q.object.value.includes('activitystreams'))
        .map((q) => q.object.value.split('#')[1]),
    ];
  };
  try {
    old.observatory.register('http://seul.localhost/', 'test');
    await old.observatory.round();
    // More changes than a page holds, of one place: a year later only the last one counts.
    for (let state = 0; state < 110; state++) {
      old.later(2 * dayMs);
      await old.serve([site('seul.localhost', { '/': placeTurtle(`État ${state}`) })]);
      await old.observatory.round();
    }
    expect(await kindsOn('/feed/1')).toEqual([200, ['Create', ...Array.from({ length: 99 }, () => 'Update')]]);
    old.observatory.changes.compact(new Date(old.now().getTime() + 2 * keptMs));
    expect(await kindsOn('/feed/1')).toEqual([410, []]);
    expect(await kindsOn('/feed/2')).toEqual([200, ['Update']]);
    expect((await kindsOn('/feed/3'))[0]).toBe(404);
    const { status } = await its.get('/feed/1.5');
    expect(status).toBe(404);
  } finally {
    await its.close();
    await old.close();
  }
});
