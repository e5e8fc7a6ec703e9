import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEngineStore } from '../../server/graph/engine-store.ts';
import type { GraphContent } from '../../server/graph/graph.ts';

const change = fc.record({
  iri: fc.constantFrom('http://g/1', 'http://g/2', 'http://g/3'),
  role: fc.constantFrom('profile' as const, 'about' as const),
  objects: fc.option(fc.uniqueArray(fc.constantFrom('1', '2', '3', '4'))),
});

it('holds, after any changes, the union of the profile graphs by default and every graph by name', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), (steps) => {
      const store = createEngineStore();
      const expected = new Map<string, { role: GraphContent['role']; objects: readonly string[] }>();
      for (const step of steps) {
        store.apply(
          step.map(({ iri, role, objects }) => ({
            iri,
            role,
            triples:
              objects === null ? null : objects.map((object) => `<http://s> <http://p> "${object}" .\n`).join(''),
          })),
        );
        for (const { iri, role, objects } of step) {
          if (objects) expected.set(iri, { role, objects });
          else expected.delete(iri);
        }
      }
      const held = [...expected].flatMap(([iri, { role, objects }]) =>
        objects.map((object) => ({ iri, role, object })),
      );
      const rows = (text: string) =>
        store.answer({ text, kind: 'bindings', format: 'csv' }).trim().split(/\r?\n/).slice(1).sort();
      const union = held.filter(({ role }) => role === 'profile').map(({ object }) => object);
      expect(rows('SELECT ?o { ?s ?p ?o }')).toEqual([...new Set(union)].sort());
      expect(rows('SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }')).toEqual(
        held.map(({ iri, object }) => `${iri},${object}`).sort(),
      );
    }),
    { numRuns: 60 },
  );
});

const prefix = 'http://g/';
const holdsAfter = (changes: Parameters<ReturnType<typeof createEngineStore>['apply']>[0][]) => {
  const store = createEngineStore();
  for (const batch of changes) store.apply(batch);
  return store
    .answer({ text: 'SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?o', kind: 'bindings', format: 'csv' })
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((row) => row.replace(prefix, ''));
};
const line = (object: string) => `<http://s> <http://p> "${object}" .\n`;
const holding = (name: string, ...objects: string[]) =>
  ({ iri: prefix + name, role: 'about', triples: objects.map(line).join('') }) as const;
const exchange = (name: string, removed: string, added: string) =>
  ({ iri: prefix + name, role: 'about', removed: line(removed), added: line(added) }) as const;

it.each([
  ['in a graph that is held', [[holding('a', '1', '2')], [exchange('a', '1', '3')]], ['a,2', 'a,3']],
  ['one after the other', [[holding('a', '1')], [exchange('a', '1', '2')], [exchange('a', '2', '3')]], ['a,3']],
  ['at once, in their order', [[holding('a', '1')], [exchange('a', '1', '2'), exchange('a', '2', '1')]], ['a,1']],
  ['after new content', [[holding('a', '0')], [holding('a', '1'), exchange('a', '1', '2')]], ['a,2']],
  ['before new content', [[holding('a', '1')], [exchange('a', '1', '2'), holding('a', '3')]], ['a,3']],
  ['for what is not there', [[holding('a', '1')], [exchange('a', '9', '2')]], ['a,1', 'a,2']],
  ['in a graph that is not held', [[holding('a', '1')], [exchange('b', '1', '2')]], ['a,1']],
  [
    'in a graph that has gone',
    [[holding('a', '1')], [{ ...holding('a'), triples: null }, exchange('a', '1', '2')]],
    [],
  ],
])('exchanges statements %s', (_, changes, held) => {
  expect(holdsAfter(changes)).toEqual(held);
});

it.each([
  [
    'a removed line',
    { removed: '<http://s> <http://p> "1" . } ; DROP ALL ; DELETE DATA { <http://s> <http://p> "1" .' },
  ],
  ['an IRI in a removed line', { removed: '<http://s> <http://p> <http://o> . } ; CLEAR ALL ; INSERT DATA {> .' }],
  ['an added line', { added: 'no statement' }],
  ['an added language', { added: '<http://s> <http://p> "1"@- .' }],
])('changes nothing when %s is not well-formed', (_, wrong) => {
  const store = createEngineStore();
  store.apply([holding('a', '1')]);
  expect(() => store.apply([holding('b', '1'), { ...exchange('a', '1', '2'), ...wrong }])).toThrow();
  expect(store.answer({ text: 'SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }', kind: 'bindings', format: 'csv' })).toBe(
    'g,o\r\nhttp://g/a,1\r\n',
  );
});
