import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { readVocabulary } from '../../../server/bin/bundled-data.ts';
import { loadConcepts } from '../../../server/directory/concepts.ts';
import { createDirectory } from '../../../server/directory/create-directory.ts';
import type { Directory } from '../../../server/directory/directory.ts';
import type { EntityType, Filter } from '../../../server/directory/entity.ts';
import { createPublisherRules } from '../../../server/fetch/publisher.ts';
import { parseTurtle } from '../../../server/rdf/parse-turtle.ts';
import { prefixes } from '../../observatory.ts';

const concepts = loadConcepts([
  ...readVocabulary(),
  ...parseTurtle(
    '<https://w3id.org/obsidienne/kinds/fablab> <http://www.w3.org/2004/02/skos/core#hiddenLabel> "bidouillerie"@fr .',
    'turtle',
    'http://x/',
  ),
]);
const at = '2026-11-01T10:00:00Z';

let directory: Directory;
beforeEach(() => {
  directory = createDirectory(new DatabaseSync(':memory:'), {
    concepts,
    align: (quads) => quads,
    publishers: createPublisherRules(),
    now: () => new Date('2026-11-25T12:00:00Z'),
  });
});

function publish(host: string, turtle: string): void {
  const url = `http://${host}.localhost/`;
  directory.project(
    { registration: url, url, finalUrl: url, readAt: at, changedAt: at, warnings: [] },
    parseTurtle(`${prefixes}<#it> ${turtle} .`, 'turtle', url),
  );
}

const find = (q: string, type: EntityType = 'place') =>
  directory.list({ type, q }, { page: 1, size: 50, language: 'fr' });
const names = (q: string, type?: EntityType) => find(q, type).items.map(({ name }) => name);

describe('a search', () => {
  beforeEach(() => {
    publish(
      'a',
      'a obs:ThirdPlace ; schema:name "L’Œuvre d’Été"@fr ; obs:kind kinds:fablab ; schema:address [ schema:postalCode "35000" ; schema:addressLocality "Rennes" ]',
    );
    publish(
      'b',
      'a obs:ThirdPlace ; schema:name "La Grange aux vélos"@fr ; schema:address [ schema:postalCode "35400" ; schema:addressLocality "Saint-Malo" ]',
    );
    publish(
      'c',
      'a obs:ThirdPlace ; schema:name "東京ハブ"@ja, "ملتقى المدينة"@ar ; obs:practice practices:shared-garden',
    );
    publish(
      'd',
      'a obs:ThirdPlace ; schema:name "Fabrique du Ponant"@fr ; schema:alternateName "Le Ponant" ; schema:description "Une grange devenue atelier."@fr',
    );
  });

  it.each([
    ['oeuvre', ['L’Œuvre d’Été']],
    ['œuvre', ['L’Œuvre d’Été']],
    ["l'oeuvre d'ete", ['L’Œuvre d’Été']],
    ['l’œuvre', ['L’Œuvre d’Été']],
    ['RENNES fab', ['L’Œuvre d’Été']],
    ['vélo', ['La Grange aux vélos']],
    ['saint malo', ['La Grange aux vélos']],
    ['St-Malo', ['La Grange aux vélos']],
    ['grange aux velos', ['La Grange aux vélos']],
    ['ponants', ['Fabrique du Ponant']],
    ['東京', ['東京ハブ']],
    ['المدينة', ['東京ハブ']],
    ['makerspace', ['L’Œuvre d’Été']],
    ['bidouillerie', ['L’Œuvre d’Été']],
    ['jardins partagés', ['東京ハブ']],
    ['shared garden', ['東京ハブ']],
    ['350', ['L’Œuvre d’Été']],
    ['35238', ['L’Œuvre d’Été']],
    ['ille-et-vilaine', ['L’Œuvre d’Été', 'La Grange aux vélos']],
    ['bretagne', ['L’Œuvre d’Été', 'La Grange aux vélos']],
    ['centre', []],
  ])('finds %s whatever its accents, elisions, number, script or other names', (q, found) => {
    expect(names(q)).toEqual(found);
    expect(find(q).closeTo).toBeUndefined();
  });

  it.each([
    ['fabirque', ['Fabrique du Ponant']],
    ['granje', ['La Grange aux vélos', 'Fabrique du Ponant']],
    ['renes', ['L’Œuvre d’Été']],
    ['makerspase', ['L’Œuvre d’Été']],
    ['fabriuqe ponnant', ['Fabrique du Ponant']],
    ['bretange', ['L’Œuvre d’Été', 'La Grange aux vélos']],
  ])('takes %s for what it is near to, and says so', (q, found) => {
    expect(names(q)).toEqual(found);
    expect(find(q).closeTo?.length).toBeGreaterThan(0);
  });

  it('leaves a search alone whose words are all known, though no place has them all', () => {
    expect(find('ponant rennes')).toMatchObject({ total: 0, items: [] });
    expect(find('ponant rennes').closeTo).toBeUndefined();
  });

  it('puts what is named so first, then what begins so, then what has the word in its name', () => {
    publish('e', 'a obs:ThirdPlace ; schema:name "Au bout de la grange"@fr');
    publish('f', 'a obs:ThirdPlace ; schema:name "Grange"@fr');
    publish('g', 'a obs:ThirdPlace ; schema:name "Grange neuve"@fr');
    expect(names('grange')).toEqual([
      'Grange',
      'Grange neuve',
      'La Grange aux vélos',
      'Au bout de la grange',
      'Fabrique du Ponant',
    ]);
  });

  it.each([
    '"',
    '*',
    '***',
    'NEAR(a b)',
    'name:x',
    'a OR b',
    '(',
    '^grange',
    'grange"',
    "'; DROP TABLE entity --",
    '\u0000',
    '𞤀𞤁𞤂',
    '👩🏽‍🌾',
    '\u202Eabc',
    'x'.repeat(500),
    'mot '.repeat(125),
    '% _',
    '-',
    `${'a'.repeat(39)}😀`,
    '½ ² ①',
  ])('never trips over %s', (q) => {
    for (const type of ['place', 'person'] as const) expect(find(q, type).total).toBeGreaterThanOrEqual(0);
  });

  it('counts on every facet value what choosing it gives, near words included', () => {
    for (const q of ['grange', 'granje', 'bretagne', 'makerspase'])
      for (const [name, values] of Object.entries(find(q).facets))
        for (const { key, count } of values) {
          const filter = { type: 'place', q, [name]: [key] } as Filter;
          expect([q, name, key, directory.list(filter, { page: 1, size: 1, language: 'fr' }).total]).toEqual([
            q,
            name,
            key,
            count,
          ]);
        }
  });
});
