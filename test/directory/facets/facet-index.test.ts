import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVocabulary } from '../../../server/bin/bundled-data.ts';
import { loadConcepts } from '../../../server/directory/concepts.ts';
import { createDirectory } from '../../../server/directory/create-directory.ts';
import type { Directory } from '../../../server/directory/directory.ts';
import {
  addTo,
  countBits,
  countIn,
  eachBit,
  emptyBits,
  emptyPostings,
  intersect,
  mergeInto,
  removeAll,
  setBit,
  subtract,
} from '../../../server/directory/facets/bits.ts';
import { createPublisherRules } from '../../../server/fetch/publisher.ts';
import { parseTurtle } from '../../../server/rdf/parse-turtle.ts';
import { prefixes } from '../../observatory.ts';

const concepts = loadConcepts(readVocabulary());
const at = '2026-11-01T10:00:00Z';
const now = new Date('2026-11-25T12:00:00Z');

interface Opened {
  readonly db: DatabaseSync;
  readonly directory: Directory;
}

function open(clock = () => now): Opened {
  const db = new DatabaseSync(':memory:');
  return {
    db,
    directory: createDirectory(db, {
      concepts,
      align: (quads) => quads,
      publishers: createPublisherRules(),
      now: clock,
    }),
  };
}

/** One change of one document: what it says, or that it is gone. */
type Step = readonly [host: number, words: string | null];

const kinds = ['coworking', 'fablab', 'cultural-place'];
const profile = fc.record({
  kind: fc.constantFrom(...kinds),
  member: fc.option(fc.nat(3)),
  others: fc.option(fc.nat(3)),
  need: fc.option(fc.constantFrom('van', 'hand-tools')),
  until: fc.constantFrom('2020-01-01', '2027-01', '2026'),
  isNetwork: fc.boolean(),
});
const step = fc.tuple(
  fc.nat(3),
  fc.option(
    profile.map(
      ({ kind, member, others, need, until, isNetwork }) => `
        <#it> a ${isNetwork ? 'obs:Network' : 'obs:ThirdPlace'} ; schema:name "Nom ${kind}" ; obs:kind kinds:${kind} ;
          schema:address [ schema:postalCode "35000" ; schema:addressLocality "Rennes" ] .
        ${member === null ? '' : `<#it> schema:memberOf <http://h${member}.localhost/#it> .`}
        ${others === null ? '' : `<#it> schema:member <http://h${others}.localhost/#it> .`}
        ${need === null ? '' : `<#it> schema:seeks <#n> . <#n> a schema:Demand ; schema:name "Besoin" ; schema:validThrough "${until}" ; obs:resource <https://w3id.org/obsidienne/resources/${need}> .`}`,
    ),
    { freq: 4 },
  ),
) as fc.Arbitrary<Step>;

function apply({ directory }: Opened, [host, words]: Step): void {
  const url = `http://h${host}.localhost/`;
  if (words === null) directory.remove(url);
  else
    directory.project(
      { registration: url, url, finalUrl: url, readAt: at, changedAt: at, warnings: [] },
      parseTurtle(prefixes + words, 'turtle', url),
    );
}

/** All that lists say of places, networks and needs. */
const told = ({ directory }: Opened) =>
  (['place', 'network', 'need'] as const).map((type) => {
    const { total, items, facets } = directory.list({ type }, { page: 1, size: 50, sort: 'name', language: 'fr' });
    return { total, names: items.map(({ iri }) => iri).sort(), facets };
  });

describe('the index that lists are counted by', () => {
  it('says after any changes what one read afresh says, whenever it was asked in between', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.boolean()), { minLength: 1, maxLength: 12 }), (steps) => {
        const followed = open();
        told(followed);
        for (const [one, isAsked] of steps) {
          apply(followed, one);
          if (isAsked) told(followed);
        }
        const fresh = open();
        for (const [one] of steps) apply(fresh, one);
        expect(told(followed)).toEqual(told(fresh));
      }),
      { numRuns: 15 },
    );
  });

  it('leaves a need out when its last day has passed, without any visit, and keeps it for who asks for ended ones', () => {
    let today = now;
    const opened = open(() => today);
    const need = (id: string, until: string) =>
      `<#it> schema:seeks <#${id}> . <#${id}> a schema:Demand ; schema:name "${id}" ; schema:validThrough "${until}" .`;
    const it = '<#it> a obs:ThirdPlace ; schema:name "A" .';
    apply(opened, [0, `${it} ${need('jour', '2026-11-25')} ${need('mois', '2026-11')} ${need('an', '2026')}`]);
    const names = (ended = false) =>
      opened.directory
        .list({ type: 'need', ...(ended ? { ended } : {}) }, { page: 1, size: 9, sort: 'name', language: 'fr' })
        .items.map(({ name }) => name);
    expect(names()).toEqual(['an', 'jour', 'mois']);
    today = new Date('2026-11-26T00:00:00Z');
    expect(names()).toEqual(['an', 'mois']);
    today = new Date('2026-12-01T00:00:00Z');
    expect(names()).toEqual(['an']);
    today = new Date('2027-01-01T00:00:00Z');
    expect(names()).toEqual([]);
    expect(names(true)).toEqual(['an', 'jour', 'mois']);
  });

  it('keeps nothing of what was rolled back', () => {
    const opened = open();
    apply(opened, [0, '<#it> a obs:ThirdPlace ; schema:name "A" ; obs:kind kinds:coworking .']);
    const before = told(opened);
    opened.db.exec('BEGIN');
    apply(opened, [0, '<#it> a obs:ThirdPlace ; schema:name "B" ; obs:kind kinds:fablab .']);
    apply(opened, [1, '<#it> a obs:ThirdPlace ; schema:name "C" ; obs:kind kinds:fablab .']);
    opened.db.exec('ROLLBACK');
    expect(told(opened)).toEqual(before);
  });
});

describe('bits and postings', () => {
  const numbers = fc.uniqueArray(fc.nat(3000), { maxLength: 1200 });
  const asBits = (values: readonly number[]) => {
    const bits = emptyBits(3001);
    for (const value of values) setBit(bits, value);
    return bits;
  };
  const asPostings = (values: readonly number[]) => {
    const postings = emptyPostings();
    for (const value of values) addTo(postings, value);
    return postings;
  };

  it('are the sets that they stand for, long and short ones', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [inB, both] = [new Set(b), a.filter((value) => b.includes(value)).sort((x, y) => x - y)];
        const met = asBits(a);
        intersect(met, asBits(b));
        const listed: number[] = [];
        eachBit(met, (value) => listed.push(value));
        expect(listed).toEqual(both);
        expect(countIn(asPostings(a), asBits(b))).toBe(both.length);
        const left = asBits(a);
        subtract(left, asBits(b));
        expect(countBits(left)).toBe(a.length - both.length);
        const postings = asPostings(a);
        removeAll(postings, asBits(b));
        expect(postings.size).toBe(a.filter((value) => !inB.has(value)).length);
        const merged = asBits(b);
        mergeInto(merged, asPostings(a));
        expect(countBits(merged)).toBe(new Set([...a, ...b]).size);
      }),
      { numRuns: 50 },
    );
  });
});
