import { describe, expect, test } from 'vitest';
import { dct, rdf, skos, VOCAB } from '../../server/rdf/terms.ts';
import { languages, readFolder, values } from './read-turtle.ts';

const schemes = readFolder('ontology/schemes');
const skosIri = (name: string) => skos(name).value;

const names = [
  ...[
    'access',
    'audiences',
    'conditions',
    'disciplines',
    'effects',
    'equipment',
    'event-kinds',
    'exchange-states',
    'kinds',
  ],
  ...['legal-forms', 'operating-statuses', 'practices', 'resources', 'rhythms', 'roles', 'scales', 'stages'],
  ...['tenures', 'values'],
];

/** Concepts that have nothing narrower: what a place chooses. */
function leaves(scheme: string): string[] {
  const quads = schemes.get(scheme) ?? [];
  return concepts(scheme).filter((iri) => values(quads, iri, skosIri('narrower')).length === 0);
}

function concepts(scheme: string): string[] {
  return (schemes.get(scheme) ?? []).filter((q) => q.object.equals(skos('Concept'))).map((q) => q.subject.value);
}

function tops(scheme: string): string[] {
  return values(schemes.get(scheme) ?? [], VOCAB + scheme, skosIri('hasTopConcept')).map((iri) =>
    iri.slice(`${VOCAB}${scheme}/`.length),
  );
}

test('there is one file for each of the nineteen schemes', () => {
  expect([...schemes.keys()].sort()).toEqual(names);
});

describe.each(names)('the scheme %s', (scheme) => {
  const quads = schemes.get(scheme) ?? [];
  const schemeIri = VOCAB + scheme;

  test('has a title and a definition in both languages, and a licence', () => {
    expect(quads.some((q) => q.subject.value === schemeIri && q.object.equals(skos('ConceptScheme')))).toBe(true);
    for (const property of ['prefLabel', 'definition']) {
      expect(languages(quads, schemeIri, skosIri(property)), `${schemeIri} skos:${property}`).toEqual(['en', 'fr']);
    }
    expect(values(quads, schemeIri, dct('license').value)).toEqual(['https://creativecommons.org/licenses/by/4.0/']);
  });

  test('gives every concept one label and one definition per language', () => {
    for (const iri of concepts(scheme)) {
      for (const property of ['prefLabel', 'definition']) {
        expect(languages(quads, iri, skosIri(property)), `add skos:${property} in fr and en to <${iri}>`).toEqual([
          'en',
          'fr',
        ]);
      }
    }
  });

  test('names every concept by a slug of its own, which is also its notation', () => {
    for (const iri of concepts(scheme)) {
      const slug = iri.slice(`${schemeIri}/`.length);
      expect(iri.startsWith(`${schemeIri}/`) && slug, `<${iri}>`).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(values(quads, iri, skosIri('notation')), `skos:notation of <${iri}>`).toEqual([slug]);
      expect(values(quads, iri, skosIri('inScheme')), `skos:inScheme of <${iri}>`).toEqual([schemeIri]);
    }
    expect(new Set(concepts(scheme)).size).toBe(concepts(scheme).length);
  });

  test('never gives two concepts the same label in one language', () => {
    for (const language of ['fr', 'en']) {
      const labels = quads
        .filter((q) => q.predicate.equals(skos('prefLabel')) && q.subject.value !== schemeIri)
        .flatMap((q) => (q.object.termType === 'Literal' && q.object.language === language ? [q.object.value] : []));
      expect(labels).toEqual([...new Set(labels)]);
    }
  });

  test('says broader and narrower from both sides, and reaches every concept from a top concept', () => {
    for (const iri of concepts(scheme)) {
      for (const narrower of values(quads, iri, skosIri('narrower'))) {
        expect(values(quads, narrower, skosIri('broader')), `skos:broader of <${narrower}>`).toEqual([iri]);
      }
      const broader = values(quads, iri, skosIri('broader'));
      const isTop = values(quads, iri, skosIri('topConceptOf')).length === 1;
      expect(isTop ? broader.length : broader.length - 1, `<${iri}> is a top concept or has one broader one`).toBe(0);
      for (const up of broader) expect(values(quads, up, skosIri('narrower')), `<${up}>`).toContain(iri);
    }
    expect(tops(scheme).length).toBeGreaterThan(0);
  });

  test('writes plain sentences: capital first, full stop last, typographic apostrophes', () => {
    for (const { predicate, object } of quads) {
      if (!predicate.equals(skos('definition'))) continue;
      expect(object.value).toMatch(/^\p{Lu}.*\.$/u);
      expect(object.value).not.toContain("'");
    }
  });
});

describe('the lists are as long as the model says', () => {
  test.each([
    ['kinds', 8],
    ['legal-forms', 12],
    ['values', 9],
    ['effects', 12],
    ['scales', 4],
    ['operating-statuses', 4],
    ['conditions', 5],
    ['exchange-states', 3],
    ['stages', 5],
  ])('%s has %i to choose from', (scheme, count) => {
    expect(leaves(scheme)).toHaveLength(count);
  });

  test('practices come in seven families with at least sixty practices', () => {
    expect(tops('practices')).toEqual([
      'social',
      'spatial',
      'cultural',
      'economic',
      'ecological',
      'learning',
      'governance',
    ]);
    expect(leaves('practices').length).toBeGreaterThanOrEqual(60);
  });

  test('resources are material or immaterial, at least eighty of them', () => {
    expect(tops('resources')).toEqual(['material', 'immaterial']);
    expect(leaves('resources').length).toBeGreaterThanOrEqual(80);
  });

  test('scales lie in two rings', () => {
    expect(tops('scales')).toEqual(['inside', 'outside']);
  });
});

test('says of what type every subject is', () => {
  for (const quads of schemes.values()) {
    const typed = new Set(quads.filter((q) => q.predicate.equals(rdf('type'))).map((q) => q.subject.value));
    for (const { subject } of quads) expect(typed).toContain(subject.value);
  }
});
