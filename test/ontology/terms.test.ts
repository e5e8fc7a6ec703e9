import type { Quad } from '@rdfjs/types';
import { describe, expect, test } from 'vitest';
import { OBS, obs, owl, rdf, rdfs, schema, VOCAB } from '../../server/rdf/terms.ts';
import { languages, readFolder, readTurtle, values } from './read-turtle.ts';

const ontology = readTurtle('ontology/obsidienne.ttl');
const alignments = readTurtle('ontology/alignments.ttl');
const schemes = [...readFolder('ontology/schemes').values()].flat();
const shapes = [...readFolder('shapes').values()].flat();
const defined = new Set(
  ontology
    .filter((q) => q.predicate.equals(rdf('type')) && q.subject.value.startsWith(OBS))
    .map((q) => q.subject.value),
);
const concepts = new Set(schemes.map((q) => q.subject.value));

/** Every IRI of ours that some quads mention. */
function ours(quads: readonly Quad[]): string[] {
  const terms = quads.flatMap((q) => [q.subject, q.predicate, q.object]);
  return [...new Set(terms.filter((t) => t.termType === 'NamedNode').map((t) => t.value))];
}

test('the ontology says its version, its licence and its title in both languages', () => {
  const iri = `${VOCAB}ns`;
  expect(values(ontology, iri, owl('versionIRI').value)).toHaveLength(1);
  expect(values(ontology, iri, owl('versionInfo').value)).toHaveLength(1);
  expect(languages(ontology, iri, 'http://purl.org/dc/terms/title')).toEqual(['en', 'fr']);
});

describe('every term of the ontology', () => {
  test.each([...defined])('%s has a label and a comment in both languages', (iri) => {
    for (const property of ['label', 'comment']) {
      expect(languages(ontology, iri, rdfs(property).value), `rdfs:${property} of <${iri}>`).toEqual(['en', 'fr']);
    }
    expect(values(ontology, iri, rdfs('isDefinedBy').value)).toEqual([`${VOCAB}ns`]);
  });

  test('says what it applies to, by hints that conclude nothing', () => {
    expect(ontology.filter((q) => q.predicate.equals(rdfs('domain')) || q.predicate.equals(rdfs('range')))).toEqual([]);
    for (const iri of defined) {
      const isClass = values(ontology, iri, rdf('type').value).includes(owl('Class').value);
      const hints = values(ontology, iri, isClass ? rdfs('subClassOf').value : schema('domainIncludes').value);
      expect(hints.length, `<${iri}>`).toBeGreaterThan(0);
    }
  });

  test('says its inverse from both sides', () => {
    for (const q of ontology.filter((one) => one.predicate.equals(owl('inverseOf')))) {
      expect(values(ontology, q.object.value, owl('inverseOf').value)).toEqual([q.subject.value]);
    }
  });
});

test('every property whose values are concepts names a scheme that exists', () => {
  const fromScheme = [...ontology, ...shapes].filter((q) => q.predicate.equals(obs('fromScheme')));
  expect(fromScheme.length).toBeGreaterThanOrEqual(18);
  for (const { object } of fromScheme) expect(concepts).toContain(object.value);
});

test.each([
  ['ontology', ontology],
  ['shapes', shapes],
  ['alignments', alignments],
])('the %s use only terms and concepts that are defined', (_, quads) => {
  for (const iri of ours(quads)) {
    if (iri.startsWith(OBS)) expect(defined, `define <${iri}> in ontology/obsidienne.ttl`).toContain(iri);
    const scheme = new RegExp(`^${VOCAB}(?!ns|shapes|alignments)[a-z-]+(/.*)?$`);
    if (scheme.test(iri)) expect(concepts, `define <${iri}> in ontology/schemes/`).toContain(iri);
  }
});

describe('alignments', () => {
  const readAs = alignments.filter((q) => q.predicate.equals(obs('readAs')));

  test('read every foreign term as one term of ours, a concept of ours or one of schema.org', () => {
    const subjects = readAs.map((q) => q.subject.value);
    expect(subjects).toEqual([...new Set(subjects)]);
    for (const { subject, object } of readAs) {
      expect(subject.value.startsWith(VOCAB), `<${subject.value}> is ours already`).toBe(false);
      expect(object.value).toMatch(/^https:\/\/(schema\.org\/|w3id\.org\/obsidienne\/)/);
    }
  });

  test.each([
    ['http://virtual-assembly.org/ontologies/pair#partnerOf', obs('cooperatesWith')],
    ['http://virtual-assembly.org/ontologies/pair#PhysicalPlace', obs('ThirdPlace')],
    ['http://purl.org/essglobal/vocab/SSEInitiative', schema('Organization')],
    ['http://www.w3.org/ns/org#hasMember', schema('member')],
  ])('read <%s> as the term the directory knows', (foreign, term) => {
    expect(values(readAs, foreign, obs('readAs').value)).toEqual([term.value]);
  });
});
