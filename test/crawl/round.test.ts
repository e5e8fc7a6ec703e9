import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { dayMs } from '../../server/registry/registration.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, select, site } from '../observatory.ts';

let scene: Scene;
afterEach(() => scene.close());

const home = 'http://a.localhost/';
const namesQuery =
  'PREFIX s: <https://schema.org/> SELECT ?name { ?x a <https://w3id.org/obsidienne/ns#ThirdPlace> ; s:name ?name } ORDER BY ?name';
const names = async () => (await select(scene.observatory, namesQuery)).map(({ name }) => name);
const listed = () => scene.observatory.directory.list({ type: 'place' }, { page: 1, size: 50, language: 'fr' }).items;

async function open(pages: Parameters<typeof site>[1], hosts?: string[]) {
  scene = await openScene([site('a.localhost', pages)], ['a.localhost', ...(hosts ?? [])]);
  for (const path of Object.keys(pages))
    if (path !== '/robots.txt') scene.observatory.register(`http://a.localhost${path}`, 'test');
}

describe('a round', () => {
  it('carries a profile from its address to the directory, the graph, its provenance and its report', async () => {
    await open({ '/': placeTurtle('Atelier A') });
    const tally = await scene.observatory.round();
    expect(tally).toEqual({ visited: 1, outcomes: { changed: 1 } });
    expect(listed()).toMatchObject([{ name: 'Atelier A', commune: 'Rennes' }]);
    expect(await names()).toEqual(['Atelier A']);
    const [{ id = '' } = {}] = [scene.observatory.registry.findByUrl(home)];
    const about = await select(scene.observatory, `SELECT ?g { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g`);
    expect(about.map(({ g }) => g)).toEqual([
      home,
      ...['geometry', 'listing', 'provenance', 'report'].map((name) => `urn:obsidienne:${name}:${id}`),
      'urn:obsidienne:vocabulary',
    ]);
    expect(scene.observatory.registry.visits(id, 10)).toMatchObject([{ outcome: 'changed' }]);
  });

  it('names the graph by the registered address, never by what the document says', async () => {
    await open({
      '/vol.trig': {
        mediaType: 'application/trig',
        body: `<http://victim.localhost/> { <http://a.localhost/vol.trig#x> a <https://w3id.org/obsidienne/ns#ThirdPlace> ; <https://schema.org/name> "Intrus" . }`,
      },
    });
    await scene.observatory.round();
    const graphs = await select(scene.observatory, 'SELECT ?g { GRAPH ?g { ?s <https://schema.org/name> ?o } }');
    expect(graphs).toEqual([{ g: 'http://a.localhost/vol.trig' }]);
  });

  it('asks nothing of the web again before a visit is due, not even after a restart', async () => {
    await open({ '/': placeTurtle('Atelier A') });
    await scene.observatory.round();
    const asked = scene.requests().length;
    await scene.restart();
    expect(await scene.observatory.round()).toEqual({ visited: 0, outcomes: {} });
    expect(scene.requests()).toHaveLength(asked);
    expect(listed()).toHaveLength(1);
    expect(await names()).toEqual(['Atelier A']);
  });

  it('projects every graph again when another version of the code wrote the directory', async () => {
    await open({ '/': placeTurtle('Atelier A') });
    await scene.observatory.round();
    const before = listed();
    await scene.restart(() => {
      const db = new DatabaseSync(join(scene.dataFolder, 'obsidienne.sqlite'));
      db.exec("UPDATE projection SET version = -1; UPDATE entity SET sort_name = 'zzz', type = 'event'");
      db.close();
    });
    expect(listed()).toEqual(before);
    expect(scene.observatory.directory.isOutdated).toBe(false);
  });

  it('asks only whether something changed, and notes that nothing has', async () => {
    await open({ '/': placeTurtle('Atelier A') });
    await scene.observatory.round();
    scene.later(2 * dayMs);
    expect((await scene.observatory.round()).outcomes).toEqual({ unchanged: 1 });
    expect(scene.requests().at(-1)).toMatchObject({ conditional: true });
    expect(listed()[0]?.provenance).toMatchObject({
      readAt: '2026-01-03T00:00:00.000Z',
      changedAt: '2026-01-01T00:00:00.000Z',
    });
  });

  it('tells in the graph when a profile was last confirmed, in the same words before and after a restart', async () => {
    await open({ '/': placeTurtle('Atelier A') });
    await scene.observatory.round();
    scene.later(2 * dayMs);
    await scene.observatory.round();
    const provenance = (observatory: Scene['observatory']) =>
      select(observatory, `SELECT ?p ?o { GRAPH ?g { <${home}> ?p ?o ; a ?type } } ORDER BY ?p ?o`);
    const told = await provenance(scene.observatory);
    expect(told.filter(({ p }) => p?.endsWith('readAt')).map(({ o }) => o)).toEqual(['2026-01-03T00:00:00Z']);
    expect(told).toEqual(await provenance(await scene.restart()));
  });

  it('sees through other bytes that say the same', async () => {
    await open({ '/': placeTurtle('Atelier A') });
    await scene.observatory.round();
    await scene.serve([site('a.localhost', { '/': `# un commentaire\n${placeTurtle('Atelier A')}` })]);
    scene.later(2 * dayMs);
    expect((await scene.observatory.round()).outcomes).toEqual({ unchanged: 1 });
  });

  it('replaces the whole graph when the profile changes, and keeps both versions', async () => {
    await open({ '/': placeTurtle('Avant', 'schema:alternateName "Vieux" ;') });
    await scene.observatory.round();
    const before = scene.observatory.registry.findByUrl(home)?.graphHash ?? '';
    await scene.serve([site('a.localhost', { '/': placeTurtle('Après') })]);
    scene.later(2 * dayMs);
    await scene.observatory.round();
    expect(await names()).toEqual(['Après']);
    expect(await select(scene.observatory, 'SELECT ?n { ?x <https://schema.org/alternateName> ?n }')).toEqual([]);
    expect(scene.observatory.registry.content(before)).toContain('Avant');
  });

  it.each([
    ['stops validating', { body: '<#lieu> a <https://w3id.org/obsidienne/ns#ThirdPlace> .', mediaType: 'text/turtle' }],
    ['becomes unreadable', { body: '<#lieu> a oops', mediaType: 'text/turtle' }],
    ['becomes empty', { body: '', mediaType: 'text/turtle' }],
    ['becomes an ordinary page', { body: '<!doctype html><p>Bonjour', mediaType: 'text/html' }],
    ['grows beyond what we read', { body: `<#a> <#b> "${'x'.repeat(1_100_000)}" .`, mediaType: 'text/turtle' }],
    ['fails on the server', { body: '', mediaType: 'text/plain', status: 500 }],
    ['is a 404', { body: '', mediaType: 'text/plain', status: 404 }],
  ])('keeps the last conforming graph when the profile %s', async (_, page) => {
    await open({ '/': placeTurtle('Atelier A') });
    await scene.observatory.round();
    await scene.serve([site('a.localhost', { '/': page })]);
    scene.later(2 * dayMs);
    await scene.observatory.round();
    expect(await names()).toEqual(['Atelier A']);
    expect(listed()).toMatchObject([{ provenance: { readAt: '2026-01-01T00:00:00.000Z' } }]);
    const registration = scene.observatory.registry.findByUrl(home);
    expect(['invalid', 'unreachable']).toContain(registration?.status);
    expect(scene.observatory.registry.visits(registration?.id ?? '', 1)[0]?.detail.fr).not.toBe('');
  });

  it('lists the profile again once it is mended', async () => {
    await open({ '/': placeTurtle('Atelier A') });
    await scene.observatory.round();
    await scene.serve([site('a.localhost', { '/': 'oops' })]);
    scene.later(2 * dayMs);
    await scene.observatory.round();
    await scene.serve([site('a.localhost', { '/': placeTurtle('Atelier A') })]);
    scene.later(3 * dayMs);
    await scene.observatory.round();
    expect(scene.observatory.registry.findByUrl(home)?.status).toBe('listed');
  });

  it('takes a gone profile from directory, map and graph in one step, and remembers it', async () => {
    await open({ '/': placeTurtle('Atelier A') });
    await scene.observatory.round();
    const key = listed()[0]?.key ?? '';
    await scene.serve([site('a.localhost', { '/': { body: '', mediaType: 'text/plain', status: 410 } })]);
    scene.later(2 * dayMs);
    await scene.observatory.round();
    expect(listed()).toEqual([]);
    expect(scene.observatory.directory.idsOf({ type: 'place' })).toEqual([]);
    expect(await names()).toEqual([]);
    expect(scene.observatory.directory.gone('place', key)).toMatchObject({ name: 'Atelier A' });
    const restarted = await scene.restart();
    expect(await select(restarted, namesQuery)).toEqual([]);
  });

  it('withdraws a profile that has passed the date it gives itself', async () => {
    await open({
      '/': `${placeTurtle('Éphémère')} <> schema:expires "2026-01-05"^^<http://www.w3.org/2001/XMLSchema#date> .`,
    });
    await scene.observatory.round();
    expect(await names()).toEqual(['Éphémère']);
    await scene.serve([
      site('a.localhost', {
        '/': `${placeTurtle('Éphémère')} <> schema:expires "2026-01-05"^^<http://www.w3.org/2001/XMLSchema#date> . # relu`,
      }),
    ]);
    scene.later(6 * dayMs);
    await scene.observatory.round();
    expect(scene.observatory.registry.findByUrl(home)?.status).toBe('withdrawn');
    expect(await names()).toEqual([]);
  });

  it('takes a robots.txt that turns against us as a withdrawal', async () => {
    await open({ '/': placeTurtle('Atelier A') });
    await scene.observatory.round();
    await scene.serve([
      site('a.localhost', {
        '/': placeTurtle('Atelier A'),
        '/robots.txt': { body: 'User-agent: Obsidienne\nDisallow: /', mediaType: 'text/plain' },
      }),
    ]);
    scene.later(2 * dayMs);
    await scene.observatory.round();
    expect(scene.observatory.registry.findByUrl(home)?.status).toBe('withdrawn');
    expect(await names()).toEqual([]);
  });

  it('follows a page to the document it names as its data, and asks both whether they changed', async () => {
    const page = {
      body: '<!doctype html><head><link rel="alternate" type="text/turtle" href="/profil.ttl"></head><p>Bonjour',
      mediaType: 'text/html',
    };
    scene = await openScene([site('a.localhost', { '/': page, '/profil.ttl': placeTurtle('Atelier A') })]);
    scene.observatory.register(home, 'test');
    await scene.observatory.round();
    expect(scene.observatory.registry.findByUrl(home)).toMatchObject({
      status: 'listed',
      finalUrl: 'http://a.localhost/profil.ttl',
      sources: [{ url: home }, { url: 'http://a.localhost/profil.ttl' }],
    });
    scene.later(2 * dayMs);
    expect((await scene.observatory.round()).outcomes).toEqual({ unchanged: 1 });
    expect(scene.requests().slice(-2)).toMatchObject([
      { path: '/', conditional: true },
      { path: '/profil.ttl', conditional: true },
    ]);
    await scene.serve([site('a.localhost', { '/': page, '/profil.ttl': placeTurtle('Atelier B') })]);
    scene.later(3 * dayMs);
    expect((await scene.observatory.round()).outcomes).toEqual({ changed: 1 });
    expect(await names()).toEqual(['Atelier B']);
  });
});
