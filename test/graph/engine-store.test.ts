import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEngineStore } from '../../server/graph/engine-store.ts';
import type { GraphChange } from '../../server/graph/graph.ts';

const change = fc.record({
  iri: fc.constantFrom('http://g/1', 'http://g/2', 'http://g/3'),
  role: fc.constantFrom('profile' as const, 'about' as const),
  objects: fc.option(fc.uniqueArray(fc.constantFrom('1', '2', '3', '4'))),
});

it('holds, after any changes, the union of the profile graphs by default and every graph by name', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), (steps) => {
      const store = createEngineStore();
      const expected = new Map<string, { role: GraphChange['role']; objects: readonly string[] }>();
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
      const rows = (text: string) => store.answer({ text, engineFormat: 'csv' }).trim().split(/\r?\n/).slice(1).sort();
      const union = held.filter(({ role }) => role === 'profile').map(({ object }) => object);
      expect(rows('SELECT ?o { ?s ?p ?o }')).toEqual([...new Set(union)].sort());
      expect(rows('SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }')).toEqual(
        held.map(({ iri, object }) => `${iri},${object}`).sort(),
      );
    }),
    { numRuns: 60 },
  );
});
