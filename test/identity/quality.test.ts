import { describe, expect, it } from 'vitest';
import { readLabelledRecords, readPairs } from '../../fixtures/identity/labelled-pairs.ts';
import { matchAll } from '../../server/identity/match.ts';
import { measureQuality, precisionOf, recallOf } from './quality.ts';

const [automatic, proposed, sameName, text] = measureQuality();

describe('matching, on pairs that a person judged', () => {
  it('has enough of them, each once, of records that are there', () => {
    const pairs = readPairs();
    const iris = new Set(readLabelledRecords().map(({ iri }) => iri));
    expect(pairs.length).toBeGreaterThanOrEqual(300);
    expect(pairs.filter(({ isSame }) => isSame).length).toBeGreaterThanOrEqual(60);
    expect(new Set(pairs.map(({ a, b }) => [a, b].sort().join(' '))).size).toBe(pairs.length);
    expect(pairs.flatMap(({ a, b }) => [a, b]).filter((iri) => !iris.has(iri))).toEqual([]);
  });

  it('merges by itself only what is the same', () => {
    expect(automatic?.named).toBeGreaterThan(0);
    expect(automatic?.wrong).toEqual([]);
    expect(precisionOf(automatic as never)).toBeGreaterThanOrEqual(0.99);
  });

  it('merges or proposes nine in ten of what is the same', () => {
    expect(recallOf(proposed as never), proposed?.missed.join('\n')).toBeGreaterThanOrEqual(0.9);
  });

  it('finds more than equal names nearby and than alike texts do', () => {
    for (const plain of [sameName, text]) expect(recallOf(proposed as never)).toBeGreaterThan(recallOf(plain as never));
  });

  it('never proposes a place and the organisation that runs it', () => {
    const kinds = new Map(readLabelledRecords().map(({ iri, kind }) => [iri, kind]));
    expect(matchAll(readLabelledRecords()).filter(({ a, b }) => kinds.get(a) !== kinds.get(b))).toEqual([]);
  });
});
