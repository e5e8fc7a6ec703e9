import { describe, expect, it } from 'vitest';
import { readLabelledRecords, readPairs } from '../../fixtures/identity/labelled-pairs.ts';
import { matchAll } from '../../server/identity/match.ts';
import { measureQuality, precisionOf, recallOf, wilson } from './quality.ts';

describe('the labelled pairs', () => {
  const pairs = readPairs();
  it('are enough, each once, of records that are there', () => {
    const iris = new Set(readLabelledRecords().map(({ iri }) => iri));
    expect(pairs.length).toBeGreaterThanOrEqual(350);
    expect(pairs.filter(({ isSame }) => isSame).length).toBeGreaterThanOrEqual(70);
    expect(new Set(pairs.map(({ a, b }) => [a, b].sort().join(' '))).size).toBe(pairs.length);
    expect(pairs.flatMap(({ a, b }) => [a, b]).filter((iri) => !iris.has(iri))).toEqual([]);
  });

  it('are parted into what rules may be made by and what only judges them, neither of them small', () => {
    for (const part of ['tuning', 'held-out'] as const)
      expect(pairs.filter((pair) => pair.part === part).length).toBeGreaterThan(pairs.length / 3);
  });

  it('are facts: no number or mailbox of anybody is among them', () => {
    for (const { telephones, emails } of readLabelledRecords()) {
      for (const telephone of telephones) expect(telephone).toMatch(/^01 99 00 \d\d \d\d$|^[\d ]{4,5}$/);
      for (const email of emails) expect(email).toMatch(/^box-\d+@|^masque@/);
    }
  });
});

describe.each(['held-out', 'tuning'] as const)('matching, on the %s pairs', (part) => {
  const [automatic, apart, proposed, sameName, text] = measureQuality(part);

  it('merges by itself only what is the same, also were no two records of one source', () => {
    expect(automatic?.named).toBeGreaterThan(0);
    expect(apart?.named).toBeGreaterThan(10);
    for (const rule of [automatic, apart]) {
      expect(rule?.wrong).toEqual([]);
      expect(precisionOf(rule as never)).toBeGreaterThanOrEqual(0.99);
    }
  });

  it('merges or proposes nine in ten of what is the same', () => {
    expect(recallOf(proposed as never), proposed?.missed.join('\n')).toBeGreaterThanOrEqual(0.9);
  });

  it('finds more than equal names nearby and than alike texts do', () => {
    for (const plain of [sameName, text]) expect(recallOf(proposed as never)).toBeGreaterThan(recallOf(plain as never));
  });
});

it('never proposes a place and the organisation that runs it', () => {
  const kinds = new Map(readLabelledRecords().map(({ iri, kind }) => [iri, kind]));
  expect(matchAll(readLabelledRecords()).filter(({ a, b }) => kinds.get(a) !== kinds.get(b))).toEqual([]);
});

it('tells how sure a share of so few is, as Wilson’s interval has it', () => {
  const rounded = (right: number, all: number) => wilson(right, all).map((end) => Math.round(end * 1000) / 1000);
  expect(rounded(8, 8)).toEqual([0.676, 1]);
  expect(rounded(50, 100)).toEqual([0.404, 0.596]);
  expect(rounded(0, 0)).toEqual([0, 1]);
});
