import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostOf, profilePath } from '../../fixtures/hostile/attack.ts';
import { urlOf } from '../../fixtures/hostile/cases.ts';
import { lies, openRedirect, podVictim, stolen, victim } from '../../fixtures/hostile/lies.ts';
import type { Entity } from '../../server/directory/entity.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, select, site } from '../observatory.ts';
import { dangersIn } from './dangers.ts';
import { serveScene } from './serve-scene.ts';

const victimTurtle = `${placeTurtle('Kyosei', 'schema:email "contact@kyosei.localhost" ;')}
<#moi> a schema:Person ; schema:name "Discrète" .`;
const podTurtle = placeTurtle('Chez Ana');
const podUrl = podVictim.split('#')[0] ?? '';

const honest = [
  {
    ...site(victim.host, { [profilePath]: victimTurtle }),
    pages: new Map([
      ...site(victim.host, { [profilePath]: victimTurtle }).pages,
      [openRedirect.path, openRedirect.representation] as const,
    ]),
  },
  site('pods.localhost', { '/ana/profil': podTurtle, '/eve/profil': placeTurtle('Chez Eve') }),
];
const hostile = lies.map((attack) => ({
  host: hostOf(attack),
  pages: new Map(Object.entries(attack.pages?.() ?? {})),
}));

/** A neighbour in the next folder, who lies like all the others. */
const evePod = {
  host: 'pods.localhost',
  pages: new Map([
    ['/ana/profil', site('x', { '/': podTurtle }).pages.get('/') ?? []],
    [
      '/eve/profil',
      site('x', {
        '/': `${placeTurtle('Chez Eve')} <../ana/profil#lieu> a obs:ThirdPlace ; schema:name "${stolen.name}" ; schema:telephone "${stolen.telephone}" . <../ana/profil> dct:license <${stolen.licence}> .`,
      }).pages.get('/') ?? [],
    ],
  ]),
};

const victims = [victim.url, podUrl];
const liars = [...lies.map(urlOf), 'http://pods.localhost/eve/profil', `http://${victim.host}${openRedirect.path}`];

describe.each([
  ['heard first', [...liars, ...victims]],
  ['heard last', [...victims, ...liars]],
])('liars who are %s', (_order, urls) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene([...honest.slice(0, 1), evePod, ...hostile]);
    for (const url of urls) {
      scene.observatory.register(url, 'test');
      await scene.observatory.round();
    }
  });
  afterAll(() => scene.close());

  const entityOf = (iri: string): Entity => {
    const { directory } = scene.observatory;
    const at = directory.locate(iri);
    const entity = at && directory.entity(at.type, at.key, 'fr');
    if (!entity) throw new Error(`${iri} is not shown`);
    return entity;
  };

  it('were all read', () => {
    const { registry } = scene.observatory;
    for (const url of liars) expect([url, registry.findByUrl(url)?.status]).toEqual([url, 'listed']);
  });

  it.each([
    ['of another site', victim.place, 'Kyosei', victim.url],
    ['of the next pod', podVictim, 'Chez Ana', podUrl],
  ])('change nothing of a place %s: not its name, place, contact, licence or key', (_whose, iri, name, source) => {
    const { claims, links, ...own } = entityOf(iri);
    expect(own).toMatchObject({ name, commune: 'Rennes', alternateNames: [], position: { lat: 48.11, lon: -1.68 } });
    expect(own.provenance).toMatchObject({ source, license: 'https://creativecommons.org/licenses/by/4.0/' });
    expect(own.provenance.attribution).toBeUndefined();
    expect(own.image).toBeUndefined();
    expect(own.contact).toEqual(iri === victim.place ? { email: 'contact@kyosei.localhost' } : {});
    expect(own.key).not.toMatch(/-[0-9a-f]{5}$/);
    expect(links.filter(({ mutual }) => mutual)).toEqual([]);
    for (const theft of Object.values(stolen)) expect(JSON.stringify({ ...own, claims })).not.toContain(theft);
  });

  it('are heard as others: what they say stands under their own names', () => {
    const { claims } = entityOf(victim.place);
    expect(claims.length).toBeGreaterThan(3);
    for (const { source } of claims) expect(new URL(source).hostname).toMatch(/^hostile-/);
    expect(claims.map(({ description }) => description['fr'])).toContain('Ce lieu est fermé.');
  });

  it('are heard on its page, where their words are only words', async () => {
    const served = await serveScene(scene);
    try {
      const html = await (await fetch(`${served.url}/lieux/${entityOf(victim.place).key}`)).text();
      expect(dangersIn(html)).toEqual([]);
      expect(html).toContain('Ce que d’autres en disent');
      expect(html).toContain('Ce lieu est fermé.');
      for (const theft of [stolen.name, stolen.telephone, stolen.email, stolen.url]) expect(html).not.toContain(theft);
    } finally {
      await served.close();
    }
  });

  it('list nobody who does not ask for it', () => {
    const { directory } = scene.observatory;
    expect(directory.list({ type: 'person' }, { page: 1, size: 20, language: 'fr' }).items).toEqual([]);
    expect(directory.locate(victim.person)).toBeUndefined();
  });

  it('give no name to anything but their own', () => {
    const { items } = scene.observatory.directory.list({ type: 'place' }, { page: 1, size: 200, language: 'fr' });
    for (const { iri, name, provenance } of items)
      if (name === stolen.name) expect(new URL(iri).hostname.endsWith(new URL(provenance.source).hostname)).toBe(true);
  });

  it.each(victims)('add nothing to the graph %s', async (url) => {
    const said = await select(scene.observatory, `SELECT ?o { GRAPH <${url}> { ?s ?p ?o } }`);
    expect(said.length).toBeGreaterThan(5);
    for (const { o } of said) expect(Object.values(stolen)).not.toContain(o);
  });

  it('can be asked for in SPARQL, graph by graph', async () => {
    const said = await select(
      scene.observatory,
      `SELECT ?g { GRAPH ?g { <${victim.place}> <https://schema.org/telephone> "${stolen.telephone}" } }`,
    );
    expect(said.length).toBeGreaterThan(5);
    expect(said.map(({ g }) => g)).not.toContain(victim.url);
  });
});

describe('a redirect to another site', () => {
  it('has that site heard at its own address, and gives the one that redirects no word about it', async () => {
    const toVictim = lies.find(({ id }) => id === 'to-victim');
    if (!toVictim) throw new Error('no such attack');
    const [victimSite] = honest;
    const redirecting = { host: hostOf(toVictim), pages: new Map(Object.entries(toVictim.pages?.() ?? {})) };
    const scene = await openScene([victimSite ?? redirecting, redirecting]);
    try {
      const { observatory } = scene;
      const { id } = observatory.register(urlOf(toVictim), 'test');
      await observatory.round();
      await observatory.round();
      expect(observatory.registry.findByUrl(victim.url)).toMatchObject({ status: 'listed', source: 'redirect' });
      const at = observatory.directory.locate(victim.place);
      expect(observatory.directory.entity('place', at?.key ?? '', 'fr')?.provenance.source).toBe(victim.url);
      expect(observatory.directory.entitiesOf(id)).toEqual([]);
      expect(JSON.stringify(observatory.registry.report(id))).toContain('profile/of-others');

      // The victim changes its name; the other address goes on with the old words, byte by byte.
      const frozen = site('x', { '/': victimTurtle }).pages.get('/') ?? [];
      await scene.serve([
        site(victim.host, { [profilePath]: victimTurtle.replace('Kyosei', 'Kyosei libre') }),
        { host: redirecting.host, pages: new Map([[profilePath, frozen]]) },
      ]);
      scene.later(9 * 24 * 3_600_000);
      await observatory.round();
      expect(observatory.directory.entity('place', at?.key ?? '', 'fr')?.name).toBe('Kyosei libre');
      expect(observatory.directory.entitiesOf(id)).not.toContainEqual(at);
    } finally {
      await scene.close();
    }
  });

  it('lets a persistent name speak for itself', async () => {
    const host = 'nom-durable.localhost';
    const scene = await openScene([
      {
        host,
        pages: new Map([
          ['/lieu', { body: '', mediaType: null, status: 303, headers: { location: 'http://chez.localhost/p.ttl' } }],
        ]),
      },
      site('chez.localhost', {
        '/p.ttl': `<http://${host}/lieu#ici> a obs:ThirdPlace ; schema:name "Par son nom durable" . <http://${host}/autre#ici> a obs:ThirdPlace ; schema:name "${stolen.name}" .`,
      }),
    ]);
    try {
      scene.observatory.register(`http://${host}/lieu`, 'test');
      await scene.observatory.round();
      const { items } = scene.observatory.directory.list({ type: 'place' }, { page: 1, size: 20, language: 'fr' });
      expect(items.map(({ name }) => name)).toEqual(['Par son nom durable']);
    } finally {
      await scene.close();
    }
  });
});

describe('an entity', () => {
  const home = 'http://asso.localhost/';
  const record = 'http://reseau.localhost/membres/asso';
  const homeTurtle = (pointer: string) => `<#reseau> a obs:Network ; schema:name "L’association" . ${pointer}`;
  const recordTurtle = `<${home}#lieu> a obs:ThirdPlace ; schema:name "Le lieu de l’association" ; obs:kind kinds:coworking . <> foaf:primaryTopic <${home}#lieu> .`;

  it.each([
    'schema:subjectOf',
    'foaf:isPrimaryTopicOf',
    'schema:mainEntityOfPage',
    '<http://www.w3.org/2000/01/rdf-schema#seeAlso>',
  ])('may let a record of somebody else speak (%s), and takes it back', async (property) => {
    const pointer = `<#lieu> ${property} <${record}> .`;
    const sites = (said: string) => [
      site('asso.localhost', { '/': homeTurtle(said) }),
      site('reseau.localhost', { '/membres/asso': recordTurtle }),
    ];
    const scene = await openScene(sites(pointer));
    try {
      const { observatory } = scene;
      for (const url of [record, home]) observatory.register(url, 'test');
      await observatory.round();
      const at = observatory.directory.locate(`${home}#lieu`);
      expect(observatory.directory.entity('place', at?.key ?? '', 'fr')).toMatchObject({
        name: 'Le lieu de l’association',
        provenance: { source: record },
      });
      await scene.serve(sites(''));
      scene.later(9 * 24 * 3_600_000);
      await observatory.round();
      expect(observatory.directory.locate(`${home}#lieu`)).toBeUndefined();
    } finally {
      await scene.close();
    }
  });

  it('is heard first itself, however many records it points to', async () => {
    const own = `<#lieu> a obs:ThirdPlace ; schema:name "Ses propres mots" ; schema:subjectOf <${record}> .`;
    const scene = await openScene([
      site('asso.localhost', { '/': homeTurtle(own) }),
      site('reseau.localhost', { '/membres/asso': recordTurtle }),
    ]);
    try {
      for (const url of [record, home]) scene.observatory.register(url, 'test');
      await scene.observatory.round();
      const at = scene.observatory.directory.locate(`${home}#lieu`);
      const entity = scene.observatory.directory.entity('place', at?.key ?? '', 'fr');
      expect(entity?.name).toBe('Ses propres mots');
      expect(entity?.claims).toMatchObject([{ source: record, properties: { kind: [{ kind: 'concept' }] } }]);
    } finally {
      await scene.close();
    }
  });
});
