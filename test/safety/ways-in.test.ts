import { once } from 'node:events';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonLd, page, redirect } from '../../fixtures/hostile/attack.ts';
import { atPort, privatePlaces } from '../../fixtures/hostile/private-places.ts';
import type { Representation } from '../../fixtures/small-web.ts';
import { readWeb } from '../../server/bin/read-web.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, select, site } from '../observatory.ts';
import type { ServedScene } from './serve-scene.ts';
import { serveScene } from './serve-scene.ts';

/** Whoever gets through any door of ours would knock here: it listens wherever this machine has an address. */
let canary: Server;
let port: number;
let knocks = 0;

/** Addresses of this machine in its own network. */
const ownAddresses = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ address }) => /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd])/.test(address))
  .map(({ address, family }) => (family === 'IPv6' ? `http://[${address}]/` : `http://${address}/`));
const places = [...new Set([...privatePlaces, ...ownAddresses])];

beforeAll(async () => {
  canary = createServer((socket) => {
    knocks += 1;
    socket.destroy();
  });
  canary.listen(0, '::');
  await once(canary, 'listening');
  const address = canary.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => new Promise((done) => canary.close(done)));

/** What a place is when it stands in a URL that somebody sends us, with the canary's port, which is open to visits here. */
const targetOf = (place: string) => atPort(place, port);

/** A site that leads to a private place by one way, and what its visit tells. */
interface Way {
  readonly id: string;
  readonly about: string;
  /** The path that is registered; `/profil.ttl` unless given. */
  readonly path?: string;
  readonly pages: (target: string, host: string) => Readonly<Record<string, string | Representation>>;
  readonly told: readonly string[];
  /** Of the finding that tells why. */
  readonly rule?: string;
}

const place = (more = '') => placeTurtle('Un lieu', more);
const plain = (body: string, mediaType = 'text/plain'): Representation => ({ body, mediaType });
const withLink = (representation: Representation, link: string): Representation => ({
  ...representation,
  headers: { link },
});
const turtlePage = (body: string): Representation => site('x', { '/': body }).pages.get('/') as Representation;
const xml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const header = (text: string) => Buffer.from(text).toString('latin1');
/** As an IRI of Turtle, whatever is in it. */
const iri = (text: string) =>
  `<${text.replace(/[ <>"{}|\\^`]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)}>`;
const rdfs = '<http://www.w3.org/2000/01/rdf-schema#seeAlso>';
const solid = (name: string) => `<http://www.w3.org/ns/solid/terms#${name}>`;
const void_ = (name: string) => `<http://rdfs.org/ns/void#${name}>`;
const ourPlace = {
  '@id': '#lieu',
  '@type': 'https://w3id.org/obsidienne/ns#ThirdPlace',
  'https://schema.org/name': 'Un lieu',
};

const ways: readonly Way[] = [
  {
    id: 'redirect',
    about: 'a redirect',
    pages: (target) => ({ '/profil.ttl': redirect(header(target)) }),
    told: ['blocked'],
  },
  {
    id: 'redirects',
    about: 'the fifth redirect',
    pages: (target) => ({
      '/profil.ttl': redirect('/1', 301),
      '/1': redirect('/2', 303),
      '/2': redirect('/3', 307),
      '/3': redirect('/4', 308),
      '/4': redirect(header(target)),
    }),
    told: ['blocked'],
  },
  {
    id: 'context',
    about: 'a JSON-LD context',
    pages: (target) => ({ '/profil.ttl': jsonLd({ ...ourPlace, '@context': ['https://schema.org', target] }) }),
    told: ['invalid', 'changed'],
    rule: 'reading/unknown-context',
  },
  {
    id: 'import',
    about: 'an imported JSON-LD context',
    pages: (target) => ({ '/profil.ttl': jsonLd({ ...ourPlace, '@context': { '@version': 1.1, '@import': target } }) }),
    told: ['invalid', 'changed'],
  },
  {
    id: 'scoped',
    about: 'a context of a JSON-LD term',
    pages: (target) => ({
      '/profil.ttl': jsonLd({
        ...ourPlace,
        '@context': { a: { '@id': 'http://a.example/', '@context': target } },
        a: { b: 'c' },
      }),
    }),
    told: ['invalid', 'changed'],
    rule: 'reading/unknown-context',
  },
  {
    id: 'header',
    about: 'a Link header',
    pages: (target) => ({
      '/profil.ttl': withLink(
        page('<!doctype html><title>x</title>'),
        header(`<${target}>; rel="describedby"; type="text/turtle"`),
      ),
    }),
    told: ['invalid'],
  },
  {
    id: 'element',
    about: 'a <link>',
    pages: (target) => ({
      '/profil.ttl': page(
        `<!doctype html><title>x</title><link rel="alternate" type="text/turtle" href="${xml(target)}">`,
      ),
    }),
    told: ['invalid'],
    rule: 'reading/linked-data',
  },
  {
    id: 'base',
    about: 'a <base>',
    pages: (target) => ({
      '/profil.ttl': page(
        `<!doctype html><title>x</title><base href="${xml(target)}"><link rel="alternate" type="text/turtle" href="profil.ttl">`,
      ),
    }),
    told: ['invalid'],
    rule: 'reading/linked-data',
  },
  {
    id: 'data',
    about: 'a redirect of the data that a page names',
    pages: (target) => ({
      '/profil.ttl': page('<!doctype html><title>x</title><link rel="alternate" type="text/turtle" href="/data">'),
      '/data': redirect(header(target)),
    }),
    told: ['invalid'],
    rule: 'reading/linked-data',
  },
  {
    id: 'robots',
    about: 'robots.txt',
    pages: (target) => ({ '/profil.ttl': place(), '/robots.txt': redirect(header(target)) }),
    told: ['changed'],
  },
  {
    id: 'entity',
    about: 'a document type and an entity of XML',
    pages: (target) => ({
      '/profil.ttl': plain(
        `<!DOCTYPE r SYSTEM "${xml(target)}" [ <!ENTITY % p SYSTEM "${xml(target)}"> %p; <!ENTITY e SYSTEM "${xml(target)}"> ]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x:Y xmlns:x="http://x.example/" rdf:about="#a"><x:z>&e;</x:z></x:Y></rdf:RDF>`,
        'application/rdf+xml',
      ),
    }),
    told: ['invalid'],
  },
  {
    id: 'link',
    about: 'a link between profiles',
    pages: (target) => ({
      '/profil.ttl': place(
        `${rdfs} ${iri(target)} ; schema:memberOf ${iri(target)} ; obs:cooperatesWith ${iri(target)} ;`,
      ),
    }),
    // What Turtle cannot name makes a broken profile.
    told: ['changed', 'invalid'],
  },
  {
    id: 'index',
    about: 'a type index',
    pages: (target) => ({ '/profil.ttl': place(`${solid('publicTypeIndex')} ${iri(target)} ;`) }),
    told: ['changed', 'invalid'],
  },
  {
    id: 'instance',
    about: 'what a type index names',
    pages: (target) => ({
      '/profil.ttl': place(`${solid('publicTypeIndex')} </index> ;`),
      '/index': `<#a> ${solid('forClass')} obs:ThirdPlace ; ${solid('instance')} ${iri(target)} ; ${solid('instanceContainer')} ${iri(target)}, </folder/> .`,
      '/folder/': redirect(header(target)),
    }),
    told: ['changed', 'invalid'],
  },
  {
    id: 'container',
    about: 'what a container holds',
    pages: (target) => ({
      '/profil.ttl': `<> a <http://www.w3.org/ns/ldp#Container> ; <http://www.w3.org/ns/ldp#contains> ${iri(target)}, <bon> .`,
      '/bon': redirect(header(target)),
    }),
    told: ['signpost', 'invalid'],
  },
  {
    id: 'robots-sitemap',
    about: 'the sitemap that robots.txt names',
    path: '/',
    pages: (target) => ({ '/': place(), '/robots.txt': plain(`User-agent: *\nAllow: /\nSitemap: ${target}\n`) }),
    told: ['changed'],
  },
  {
    id: 'sitemap',
    about: 'a sitemap',
    path: '/sitemap.xml',
    pages: (target, host) => ({
      '/sitemap.xml': plain(
        `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${xml(target)}</loc></url><url><loc>http://${host}/bon</loc></url></urlset>`,
        'application/xml',
      ),
      '/bon': redirect(header(target)),
    }),
    told: ['signpost'],
  },
  {
    id: 'sitemap-index',
    about: 'an index of sitemaps',
    path: '/sitemap.xml',
    pages: (target, host) => ({
      '/sitemap.xml': plain(
        `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>${xml(target)}</loc></sitemap><sitemap><loc>http://${host}/bon.xml</loc></sitemap></sitemapindex>`,
        'application/xml',
      ),
      '/bon.xml': redirect(header(target)),
    }),
    told: ['signpost'],
  },
  {
    id: 'void',
    about: 'a description of data sets',
    path: '/',
    pages: (target) => ({
      '/': page('<!doctype html><title>x</title>'),
      '/.well-known/void': `<#set> a ${void_('Dataset')} ; ${void_('dataDump')} ${iri(target)}, </dump> ; ${void_('rootResource')} ${iri(target)} ; <http://www.w3.org/ns/dcat#downloadURL> ${iri(target)} .`,
      '/dump': redirect(header(target)),
    }),
    told: ['signpost', 'invalid'],
  },
  {
    id: 'dump',
    about: 'a dump',
    path: '/dump.nt',
    pages: (target) => ({
      '/dump.nt': plain(
        `${iri(target)} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/obsidienne/ns#ThirdPlace> .\n${iri(target)} <https://schema.org/name> "x" .\n`.repeat(
          3,
        ),
        'application/n-triples',
      ),
    }),
    told: ['signpost', 'changed', 'invalid'],
  },
  {
    id: 'channel',
    about: 'a channel of notifications',
    pages: (target) => ({
      '/profil.ttl': withLink(
        turtlePage(place()),
        header(
          `<${target}>; rel="http://www.w3.org/ns/solid/terms#updatesViaStreamingHttp2023", </flux>; rel="http://www.w3.org/ns/solid/terms#updatesViaStreamingHttp2023"`,
        ),
      ),
      '/flux': redirect(header(target)),
    }),
    told: ['changed'],
  },
  {
    id: 'storage',
    about: 'the description of a storage and its subscription service',
    pages: (target) => ({
      '/profil.ttl': withLink(
        turtlePage(place()),
        '</stockage>; rel="http://www.w3.org/ns/solid/terms#storageDescription"',
      ),
      '/stockage': `@prefix n: <http://www.w3.org/ns/solid/notifications#> .
        <> n:subscription ${iri(target)}, </abonnement> . ${iri(target)} n:channelType n:StreamingHTTPChannel2023 . </abonnement> n:channelType n:StreamingHTTPChannel2023 .`,
      '/abonnement': redirect(header(target), 307),
    }),
    told: ['changed'],
  },
];

describe.each(ways)('a private place by way of $about', ({ id, path = '/profil.ttl', pages, told, rule }) => {
  let scene: Scene;
  const hostOf = (index: number) => `${id}-${index}.localhost`;
  const urlOf = (index: number) => `http://${hostOf(index)}${path}`;

  beforeAll(async () => {
    knocks = 0;
    scene = await openScene(
      places.map((target, index) => site(hostOf(index), pages(targetOf(target), hostOf(index)))),
      undefined,
      {
        config: {
          allowedPorts: [port],
          discovery: 'auto',
          publishers: places.map((_, index) => hostOf(index)),
          fetchTimeoutMs: 20_000,
        },
      },
    );
    scene.observatory.listen();
    for (const index of places.keys()) scene.observatory.register(urlOf(index), 'test');
    // What the first round found is read in the second, and leads on in the third.
    for (let round = 0; round < 3; round++) await scene.observatory.round();
  });
  afterAll(() => scene.close());

  it.each([...places.entries()])('%i: tells what it met, and goes nowhere', (index) => {
    const { registry } = scene.observatory;
    const registration = registry.findByUrl(urlOf(index));
    const visits = registry.visits(registration?.id ?? '', 5).map(({ outcome }) => outcome);
    expect(visits.length).toBeGreaterThan(0);
    for (const outcome of visits) expect([...told, 'unchanged']).toContain(outcome);
    if (rule) expect(JSON.stringify(registry.report(registration?.id ?? ''))).toContain(rule);
  });

  it('registers nothing that is not public', () => {
    const { items } = scene.observatory.registry.list({ page: 1, size: 1000 });
    for (const { url } of items) expect(new URL(url).hostname).toMatch(new RegExp(`^${id}-\\d+\\.localhost$`));
  });

  it('knocks at no door of this machine', () => {
    expect(knocks).toBe(0);
  });
});

describe('a private place that somebody sends us', () => {
  let scene: Scene;
  let served: ServedScene;
  /** Ten minutes pass at each look: nobody floods us. */
  let clock = Date.parse('2026-01-01');

  beforeAll(async () => {
    knocks = 0;
    scene = await openScene([site('lieu.localhost', { '/profil.ttl': place() })], undefined, {
      config: { allowedPorts: [port] },
    });
    served = await serveScene(scene, () => {
      clock += 600_000;
      return new Date(clock);
    });
    vitestEnv('OBSIDIENNE_ALLOWED_PORTS', String(port));
  });
  afterAll(async () => {
    vitestEnv('OBSIDIENNE_ALLOWED_PORTS', undefined);
    await served.close();
    await scene.close();
  });

  const post = (path: string, body: string, type: string) =>
    fetch(served.url + path, {
      method: 'POST',
      body,
      headers: { 'content-type': type, accept: 'application/json' },
      redirect: 'manual',
    });

  it.each(places)('%s is refused in plain words, whichever way it comes', async (private_) => {
    const target = targetOf(private_);
    const form = new URLSearchParams({ url: target }).toString();
    const notification = JSON.stringify({
      '@context': 'https://www.w3.org/ns/activitystreams',
      type: 'Announce',
      object: { id: target },
    });
    const answers = {
      registration: await post('/registrations', JSON.stringify({ url: target }), 'application/json'),
      registrationForm: await post('/publier', form, 'application/x-www-form-urlencoded'),
      check: await post('/check', JSON.stringify({ url: target }), 'application/json'),
      profileForm: await fetch(`${served.url}/publier/fiche?depuis=${encodeURIComponent(target)}`),
      checkLink: await fetch(`${served.url}/verifier?url=${encodeURIComponent(target)}`),
      checkForm: await post('/verifier', form, 'application/x-www-form-urlencoded'),
      inbox: await post('/inbox', notification, 'application/ld+json'),
    };
    for (const [door, answer] of Object.entries(answers)) {
      expect([door, answer.status]).toEqual([door, 400]);
      expect(await answer.text()).toMatch(/public|adresse|address|port/);
    }
    const picture = new URLSearchParams({ image: target }).toString();
    const looked = await post('/publier/image', picture, 'application/x-www-form-urlencoded');
    expect(await looked.text()).toMatch(/"severity":"warning".*(public|adresse|port)/);
    await expect(readWeb(target)).rejects.toThrow(/public site|http:/);
  });

  it('is not asked for by a query', async () => {
    for (const target of places.slice(0, 5).map(targetOf))
      for (const query of [
        `SELECT * { SERVICE ${iri(target)} { ?s ?p ?o } }`,
        `SELECT * FROM ${iri(target)} { ?s ?p ?o }`,
        `LOAD ${iri(target)}`,
      ]) {
        const answer = await post('/sparql', query, 'application/sparql-query');
        expect([200, 400]).toContain(answer.status);
      }
    expect(await select(scene.observatory, 'SELECT * { ?s ?p ?o }')).toEqual([]);
  });

  it('is registered by none of them', () => {
    expect(scene.observatory.registry.list({ page: 1, size: 10 }).total).toBe(0);
  });

  it('knocks at no door of this machine', () => {
    expect(knocks).toBe(0);
  });
});

describe('the canary', () => {
  it('hears whoever does knock', async () => {
    knocks = 0;
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    expect(knocks).toBe(1);
  });
});

function vitestEnv(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
