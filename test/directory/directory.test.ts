import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { ontologyFolder, readTurtleFolder } from '../../server/bin/bundled-data.ts';
import { loadConcepts } from '../../server/directory/concepts.ts';
import { createDirectory } from '../../server/directory/create-directory.ts';
import type { Directory } from '../../server/directory/directory.ts';
import type { Filter } from '../../server/directory/entity.ts';
import { createPublisherRules } from '../../server/fetch/publisher.ts';
import { createAligner } from '../../server/rdf/align.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';

const concepts = loadConcepts(readTurtleFolder(new URL('schemes/', ontologyFolder)));
const align = createAligner(
  parseTurtle(
    '<http://pair.example/#partnerOf> <https://w3id.org/obsidienne/ns#readAs> <https://w3id.org/obsidienne/ns#cooperatesWith> .',
    'turtle',
    'http://x/',
  ),
);
const prefixes = `@prefix schema: <https://schema.org/> . @prefix obs: <https://w3id.org/obsidienne/ns#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix kinds: <https://w3id.org/obsidienne/kinds/> . @prefix practices: <https://w3id.org/obsidienne/practices/> .`;
const fr = { page: 1, size: 20, language: 'fr' } as const;
const at = '2026-11-01T10:00:00Z';

let directory: Directory;
beforeEach(() => {
  directory = createDirectory(new DatabaseSync(':memory:'), {
    concepts,
    align,
    publishers: createPublisherRules(['pods.localhost']),
  });
});

function publish(url: string, turtle: string, registration = url): void {
  directory.project(
    { registration, url, finalUrl: url, readAt: at, changedAt: at, warnings: [] },
    parseTurtle(`${prefixes}\n${turtle}`, 'turtle', url),
  );
}

const place = (name: string, more = '') =>
  `<#lieu> a obs:ThirdPlace ; schema:name "${name}"@fr ; obs:kind kinds:coworking ; obs:practice practices:shared-garden ; ${more}
   schema:address [ schema:postalCode "35000" ; schema:addressLocality "Rennes" ] ; schema:geo [ schema:latitude 48.11 ; schema:longitude -1.68 ] .`;
const names = (filter: Filter) => directory.list(filter, fr).items.map(({ name }) => name);

describe('what a document may say', () => {
  it('lists what a document says about its own entities', () => {
    publish('http://a.localhost/', `<> dct:license <http://lic.example/> . ${place('Atelier A')}`);
    const [summary] = directory.list({ type: 'place' }, fr).items;
    expect(summary).toMatchObject({
      name: 'Atelier A',
      commune: 'Rennes',
      kinds: ['coworking'],
      position: { lat: 48.11, lon: -1.68 },
    });
    expect(summary?.provenance).toMatchObject({
      source: 'http://a.localhost/',
      license: 'http://lic.example/',
      readAt: at,
    });
  });

  it('never takes a name from a document of another site', () => {
    publish('http://a.localhost/', place('Atelier A'));
    publish('http://thief.localhost/', '<http://a.localhost/#lieu> a obs:ThirdPlace ; schema:name "Volé" .');
    expect(names({ type: 'place' })).toEqual(['Atelier A']);
  });

  it('keeps neighbours on a shared host apart by their folder', () => {
    publish('http://pods.localhost/ada/profil', '<#me> a schema:Organization ; schema:name "Ada" .');
    publish(
      'http://pods.localhost/eve/profil',
      '<http://pods.localhost/ada/profil#me> a schema:Organization ; schema:name "Eve" .',
    );
    expect(names({ type: 'organization' })).toEqual(['Ada']);
  });

  it('prefers the entity’s own document to another page of the same site, whichever came first', () => {
    publish('http://a.localhost/liste', '<http://a.localhost/lieu#lieu> a obs:ThirdPlace ; schema:name "Ancien nom" .');
    publish('http://a.localhost/lieu', place('Nom juste'));
    expect(names({ type: 'place' })).toEqual(['Nom juste']);
    directory.remove('http://a.localhost/lieu');
    expect(names({ type: 'place' })).toEqual(['Ancien nom']);
  });

  it('lists a person only who asks for it', () => {
    publish('http://a.localhost/', '<#moi> a schema:Person ; schema:name "Discrète" .');
    publish('http://b.localhost/', '<#moi> a schema:Person ; schema:name "Volontaire" ; obs:listed true .');
    expect(names({ type: 'person' })).toEqual(['Volontaire']);
  });

  it('reads aligned vocabularies as ours', () => {
    publish(
      'http://a.localhost/',
      `${place('A')} <#lieu> <http://pair.example/#partnerOf> <http://b.localhost/#lieu> .`,
    );
    publish('http://b.localhost/', place('B'));
    const links = directory.entity('place', 'a', 'fr')?.links;
    expect(links).toMatchObject([
      { relation: 'cooperatesWith', direction: 'out', mutual: false, target: { name: 'B' } },
    ]);
  });
});

describe('links', () => {
  it('are mutual when both sides say so, in whichever direction each says it', () => {
    publish(
      'http://net.localhost/',
      '<#reseau> a obs:Network ; schema:name "Réseau" ; schema:member <http://a.localhost/#lieu> .',
    );
    publish('http://a.localhost/', place('A', 'schema:memberOf <http://net.localhost/#reseau> ;'));
    publish('http://b.localhost/', place('B', 'schema:memberOf <http://net.localhost/#reseau> ;'));
    const members = directory.entity(
      'network',
      directory.locate('http://net.localhost/#reseau')?.key ?? '',
      'fr',
    )?.links;
    expect(
      members?.map(({ relation, direction, mutual, target }) => [
        relation,
        direction,
        mutual,
        'name' in target && target.name,
      ]),
    ).toEqual([
      ['member', 'out', true, 'A'],
      ['member', 'in', false, 'B'],
    ]);
  });

  it('show an unknown other end by its IRI', () => {
    publish('http://a.localhost/', place('A', 'obs:cooperatesWith <http://unknown.example/x> ;'));
    expect(directory.entity('place', 'a', 'fr')?.links[0]?.target).toEqual({ iri: 'http://unknown.example/x' });
  });
});

describe('lists', () => {
  beforeEach(() => {
    publish('http://a.localhost/', place("L'Atelier d'Été"));
    publish(
      'http://b.localhost/',
      '<#lieu> a obs:ThirdPlace ; schema:name "Fabrique du Ponant"@fr ; obs:kind kinds:fablab ; schema:description "On y répare des vélos"@fr ; schema:address [ schema:postalCode "29200" ; schema:addressLocality "Brest" ] ; schema:geo [ schema:latitude 48.39 ; schema:longitude -4.49 ] .'.replace(
        'kinds:fablab',
        fablab(),
      ),
    );
    publish(
      'http://c.localhost/',
      '<#lieu> a obs:ThirdPlace ; schema:name "Sans adresse" ; obs:operatingStatus <https://w3id.org/obsidienne/operating-statuses/closed> .',
    );
  });

  it.each([
    ['été', ["L'Atelier d'Été"]],
    ['atelier ete', ["L'Atelier d'Été"]],
    ["d'été", ["L'Atelier d'Été"]],
    ['BREST', ['Fabrique du Ponant']],
    ['jardin partagé', ["L'Atelier d'Été"]],
    ['velos', ['Fabrique du Ponant']],
    ['"; DROP TABLE entity', []],
    ['***', []],
    ['zzz', []],
  ])('finds %s without accents, case or exact forms', (q, found) => {
    expect(names({ type: 'place', q })).toEqual(found);
  });

  it('narrows by facet, box, distance and territory', () => {
    expect(names({ type: 'place', kind: ['coworking'] })).toEqual(["L'Atelier d'Été"]);
    expect(names({ type: 'place', bbox: [-5, 48, -4, 49] })).toEqual(['Fabrique du Ponant']);
    expect(names({ type: 'place', bbox: [170, 40, -4, 49] })).toEqual(['Fabrique du Ponant']);
    expect(names({ type: 'place', near: { lat: 48.1, lon: -1.7, radiusKm: 10 } })).toEqual(["L'Atelier d'Été"]);
    expect(names({ type: 'place', territory: ['29'] })).toEqual(['Fabrique du Ponant']);
    expect(names({ type: 'place', status: ['closed'] })).toEqual(['Sans adresse']);
  });

  it('finds what is narrower than the chosen practice', () => {
    const broader = concepts.resolve('practices', 'shared-garden')?.broader ?? '';
    expect(names({ type: 'place', practice: [broader] })).toEqual(["L'Atelier d'Été"]);
  });

  it('counts on every facet value exactly what choosing it gives', () => {
    for (const filter of [
      { type: 'place' },
      { type: 'place', kind: ['coworking'] },
      { type: 'place', q: 'fabrique' },
    ] as Filter[])
      for (const [name, values] of Object.entries(directory.list(filter, fr).facets))
        for (const { key, count } of values)
          expect([name, key, directory.list({ ...filter, [name]: [key] }, fr).total]).toEqual([name, key, count]);
  });

  it('pages through everything without losing or repeating one', () => {
    for (let i = 0; i < 25; i++)
      publish(`http://n${i}.localhost/`, `<#lieu> a obs:ThirdPlace ; schema:name "Lieu ${i % 3}" .`);
    const pages = [1, 2, 3, 4].map((page) => directory.list({ type: 'place' }, { ...fr, page, size: 9 }));
    expect(pages.map(({ total, items }) => [total, items.length])).toEqual([
      [28, 9],
      [28, 9],
      [28, 9],
      [28, 1],
    ]);
    expect(new Set(pages.flatMap(({ items }) => items.map(({ iri }) => iri))).size).toBe(28);
  });
});

describe('keys', () => {
  it('are readable, stay when the entity comes back, and differ for different entities', () => {
    publish('http://maker.localhost/profil.ttl', '<#lieu> a obs:ThirdPlace ; schema:name "Un" .');
    publish('http://maker.localhost/profil.jsonld', '<#lieu> a obs:ThirdPlace ; schema:name "Deux" .');
    const keys = directory.list({ type: 'place' }, fr).items.map(({ key }) => key);
    expect(keys[1]).toBe('maker');
    expect(keys[0]).toMatch(/^maker-[0-9a-f]{5}$/);
    directory.remove('http://maker.localhost/profil.ttl', at);
    publish('http://maker.localhost/profil.ttl', '<#lieu> a obs:ThirdPlace ; schema:name "Un" .');
    expect(directory.locate('http://maker.localhost/profil.ttl#lieu')?.key).toBe('maker');
  });

  it('remember what was withdrawn, until it comes back', () => {
    publish('http://a.localhost/', place('A'));
    directory.remove('http://a.localhost/', '2026-03-03T00:00:00Z');
    expect(directory.entity('place', 'a', 'fr')).toBeUndefined();
    expect(directory.gone('place', 'a')).toEqual({ name: 'A', withdrawnAt: '2026-03-03T00:00:00Z' });
    expect(directory.idsOf({ type: 'place' })).toEqual([]);
    publish('http://a.localhost/', place('A'));
    expect(directory.gone('place', 'a')).toBeUndefined();
  });
});

function fablab(): string {
  return `<${concepts.inScheme('kinds').find(({ key }) => key.includes('fablab'))?.iri}>`;
}
