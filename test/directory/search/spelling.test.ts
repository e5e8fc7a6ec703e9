import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSpelling, mistakesBetween, nearest } from '../../../server/directory/search/spelling.ts';

/** The same by the definition: the whole matrix, and every beginning tried. */
function slowly(word: string, other: string): number {
  const cost = Array.from({ length: word.length + 1 }, (_, i) =>
    Array.from({ length: other.length + 1 }, (_, j) => i + j),
  );
  const at = (i: number, j: number) => cost[i]?.[j] ?? 0;
  for (let i = 1; i <= word.length; i++)
    for (let j = 1; j <= other.length; j++) {
      let best = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (word[i - 1] === other[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1])
        best = Math.min(best, at(i - 2, j - 2) + 1);
      (cost[i] as number[])[j] = best;
    }
  return at(word.length, other.length);
}

describe('mistakes between words', () => {
  it.each([
    ['renens', 'rennes', false, 1],
    ['rene', 'rennes', false, 2],
    ['fabriq', 'fabrique', true, 0],
    ['fabirq', 'fabrique', true, 1],
    ['fabrique', 'fabrique', false, 0],
    ['été', 'ete', false, 2],
  ])('%s and %s (beginning: %s) have %i', (word, other, isBeginning, expected) => {
    const found = mistakesBetween(word, other, { atMost: 2, isBeginning });
    expect(found).toBe(Math.min(expected, 3));
  });

  it('are as many as the definition says, up to the bound', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 10 });
    fc.assert(
      fc.property(word, word, fc.constantFrom(1, 2), fc.boolean(), (a, b, atMost, isBeginning) => {
        const exact = isBeginning
          ? Math.min(...Array.from({ length: b.length + 1 }, (_, length) => slowly(a, b.slice(0, length))))
          : slowly(a, b);
        expect(mistakesBetween(a, b, { atMost, isBeginning })).toBe(Math.min(exact, atMost + 1));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('near words', () => {
  it('are the nearest first, and never of words too short to be sure', () => {
    expect(nearest('granje', ['grange', 'granges', 'manger', 'orange'])).toEqual(['grange', 'granges']);
    expect(nearest('lyn', ['lyon'])).toEqual([]);
    expect(nearest('lyno', ['lyon', 'lens'])).toEqual(['lyon']);
  });

  it('are found among all that was ever learnt, in any script', () => {
    const db = new DatabaseSync(':memory:');
    db.exec(`CREATE TABLE word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
      CREATE VIRTUAL TABLE word_trigram USING fts5 (word, tokenize = 'trigram', content = '', detail = none)`);
    const spelling = createSpelling(db, ['makerspace']);
    for (const text of ['la fabrique du ponant', 'la fabrique', 'мастерская', 'lieu 123456']) spelling.learn(text);
    expect(db.prepare('SELECT count(*) AS n FROM word').get()?.['n']).toBe(4);
    expect(spelling.near('fabrqiue')).toEqual(['fabrique']);
    expect(spelling.near('ponnant')).toEqual(['ponant']);
    expect(spelling.near('makerspase')).toEqual(['makerspace']);
    expect(spelling.near('мастерскаи')).toEqual(['мастерская']);
    expect(spelling.near('123457')).toEqual([]);
  });
});
