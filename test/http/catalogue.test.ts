import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSnapshot } from '../../server/bin/duties/make-snapshot.ts';
import type { ListAnswer } from '../../server/http/contract.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { dcat, dct, rdf } from '../../server/rdf/terms.ts';
import { openScene, placeTurtle, site as sceneSite } from '../observatory.ts';
import { type SceneSite, serveScene } from './scene-site.ts';
import { fabrique, reseau, type Served, serve } from './serve.ts';

let site: Served;
beforeAll(async () => {
  site = await serve();
  site.publish('https://fabrique.example/fiche', fabrique);
  site.publish('https://reseau.example/fiche', reseau);
});
afterAll(() => site.close());

const turtle = async (path: string) => {
  const response = await site.get(path, { accept: 'text/turtle' });
  expect(response.headers.get('content-type')).toContain('text/turtle');
  return parseTurtle(await response.text(), 'turtle', site.url + path);
};

describe('the catalogue', () => {
  it.each([
    ['', 'text/turtle', 'text/turtle'],
    ['', 'application/ld+json', 'application/ld+json'],
    ['', 'application/rdf+xml', 'application/rdf+xml'],
    ['', 'text/html', 'text/html'],
    ['.rdf', '*/*', 'application/rdf+xml'],
    ['.ttl', 'text/html', 'text/turtle'],
  ])('answers /catalog%s, Accept: %s, with %s', async (suffix, accept, type) => {
    const response = await site.get(`/catalog${suffix}`, { accept });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('answers 406 to what it is not written in', async () => {
    expect((await site.get('/catalog', { accept: 'image/png' })).status).toBe(406);
  });

  it('gives each dataset, distribution and service what DCAT-AP 3 requires, in both languages', async () => {
    const quads = await turtle('/catalog');
    const of = (type: string) =>
      quads.filter((q) => q.predicate.equals(rdf('type')) && q.object.equals(dcat(type))).map((q) => q.subject);
    const values = (subject: (typeof quads)[number]['subject'], predicate: (typeof quads)[number]['predicate']) =>
      quads.filter((q) => q.subject.equals(subject) && q.predicate.equals(predicate)).map((q) => q.object);
    const languages = (terms: ReturnType<typeof values>) =>
      terms.map((term) => (term.termType === 'Literal' ? term.language : '')).sort();
    for (const subject of [...of('Catalog'), ...of('Dataset')]) {
      expect(languages(values(subject, dct('title'))), subject.value).toEqual(['en', 'fr']);
      expect(languages(values(subject, dct('description'))), subject.value).toEqual(['en', 'fr']);
      expect(values(subject, dct('publisher')), subject.value).toHaveLength(1);
    }
    const [catalogue] = of('Catalog');
    if (!catalogue) throw new Error('no catalogue');
    const named = values(catalogue, dcat('dataset')).map(({ value }) => value);
    expect(named.sort()).toEqual(
      of('Dataset')
        .map(({ value }) => value)
        .sort(),
    );
    const ways = quads.filter((q) => q.predicate.equals(dcat('distribution'))).map((q) => q.object.value);
    expect(
      of('Distribution')
        .map(({ value }) => value)
        .sort(),
    ).toEqual(ways.sort());
    for (const subject of of('Distribution')) expect(values(subject, dcat('accessURL')), subject.value).toHaveLength(1);
    for (const subject of of('DataService'))
      expect(values(subject, dcat('endpointURL')), subject.value).toHaveLength(1);
  });

  it('leads to addresses that answer, on this very site', async () => {
    const quads = await turtle('/catalog');
    const addresses = quads
      .filter((q) =>
        [dcat('accessURL'), dcat('downloadURL'), dcat('endpointURL'), dcat('landingPage')].some((p) =>
          p.equals(q.predicate),
        ),
      )
      .map((q) => q.object.value);
    expect(addresses.length).toBeGreaterThan(8);
    for (const address of new Set(addresses)) {
      expect(address.startsWith(`${site.url}/`), address).toBe(true);
      expect((await site.get(address.slice(site.url.length))).status, address).toBeLessThan(400);
    }
  });
});

describe('/.well-known/void', () => {
  it('counts what the lists count, by class, and names the endpoint', async () => {
    const quads = await turtle('/.well-known/void');
    const about = (local: string) => quads.filter((q) => q.predicate.value === `http://rdfs.org/ns/void#${local}`);
    expect(about('sparqlEndpoint').map((q) => q.object.value)).toEqual([`${site.url}/sparql`]);
    const places = about('class').find((q) => q.object.value.endsWith('#ThirdPlace'))?.subject;
    expect(about('entities').find((q) => places && q.subject.equals(places))?.object.value).toBe('1');
    expect(about('feature').map((q) => q.object.value.split('/').at(-1))).toEqual([
      'Turtle',
      'JSON-LD',
      'N-Quads',
      'TriG',
    ]);
    // Without a state to download there is no dump, and no set that holds it.
    expect([...about('dataDump'), ...about('Linkset')]).toEqual([]);
    expect(about('exampleResource').map((q) => q.object.value)).toEqual(['https://fabrique.example/fiche#lieu']);
    expect((await site.get('/.well-known/void')).headers.get('content-type')).toContain('text/turtle');
  });

  it('leads a browser to the catalogue', async () => {
    const response = await site.get('/.well-known/void', { accept: 'text/html,*/*;q=0.8' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/catalog']);
  });
});

describe('the sizes of the dataset', () => {
  const voidTerm = (local: string) => ({ value: `http://rdfs.org/ns/void#${local}` });
  const count = async (web: SceneSite, pattern: string) => {
    const query = `PREFIX dct: <http://purl.org/dc/terms/> PREFIX obs: <https://w3id.org/obsidienne/ns#>
      PREFIX schema: <https://schema.org/> SELECT (COUNT(*) AS ?count) { ${pattern} }`;
    const answer = await web.get(`/sparql?query=${encodeURIComponent(query)}`, { accept: 'text/csv' });
    return Number((await answer.text()).split(/\s+/)[1]);
  };

  it('are those of the graph: statements, things, and links to what others publish', async () => {
    const known = (name: string, same: string) => placeTurtle(name, `schema:sameAs ${same} ;`);
    const scene = await openScene([
      sceneSite('a.localhost', {
        '/1': known('Un', '<http://www.wikidata.org/entity/Q1>, <https://www.openstreetmap.org/node/12>'),
        '/2': known('Deux', '<http://www.wikidata.org/entity/Q2>, <https://exemple.example/ailleurs>'),
        '/3': placeTurtle('Sans licence').replace(/dct:license <[^>]*>/, 'dct:title "x"'),
      }),
    ]);
    for (const path of ['1', '2', '3']) scene.observatory.register(`http://a.localhost/${path}`, 'test');
    await scene.observatory.round();
    await makeSnapshot({ dataFolder: scene.dataFolder, sharedHosts: ['pods.localhost'] }, { now: scene.now() });
    await scene.observatory.graph.settled();
    const web = await serveScene(scene);
    try {
      const quads = parseTurtle(await (await web.get('/.well-known/void')).text(), 'turtle', `${web.url}/void`);
      const of = (subject: string, local: string) =>
        quads
          .filter((q) => q.subject.value === subject && q.predicate.value === voidTerm(local).value)
          .map((q) => q.object.value);
      const dataset = `${web.url}/catalog#dataset`;
      expect(of(dataset, 'triples').map(Number)).toEqual([
        await count(web, 'GRAPH ?profile { ?s ?p ?o } GRAPH ?provenance { ?profile obs:status "listed" }'),
      ]);
      expect(of(dataset, 'entities').map(Number)).toEqual([
        await count(web, 'GRAPH ?listing { ?thing dct:type ?type }'),
      ]);
      const [dump = ''] = of(dataset, 'dataDump');
      const part =
        quads.find((q) => q.predicate.value === voidTerm('dataDump').value && q.subject.value !== dataset)?.subject
          .value ?? '';
      expect(of(dataset, 'subset')).toContain(part);
      const packed = new Uint8Array(
        await (await web.get(new URL(dump).pathname, { 'accept-encoding': 'identity' })).arrayBuffer(),
      );
      const lines = gunzipSync(packed).toString('utf8').trim().split('\n');
      expect(of(part, 'triples').map(Number)).toEqual([lines.length]);
      // The profile without a licence is queried, and in no file.
      expect(Number(of(dataset, 'triples')[0])).toBeGreaterThan(lines.length);
      for (const [key, links] of [
        ['wikidata', 2],
        ['openstreetmap', 1],
      ] as const) {
        const linkset = `${web.url}/.well-known/void#to-${key}`;
        const [target = ''] = of(linkset, 'objectsTarget');
        expect(of(linkset, 'subjectsTarget')).toEqual([dataset]);
        expect(of(linkset, 'linkPredicate')).toEqual(['https://schema.org/sameAs']);
        const spaces = of(target, 'uriSpace').map((space) => `STRSTARTS(STR(?o), "${space}")`);
        expect(of(linkset, 'triples').map(Number)).toEqual([links]);
        expect(await count(web, `?s schema:sameAs ?o FILTER (${spaces.join(' || ')})`)).toBe(links);
      }
    } finally {
      await web.close();
      await scene.close();
    }
  });
});

describe('signposts', () => {
  const linksOf = async (path: string, accept = 'text/html') => {
    const header = (await site.get(path, { accept })).headers.get('link') ?? '';
    return [...header.matchAll(/<([^>]*)>; rel="([^"]*)"/g)].map(([, href, rel]) => `${rel} ${href}`);
  };

  it('of a page name its identity, class, licence, data and dataset', async () => {
    const links = await linksOf('/lieux/fabrique');
    expect(links).toEqual(
      expect.arrayContaining([
        'cite-as https://fabrique.example/fiche#lieu',
        'type https://schema.org/AboutPage',
        'type https://w3id.org/obsidienne/ns#ThirdPlace',
        'license https://creativecommons.org/licenses/by/4.0/',
        'describedby /lieux/fabrique.ttl',
        'describedby /lieux/fabrique.jsonld',
        'collection /catalog#dataset',
        'via https://fabrique.example/fiche',
      ]),
    );
  });

  it('of its data lead back to the page', async () => {
    expect(await linksOf('/lieux/fabrique', 'text/turtle')).toContain('describes /lieux/fabrique');
  });

  it('name as author who speaks: the network itself, who runs the place, a person who asked to be here', async () => {
    const authors = async (path: string) =>
      (await linksOf(path)).flatMap((link) => (link.startsWith('author ') ? link.slice(7) : []));
    site.publish(
      'https://tenu.example/fiche',
      `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "Tenu" ; obs:operatedBy <#asso>, <https://ailleurs.example/#inconnue> ; schema:seeks <#besoin> .
       <#asso> a schema:Organization ; schema:name "L’association" ; schema:seeks <#besoin> .
       <#besoin> a schema:Demand ; schema:name "Des chaises" .`,
    );
    site.publish(
      'https://discret.example/fiche',
      `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "Discret" ; obs:operatedBy <#ana>, <#bob> .
       <#ana> a schema:Person ; schema:name "Ana" . <#bob> a schema:Person ; schema:name "Bob" ; obs:listed true .`,
    );
    const [network] = ((await (await site.get('/api/networks')).json()) as ListAnswer).items;
    expect(await authors(`/reseaux/${network?.key}`)).toEqual(['https://reseau.example/fiche#reseau']);
    expect(await authors('/lieux/tenu')).toEqual(['https://tenu.example/fiche#asso']);
    expect(await authors('/besoins/tenu-besoin')).toEqual(['https://tenu.example/fiche#asso']);
    expect(await authors('/lieux/fabrique')).toEqual([]);
    // Ana did not ask to be found: she is named nowhere.
    expect(await authors('/lieux/discret')).toEqual(['https://discret.example/fiche#bob']);
    expect(await linksOf('/lieux/tenu', 'text/turtle')).toContain('author https://tenu.example/fiche#asso');
  });

  it.each([
    ['/ns', 'https://w3id.org/obsidienne/ns'],
    ['/shapes', 'https://w3id.org/obsidienne/shapes'],
    ['/vocab/kinds', 'https://w3id.org/obsidienne/kinds'],
    ['/vocab/kinds/fablab', 'https://w3id.org/obsidienne/kinds/fablab'],
  ])('of %s name %s', async (path, iri) => {
    const links = await linksOf(path);
    expect(links).toContain(`cite-as ${iri}`);
    expect(links).toContain(`describedby ${path}.ttl`);
    expect(links).toContain('license https://creativecommons.org/licenses/by/4.0/');
    const [author = ''] = links.flatMap((link) => (link.startsWith('author ') ? link.slice(7) : []));
    const [page = '', anchor = ''] = author.split('#');
    expect(await (await site.get(page, { accept: 'text/html' })).text()).toMatch(
      new RegExp(`id="${anchor}"[^/]*Obsidienne|id="${anchor}".{0,90}Obsidienne`),
    );
    const [collection = ''] = links.flatMap((link) => (link.startsWith('collection ') ? link.slice(11) : []));
    expect((await site.get(collection.split('#')[0] ?? '', { accept: 'text/html' })).status).toBe(200);
    expect(await linksOf(path, 'text/turtle')).toEqual(
      expect.arrayContaining([`describes ${path}`, `author ${author}`]),
    );
  });
});
