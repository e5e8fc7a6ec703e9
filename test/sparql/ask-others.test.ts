import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskingOthers, openAskingOthers } from '../../server/bin/sparql/ask-others.ts';
import { given } from '../../server/rdf/given.ts';
import { type SceneSite, serveScene } from '../http/scene-site.ts';
import { type ServedSparql, serveSparql } from '../http/served-sparql.ts';
import { openScene, placeTurtle, type Scene, site } from '../observatory.ts';

const service = 'http://autre.localhost/sparql';
const broken = 'http://muet.localhost/sparql';
const schema = 'PREFIX schema: <https://schema.org/>';

let ours: Scene;
let other: Scene;
let otherSite: SceneSite;
let others: AskingOthers;
let served: ServedSparql;

/** Ours lists Le Quai and La Halle, which cooperates with it; the other observatory knows of Le Quai that it seats sixty. */
beforeAll(async () => {
  other = await openScene([site('annexe.localhost', { '/': seats })]);
  other.observatory.register('http://annexe.localhost/', 'test');
  await other.observatory.round();
  otherSite = await serveScene(other);
  const { hostname: address, port } = new URL(otherSite.url);
  const dialled = { 'autre.localhost': { address, port: Number(port) } };
  ours = await openScene(pages('Le Quai'), undefined, { servers: dialled, config: { sparqlDeadlineMs: 2_000 } });
  for (const host of ['quai', 'halle']) ours.observatory.register(`http://${host}.localhost/`, 'test');
  await ours.observatory.round();
  // Nobody listens there.
  const hosts = { ...dialled, 'muet.localhost': { address: '127.0.0.1', port: 9 } };
  const config = { sparqlServices: [service, broken], sparqlLive: 3, allowedPorts: [] };
  others = openAskingOthers(ours.observatory, config, hosts);
  served = await serveSparql(others.graph, {
    services: others.services,
    past: ours.observatory.pastDatasets,
    ...given('live', others.live),
  });
});
afterAll(async () => {
  await served.close();
  await others.close();
  await ours.close();
  await otherSite.close();
  await other.close();
});

const seats = `${placeTurtle('L’Annexe')} <http://quai.localhost/#lieu> schema:maximumAttendeeCapacity 60 .`;
const pages = (name: string) => [
  site('quai.localhost', { '/': placeTurtle(name, 'schema:memberOf <http://reseau.localhost/#r> ;') }),
  site('halle.localhost', { '/': placeTurtle('La Halle', 'obs:cooperatesWith <http://quai.localhost/#lieu> ;') }),
];

async function ask(query: string, more: Record<string, string> = {}) {
  const answer = await served.get({ query, ...more }, { accept: 'text/csv', 'accept-language': 'en' });
  const text = await answer.text();
  return {
    answer,
    rows: text.trim().split(/\r?\n/).slice(1),
    problem: () => JSON.parse(text) as Record<string, string>,
  };
}

describe('a query that calls another observatory by SERVICE', () => {
  const joined = `${schema} SELECT ?name ?seats { ?place schema:name ?name
    SERVICE <${service}> { ?place schema:maximumAttendeeCapacity ?seats } }`;

  it('joins what both say, and tells whom it asked', async () => {
    const { answer, rows } = await ask(joined);
    expect([answer.status, rows]).toEqual([200, ['Le Quai,60']]);
    expect(answer.headers.get('obsidienne-asked')).toMatch(/^<http:\/\/autre\.localhost\/sparql>; requests=\d+$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is announced (SPARQL 1.1 Service Description, section 3.4.1)', async () => {
    const answer = await fetch(served.url, { headers: { accept: 'text/turtle' } });
    expect(await answer.text()).toContain('BasicFederatedQuery');
  });

  it('is bound to the endpoints that the operator chose, and never to one that a variable names', async () => {
    for (const target of ['<http://else.localhost/sparql>', '?where']) {
      const { answer, problem } = await ask(
        `SELECT * { VALUES ?where { <${service}> } SERVICE ${target} { ?s ?p ?o } }`,
      );
      expect(answer.status).toBe(400);
      expect(problem()['detail']).toContain(service);
    }
  });

  it('is refused with the true reason and its place: nobody is open, not this one, not of a past day, not live', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const alone = await serveSparql(ours.observatory.graph);
    const refusal = async (at: ServedSparql, language: string, more: Record<string, string>) => {
      const query = joined.replace(service, more['service'] ?? service);
      const answer = await at.get({ query, ...more }, { 'accept-language': language });
      const { detail, line, column } = (await answer.json()) as Record<string, string>;
      return [answer.status, detail, line, column];
    };
    const place = [2, 5];
    try {
      for (const [language, none, unlisted, then, live] of [
        ['fr', 'n’a ouvert aucun autre', 'n’est pas ouvert ici', 'retirez la date', 'seules les fiches elles-mêmes'],
        ['en', 'opened no other', 'is not open here', 'take the date away', 'only the profiles themselves'],
      ] as const) {
        const said = (text: string) => [400, expect.stringContaining(text), ...place];
        expect(await refusal(alone, language, {})).toEqual(said(none));
        expect(await refusal(alone, language, { at: today })).toEqual(said(none));
        expect(await refusal(served, language, { service: 'http://else.localhost/sparql' })).toEqual(said(unlisted));
        expect(await refusal(served, language, { at: today })).toEqual(said(then));
        expect(await refusal(served, language, { live: '1' })).toEqual(said(live));
      }
    } finally {
      await alone.close();
    }
  });

  it('is not led to a state of another day, and its citation says who was asked and when', async () => {
    const dated = await served.get({ query: joined }, { 'accept-datetime': 'Sun, 04 Jan 2026 12:00:00 GMT' });
    expect([dated.status, dated.headers.get('link'), dated.headers.get('memento-datetime')]).toEqual([200, null, null]);
    const html = await (await served.get({ query: joined }, { accept: 'text/html', 'accept-language': 'en' })).text();
    const cited = /<p class="citation"[^>]*>([^<]+)/.exec(html)?.[1] ?? '';
    expect(cited).toContain(`to: ${service}.`);
    expect(cited).toContain(new Date().toISOString().slice(0, 10));
    expect(cited).not.toContain('at=');
    expect(html).not.toContain('The same answer, on the same state');
  });

  it('is an error when the other does not answer, unless the query says SILENT', async () => {
    const from = (words: string) =>
      `${schema} SELECT ?name { ?place schema:name ?name SERVICE ${words} <${broken}> { ?place ?p ?o } }`;
    const { answer, problem } = await ask(from(''));
    expect([answer.status, problem()['code']]).toEqual([502, 'service-failed']);
    expect(problem()['detail']).toContain('does not accept the connection');
    const silent = await ask(from('SILENT'));
    expect([silent.answer.status, silent.rows.toSorted()]).toEqual([200, ['La Halle', 'Le Quai']]);
  });

  it('passes on the limits of our own part', async () => {
    const { answer } = await ask(
      `SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r . ?t ?u ?v . SERVICE <${service}> { ?a ?b ?c } }`,
    );
    expect([400, 503]).toContain(answer.status);
    expect((await ask('ASK {}')).answer.status).toBe(200);
  });
});

describe('a live query', () => {
  const cooperating = `${schema} PREFIX obs: <https://w3id.org/obsidienne/ns#>
    SELECT ?name { <http://halle.localhost/#lieu> obs:cooperatesWith ?other . ?other schema:name ?name }`;

  it('reads the profiles as they are now along the links that it names, and tells which', async () => {
    await ours.serve(pages('Le Quai repeint'));
    expect((await ask(cooperating)).rows).toEqual(['Le Quai']);
    const { answer, rows } = await ask(cooperating, { live: '1' });
    expect(rows).toEqual(['Le Quai repeint']);
    expect(answer.headers.get('obsidienne-asked')).toBe(
      '<http://halle.localhost/>; requests=1, <http://quai.localhost/>; requests=1',
    );
  });

  it('asks nobody who is not known here', async () => {
    const { answer, problem } = await ask('SELECT * { <http://stranger.localhost/#x> ?p ?o }', { live: '1' });
    expect([answer.status, problem()['code']]).toEqual([400, 'bad-query']);
    expect(ours.requests().some(({ host }) => host.startsWith('stranger'))).toBe(false);
  });

  it('tells of a profile that could not be read', async () => {
    await ours.serve(pages('x').slice(1));
    const { answer } = await ask(cooperating, { live: '1' });
    expect(answer.headers.get('obsidienne-asked')).toContain('<http://quai.localhost/>; requests=1; failed');
  });

  it('stays live in everything that its page offers, and is never said to be repeatable', async () => {
    for (const [language, notice, note] of [
      ['fr', 'Réponse en direct', 'ne peut pas leur être redemandé'],
      ['en', 'A live answer', 'cannot be asked of them again'],
    ] as const) {
      const answer = await served.get(
        { query: cooperating, live: '1', 'default-graph-uri': 'http://halle.localhost/' },
        { accept: 'text/html', 'accept-language': language },
      );
      const html = await answer.text();
      const shown = html.slice(html.indexOf('id="sparql-results"'), html.indexOf('id="sparql-gallery"'));
      const offered = [...shown.matchAll(/href="([^"]*\?query=[^"]+)"/g)].map(
        ([, href = '']) => new URL(href.replaceAll('&amp;', '&'), served.url),
      );
      expect(offered.map(({ searchParams }) => searchParams.get('format'))).toEqual([
        'csv',
        'tsv',
        'json',
        'xml',
        null,
      ]);
      for (const { searchParams } of offered) {
        expect(searchParams.get('live')).toBe('1');
        expect(searchParams.has('at')).toBe(false);
        expect(searchParams.get('default-graph-uri')).toBe('http://halle.localhost/');
      }
      for (const sentence of [notice, note]) expect(html).toContain(sentence);
      const cited = /<p class="citation"[^>]*>([^<]+)/.exec(html)?.[1] ?? '';
      expect(cited).toContain('http://halle.localhost/');
      expect(cited).toMatch(/\(\d{4}-\d{2}-\d{2}T[\d:.]+Z\)/);
      expect(cited).toContain('live=1');
      expect(answer.headers.get('link')).toBeNull();
    }
  });

  it('says who was asked for a yes or no as well', async () => {
    const query = cooperating.replace('SELECT ?name', 'ASK');
    const html = await (
      await served.get({ query, live: '1' }, { accept: 'text/html', 'accept-language': 'en' })
    ).text();
    expect(html).toMatch(/sources? (?:was|were) asked for this answer/);
  });

  it('is of now, not of a day', async () => {
    expect((await ask(cooperating, { live: '1', at: '2026-01-01' })).answer.status).toBe(400);
  });
});
