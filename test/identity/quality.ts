import { type Part, readLabelledRecords, readPairs } from '../../fixtures/identity/labelled-pairs.ts';
import { kilometres } from '../../server/directory/distance.ts';
import type { Evidence } from '../../server/identity/evidence.ts';
import { matchAll } from '../../server/identity/match.ts';
import { foldText } from '../../server/rdf/fold-text.ts';

/** How well a way of matching agrees with the labels of one part. */
export interface Quality {
  readonly name: string;
  readonly part: Part;
  /** Pairs that it names, and how many of those are labelled the same. */
  readonly named: number;
  readonly right: number;
  /** Pairs that are labelled the same. */
  readonly all: number;
  /** What it names wrongly and what it misses, as "a = b". */
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
}

export const precisionOf = ({ named, right }: Quality): number => (named === 0 ? 1 : right / named);
export const recallOf = ({ right, all }: Quality): number => right / all;

/** Where a share of so many lies in 95 of 100 cases (Wilson 1927): honest for few and for all or none of them. */
export function wilson(right: number, all: number): readonly [low: number, high: number] {
  if (all === 0) return [0, 1];
  const z = 1.96;
  const share = right / all;
  const middle = (share + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const half = (z / (1 + (z * z) / all)) * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/**
 * Judges our automatic merges, all that we propose, and two plain ways, on one part of the labelled pairs. That one source
 * lists two things apart keeps the rule from merging them: few pairs are of two sources, so the rule is also judged as if
 * each record came from a source of its own.
 */
export function measureQuality(part: Part): readonly Quality[] {
  const records = readLabelledRecords();
  const byIri = new Map(records.map((record) => [record.iri, record]));
  const matchOf = finderOf(records);
  const matchApart = finderOf(records.map((record) => ({ ...record, publisher: record.iri })));
  const at = (iri: string) => {
    const found = byIri.get(iri);
    if (!found) throw new Error(`the pairs name ${iri}, which no file of fixtures/identity has`);
    return found;
  };
  const judge = (name: string, says: (a: string, b: string) => boolean) => judgePart(name, part, says);
  return [
    judge('merged automatically', (a, b) => matchOf(a, b)?.isSure === true),
    judge('merged automatically, were each a source of its own', (a, b) => matchApart(a, b)?.isSure === true),
    judge('merged or proposed', (a, b) => matchOf(a, b) !== undefined),
    judge('equal names within 500 m', (a, b) => isSameNameNear(at(a), at(b))),
    judge('texts half alike within 5 km', (a, b) => isTextAlike(at(a), at(b))),
  ];
}

function finderOf(records: readonly Evidence[]) {
  const matches = new Map(matchAll(records).map((match) => [`${match.a} ${match.b}`, match]));
  return (a: string, b: string) => matches.get([a, b].sort().join(' '));
}

function judgePart(name: string, part: Part, says: (a: string, b: string) => boolean): Quality {
  const pairs = readPairs().filter((pair) => pair.part === part);
  const named = pairs.filter(({ a, b }) => says(a, b));
  const all = pairs.filter(({ isSame }) => isSame);
  const tell = ({ a, b }: { readonly a: string; readonly b: string }) => `${a} = ${b}`;
  return {
    name,
    part,
    named: named.length,
    right: named.filter(({ isSame }) => isSame).length,
    all: all.length,
    wrong: named.filter(({ isSame }) => !isSame).map(tell),
    missed: all.filter((pair) => !named.includes(pair)).map(tell),
  };
}

/** What anybody would begin with. */
function isSameNameNear(a: Evidence, b: Evidence): boolean {
  return foldText(a.names.join(' ')) === foldText(b.names.join(' ')) && isWithin(a, b, 0.5);
}

/** Trigram likeness (Jaccard) of everything that a record says in words. */
function isTextAlike(a: Evidence, b: Evidence): boolean {
  const [left, right] = [trigramsOf(a), trigramsOf(b)];
  const shared = [...left].filter((one) => right.has(one)).length;
  return shared / (left.size + right.size - shared) >= 0.5 && isWithin(a, b, 5);
}

function isWithin({ position: p }: Evidence, { position: q }: Evidence, km: number): boolean {
  return p !== undefined && q !== undefined && kilometres(p.lon, p.lat, q.lon, q.lat) <= km;
}

function trigramsOf({ names, street, postalCode, locality }: Evidence): ReadonlySet<string> {
  const text = `  ${foldText([...names, street, postalCode, locality].join(' '))} `;
  return new Set(Array.from({ length: text.length - 2 }, (_, index) => text.slice(index, index + 3)));
}
