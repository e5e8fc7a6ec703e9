import { readdirSync, readFileSync } from 'node:fs';
import type { Quad } from '@rdfjs/types';
import fc from 'fast-check';
import { DataFactory, Parser } from 'n3';
import { Validator } from 'shacl-engine';
import { expect, test } from 'vitest';
import { syntheticSites } from '../../fixtures/synthetic.ts';
import { createShapeCheck } from '../../server/validation/check-shapes.ts';
import { indexConcepts } from '../../server/validation/concept-index.ts';
import { explainResult } from '../../server/validation/explain-result.ts';
import { indexProfile } from '../../server/validation/profile.ts';
import { documentUrl, turtle } from './turtle.ts';

const { namedNode, literal, blankNode, quad } = DataFactory;
const now = new Date('2026-11-23T12:00:00Z');
const concepts = indexConcepts([]);

const readTurtleFiles = (folder: string) => {
  const url = new URL(`../../${folder}/`, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.ttl'))
    .map((name) => readFileSync(new URL(name, url), 'utf8'));
};
const ourShapes = readTurtleFiles('shapes').flatMap((text) => new Parser().parse(text));

/** What the engine alone says of everything, each finding once and in one order. */
async function askEngine(shapes: readonly Quad[], quads: readonly Quad[]): Promise<string[]> {
  const engine = new Validator(indexProfile(shapes), { factory: DataFactory });
  const { results } = await engine.validate({ dataset: indexProfile(quads) });
  return listed(results.map((result) => explainResult(result, { concepts, now })));
}

const listed = (findings: readonly object[]) =>
  [...new Set(findings.map((finding) => JSON.stringify(Object.entries(finding).sort())))].sort();

const check = createShapeCheck(indexProfile(ourShapes), concepts);
const checked = async (quads: readonly Quad[]) => listed(await check(indexProfile(quads), now));

const profiles = [
  ...readTurtleFiles('fixtures/defects'),
  ...syntheticSites(20).sites.flatMap(({ pages }) =>
    [...pages.values()].flatMap((page) =>
      'body' in page && page.mediaType === 'text/turtle' ? String(page.body) : [],
    ),
  ),
].flatMap((text) => {
  try {
    return [new Parser({ baseIRI: documentUrl }).parse(text)];
  } catch {
    // One defect is that it cannot be read.
    return [];
  }
});

test('the quick looks and the engine together say what the engine alone says, of every example', async () => {
  expect(profiles.length).toBeGreaterThan(30);
  for (const quads of profiles) expect(await checked(quads)).toEqual(await askEngine(ourShapes, quads));
});

const strangeValues = [
  namedNode('mailto:a@b.example'),
  namedNode('javascript:alert(1)'),
  namedNode('http://other.example/#it'),
  namedNode('urn:x'),
  namedNode(`${documentUrl}#lieu`),
  blankNode('strange'),
  literal(''),
  literal(' '),
  literal('91'),
  literal('48,85'),
  literal('true'),
  literal('x'.repeat(300)),
  literal('bonjour', 'fr'),
  literal('-91.5', namedNode('http://www.w3.org/2001/XMLSchema#decimal')),
  literal('1e400', namedNode('http://www.w3.org/2001/XMLSchema#double')),
  literal('2026-02-30', namedNode('http://www.w3.org/2001/XMLSchema#date')),
];
const properties = [...new Set(ourShapes.map(({ object }) => object.value))]
  .filter((iri) => /^https:\/\/(schema\.org|w3id\.org\/obsidienne\/ns#)/.test(iri))
  .map((iri) => namedNode(iri));

/** One change: a statement is left out, or said of something strange, or said with another property. */
const change = fc.record({
  at: fc.nat(),
  value: fc.option(fc.constantFrom(...strangeValues)),
  property: fc.option(fc.constantFrom(...properties)),
});

test('they agree on profiles with anything left out, exchanged or made strange', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...profiles), fc.array(change, { maxLength: 8 }), async (profile, changes) => {
      const quads = [...profile];
      for (const { at, value, property } of changes) {
        const index = at % Math.max(1, quads.length);
        const changed = quads[index];
        if (!changed) continue;
        if (!value && !property) quads.splice(index, 1);
        else quads.push(quad(changed.subject, property ?? changed.predicate, value ?? changed.object));
      }
      expect(await checked(quads)).toEqual(await askEngine(ourShapes, quads));
    }),
    { numRuns: 150 },
  );
});

test.each([
  ['a datatype', 'sh:path schema:price ; sh:datatype xsd:decimal'],
  ['a class', 'sh:path schema:address ; sh:class schema:PostalAddress'],
  ['a value that must be there', 'sh:path schema:name ; sh:hasValue "Ici"'],
  ['a value that must be there among none', 'sh:path schema:award ; sh:minCount 1 ; sh:hasValue "Ici"'],
  ['a path that repeats', 'sh:path [ sh:oneOrMorePath schema:address ] ; sh:minCount 1'],
  ['several values at least', 'sh:path schema:name ; sh:minCount 3'],
  ['one language each', 'sh:path schema:name ; sh:uniqueLang true'],
  ['the opposite of a shape', 'sh:path schema:name ; sh:not [ sh:nodeKind sh:Literal ]'],
  ['words that name the node', 'sh:path schema:award ; sh:minCount 1 ; sh:message "Il manque un prix à {$this}."@fr'],
  ['nothing, being switched off', 'sh:path schema:award ; sh:minCount 1 ; sh:deactivated true'],
  ['a part of a part', 'sh:path schema:address ; sh:property [ sh:path schema:postalCode ; sh:minCount 1 ]'],
])('they agree on a shape that asks for %s', async (_, demands) => {
  const shapes = turtle(`<#S> a sh:NodeShape ; sh:targetClass obs:ThirdPlace ; sh:property [ ${demands} ] .`);
  const quads = turtle(`
    <#a> a obs:ThirdPlace ; schema:name "Là"@fr, "Ici"@fr ; schema:price "dix" ; schema:address [ schema:streetAddress "rue" ] .
    <#b> a obs:ThirdPlace ; schema:name "Ici" ; schema:price 10.5 ; schema:address [ a schema:PostalAddress ; schema:postalCode "49000" ] .
    <#c> a obs:ThirdPlace .`);
  const findings = await createShapeCheck(indexProfile(shapes), concepts)(indexProfile(quads), now);
  expect(listed(findings)).toEqual(await askEngine(shapes, quads));
});

test('what every node lacks is told of each, by its own name', async () => {
  const shapes = turtle(
    '<#S> a sh:NodeShape ; sh:targetClass obs:ThirdPlace ; sh:property [ sh:path schema:name ; sh:minCount 1 ] .',
  );
  const quads = turtle('<#a> a obs:ThirdPlace . <#b> a obs:ThirdPlace . [] a obs:ThirdPlace .');
  const findings = await createShapeCheck(indexProfile(shapes), concepts)(indexProfile(quads), now);
  expect(findings.map(({ focusNode }) => focusNode)).toEqual([`${documentUrl}#a`, `${documentUrl}#b`, undefined]);
});
