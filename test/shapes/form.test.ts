import type { Quad } from '@rdfjs/types';
import { expect, test } from 'vitest';
import { obs, rdf, rdfs, schema, sh } from '../../server/rdf/terms.ts';
import { languages, readFolder, values } from '../ontology/read-turtle.ts';

const files = readFolder('shapes');
const shapes: readonly Quad[] = [...files.values()].flat();
const ofType = (type: string) =>
  shapes.filter((q) => q.predicate.equals(rdf('type')) && q.object.equals(sh(type))).map((q) => q.subject.value);
const fields = ofType('PropertyShape');
const used = new Set(shapes.filter((q) => q.predicate.equals(sh('property'))).map((q) => q.object.value));
const of = (shape: string, property: string) => values(shapes, shape, sh(property).value);

test('every property shape says its name, its description and what to do in both languages', () => {
  for (const shape of fields) {
    for (const property of ['name', 'description', 'message']) {
      expect(languages(shapes, shape, sh(property).value), `add sh:${property} in fr and en to <${shape}>`).toEqual([
        'en',
        'fr',
      ]);
    }
  }
});

test('every property shape has one place in the form and one severity, and some entity uses it', () => {
  for (const shape of fields) {
    expect(of(shape, 'order'), `sh:order of <${shape}>`).toHaveLength(1);
    expect(of(shape, 'severity'), `sh:severity of <${shape}>`).toHaveLength(1);
    expect(ofType('PropertyGroup'), `sh:group of <${shape}>`).toContain(of(shape, 'group')[0]);
    expect(used, `use or remove <${shape}>`).toContain(shape);
  }
});

test('every group has its labels and its order', () => {
  for (const group of ofType('PropertyGroup')) {
    expect(languages(shapes, group, rdfs('label').value)).toEqual(['en', 'fr']);
    expect(of(group, 'order')).toHaveLength(1);
  }
});

test('every class of entity has a shape with labels', () => {
  const targets = new Set(
    ofType('NodeShape')
      .filter((shape) => languages(shapes, shape, rdfs('label').value).join() === 'en,fr')
      .filter((shape) => of(shape, 'targetClass').length === 1)
      .flatMap((shape) => of(shape, 'targetClass')),
  );
  for (const name of [
    'ThirdPlace',
    'Network',
    'LivingTerritory',
    'Practice',
    'Experience',
    'UsefulEffect',
    'Cooperation',
  ])
    expect(targets).toContain(obs(name).value);
  for (const name of ['Organization', 'Person', 'AdministrativeArea', 'Demand', 'Offer', 'Event'])
    expect(targets).toContain(schema(name).value);
});

test('only what the model names blocks a profile', () => {
  const blocking = fields.filter((shape) => of(shape, 'severity')[0] === sh('Violation').value);
  const paths = new Set(blocking.map((shape) => shape.split('#')[1] ?? ''));
  const allowed = /Name$|^openDataLicense$|^latitude$|^longitude$|^entityWebPages$|^entityLinks$/;
  for (const name of paths) expect(name).toMatch(allowed);
});

test('messages speak plainly: no jargon, and a full stop', () => {
  for (const { object } of shapes.filter((q) => q.predicate.equals(sh('message')))) {
    expect(object.value).not.toMatch(
      /\b(URIs?|IRIs?|URLs?|RDF|SHACL|triples?|literals?|littéral|nœud|crawl|skos|schema)\b/i,
    );
    expect(object.value).toMatch(/[.…]$/);
    expect(object.value).not.toContain("'");
  }
});

test('a field of the form says how it is filled in', () => {
  for (const { object } of shapes.filter((q) => q.predicate.equals(obs('input')))) {
    expect(object.value).toMatch(
      /^(text|long-text|keywords|number|boolean|yes-no|date|time|days|hours|language|email|tel|url|links|image|license|address|position|concept|entity)$/,
    );
  }
});
