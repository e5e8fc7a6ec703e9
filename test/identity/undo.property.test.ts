import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ontologyFolder, readTurtleFolder } from '../../server/bin/bundled-data.ts';
import { loadConcepts } from '../../server/directory/concepts.ts';
import { createDirectory } from '../../server/directory/create-directory.ts';
import { createPublisherRules } from '../../server/fetch/publisher.ts';
import type { Verdict } from '../../server/identity/decisions.ts';
import { createIdentity } from '../../server/identity/identity.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';

const concepts = loadConcepts(readTurtleFolder(new URL('schemes/', ontologyFolder)));
const publishers = createPublisherRules();
const count = 6;
const iri = (index: number) => `http://p${index}.example/#lieu`;

/** Six places of one town, each at its own site, linked in a ring. */
async function open() {
  const db = new DatabaseSync(':memory:');
  const directory = createDirectory(db, { concepts, align: (quads) => quads, publishers });
  const now = () => new Date('2026-11-01T10:00:00Z');
  const identity = createIdentity(db, { directory, publisherOf: publishers.find, isRecord: () => false, now });
  for (let index = 0; index < count; index++) {
    const url = `http://p${index}.example/`;
    const at = `2026-10-0${index + 1}T10:00:00Z`;
    const turtle = `@prefix schema: <https://schema.org/> . @prefix obs: <https://w3id.org/obsidienne/ns#> .
      <#lieu> a obs:ThirdPlace ; schema:name "Lieu ${index}" ; obs:cooperatesWith <${iri((index + 1) % count)}> ;
      schema:address [ schema:postalCode "35000" ; schema:addressLocality "Rennes" ] .`;
    directory.project(
      { registration: url, url, finalUrl: url, readAt: at, changedAt: at, warnings: [] },
      parseTurtle(turtle, 'turtle', url),
    );
  }
  await identity.catchUp((step) => step());
  const rows = () =>
    ['entity', 'entity_key', 'link', 'pointer', 'document', 'merged'].map((table) =>
      db.prepare(`SELECT * FROM ${table}`).all(),
    );
  const answers = () => ({
    list: directory.list({ type: 'place' }, { page: 1, size: 50, sort: 'name', language: 'fr' }),
    entities: Array.from({ length: count }, (_, index) => {
      const found = directory.locate(iri(index));
      return found && directory.entity(found.type, found.key, 'fr');
    }),
    listings: [...directory.listings.all()],
    counts: directory.counts(),
  });
  return { db, directory, identity, snapshot: () => JSON.stringify([rows(), answers()]) };
}

const pair = fc
  .tuple(fc.nat(count - 1), fc.nat(count - 1))
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => [iri(a), iri(b)] as const);
const words = fc.array(fc.tuple(pair, fc.constantFrom<Verdict>('merged', 'refused', 'undone')), { maxLength: 12 });

describe('whatever was merged', () => {
  it('is there again, row by row and answer by answer, once all of it is undone', async () => {
    await fc.assert(
      fc.asyncProperty(words, async (said) => {
        const { db, identity, snapshot } = await open();
        const before = snapshot();
        const at = new Date('2026-11-02T10:00:00Z');
        for (const [[a, b], decision] of said) identity.decide(a, b, { decision, by: 'x', at });
        for (const { a, b } of identity.decisions.merged()) identity.decide(a, b, { decision: 'undone', by: 'x', at });
        expect(snapshot()).toBe(before);
        db.close();
      }),
      { numRuns: 40 },
    );
  });

  it('is one: every merged group is listed once, and led by the freshest of those that speak for themselves', async () => {
    await fc.assert(
      fc.asyncProperty(words, async (said) => {
        const { db, directory, identity } = await open();
        const at = new Date('2026-11-02T10:00:00Z');
        for (const [[a, b], decision] of said) identity.decide(a, b, { decision, by: 'x', at });
        const groups = new Map<string, number[]>();
        for (let index = 0; index < count; index++) {
          const key = directory.locate(iri(index))?.key ?? '';
          groups.set(key, [...(groups.get(key) ?? []), index]);
        }
        const leaders = [...groups.values()].map((members) => `Lieu ${Math.max(...members)}`);
        const listed = directory.list({ type: 'place' }, { page: 1, size: 50, sort: 'name', language: 'fr' }).items;
        expect(listed.map(({ name }) => name)).toEqual(leaders.sort());
        for (const { a, b } of identity.decisions.merged()) expect(directory.locate(a)).toEqual(directory.locate(b));
        db.close();
      }),
      { numRuns: 40 },
    );
  });
});
