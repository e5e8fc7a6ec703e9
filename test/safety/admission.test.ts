import { afterEach, describe, expect, it } from 'vitest';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, select, site } from '../observatory.ts';
import type { ServedScene } from './serve-scene.ts';
import { serveScene } from './serve-scene.ts';

let scene: Scene;
let served: ServedScene;
afterEach(async () => {
  await served.close();
  await scene.close();
});

const seeAlso = '<http://www.w3.org/2000/01/rdf-schema#seeAlso>';

async function open(config: object): Promise<void> {
  scene = await openScene(
    [
      site('a.localhost', {
        '/1': placeTurtle('Un', `${seeAlso} </2>, </3>, <http://b.localhost/1> ;`),
        '/2': placeTurtle('Deux'),
        '/3': placeTurtle('Trois'),
      }),
      site('b.localhost', { '/1': placeTurtle('Chez B') }),
    ],
    undefined,
    { config: { discovery: 'auto', ...config } },
  );
  served = await serveScene(scene);
}

const register = (url: string) =>
  fetch(`${served.url}/registrations`, {
    method: 'POST',
    body: JSON.stringify({ url }),
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  });
const notify = (url: string) =>
  fetch(`${served.url}/inbox`, {
    method: 'POST',
    body: `<> a <https://www.w3.org/ns/activitystreams#Announce> ; <https://www.w3.org/ns/activitystreams#object> <${url}> .`,
    headers: { 'content-type': 'text/turtle' },
  });
const registered = () =>
  scene.observatory.registry
    .list({ page: 1, size: 50 })
    .items.map(({ url }) => url)
    .sort();

describe('the quota of a site', () => {
  it('counts what is registered, by whichever door, and is told in words', async () => {
    await open({ maxProfilesPerSite: 2, discovery: 'ask' });
    expect((await register('http://a.localhost/1')).status).toBe(202);
    expect((await notify('http://a.localhost/2')).status).toBe(202);
    for (const answer of [await register('http://a.localhost/3'), await notify('http://a.localhost/3')]) {
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('a.localhost a déjà 2 fiches ici');
    }
    expect((await register('http://a.localhost/1')).status).toBe(202);
    expect((await register('http://b.localhost/1')).status).toBe(202);
    expect(registered()).toEqual(['http://a.localhost/1', 'http://a.localhost/2', 'http://b.localhost/1']);
  });

  it('holds for what links lead to', async () => {
    await open({ maxProfilesPerSite: 1 });
    await register('http://a.localhost/1');
    await scene.observatory.round();
    expect(registered()).toEqual(['http://a.localhost/1', 'http://b.localhost/1']);
  });
});

describe('a list of chosen sites', () => {
  it('keeps all others out: registered, announced and linked to', async () => {
    await open({ allowedSites: ['a.localhost'] });
    for (const answer of [await register('http://b.localhost/1'), await notify('http://b.localhost/1')]) {
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('b.localhost n’en fait pas partie');
    }
    await register('http://a.localhost/1');
    for (let round = 0; round < 2; round++) await scene.observatory.round();
    expect(registered()).toEqual(['http://a.localhost/1', 'http://a.localhost/2', 'http://a.localhost/3']);
  });
});

describe('a personal e-mail address', () => {
  const mail = 'ana.martin@gmail.com';

  it.each([
    ['a place', `${placeTurtle('Un')} <#lieu> schema:email "${mail}" .`],
    ['a point of contact', `${placeTurtle('Un')} <#lieu> schema:contactPoint [ schema:email "mailto:${mail}" ] .`],
    [
      'a person who is listed',
      `<#moi> a schema:Person ; schema:name "Ana" ; obs:listed true ; schema:email <mailto:${mail}> .`,
    ],
    [
      'other vocabularies',
      `${placeTurtle('Un')} <#lieu> foaf:mbox <mailto:${mail}> ; <http://www.w3.org/2006/vcard/ns#hasEmail> <mailto:${mail}> .`,
    ],
    [
      'somebody else’s person',
      `${placeTurtle('Un')} <http://b.localhost/#moi> a schema:Person ; schema:name "Ana" ; schema:email "${mail}" .`,
    ],
  ])('of %s gives a warning and stays out of every graph', async (_whose, turtle) => {
    await open({});
    await scene.serve([site('a.localhost', { '/1': turtle })]);
    scene.observatory.register('http://a.localhost/1', 'test');
    await scene.observatory.round();
    expect(scene.observatory.registry.findByUrl('http://a.localhost/1')?.status).toBe('listed');
    const said = await select(scene.observatory, 'SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }');
    expect(said.length).toBeGreaterThan(3);
    expect(JSON.stringify(said)).not.toContain('ana.martin');
    const report = JSON.stringify(
      scene.observatory.registry.report(scene.observatory.registry.findByUrl('http://a.localhost/1')?.id ?? ''),
    );
    expect(report).not.toContain('ana.martin');
    expect(report).toContain('a…@gmail.com');
  });
});

describe('a person who does not ask to be listed', () => {
  it('cannot be found: not in the graph, the report, the lists, nor once they took their consent back', async () => {
    const ana = (listed: boolean) =>
      `<#ana> a schema:Person ; schema:name "Ana Martin" ; schema:telephone "+33 6 12 34 56 78" ; obs:listed ${listed} .`;
    await open({});
    const read = async (turtle: string) => {
      await scene.serve([site('a.localhost', { '/1': turtle })]);
      scene.observatory.register('http://a.localhost/1', 'test');
      await scene.observatory.round();
      scene.later(8 * 24 * 3_600_000);
      const said = await select(scene.observatory, 'SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }');
      const people = await fetch(`${served.url}/api/people`);
      return `${JSON.stringify(said)}${await people.text()}`;
    };
    expect(await read(placeTurtle('Un', 'schema:founder <#ana> ;') + ana(true))).toContain('Ana Martin');
    const told = await read(placeTurtle('Un', 'schema:founder <#ana> ;') + ana(false));
    expect(told).toContain('"Un"');
    expect(told).not.toMatch(/Ana Martin|12 34 56/);
  });
});
