import type { DatabaseSync } from 'node:sqlite';
import { ones } from '../facets/bits.ts';

/** How many letters may be wrong in a word of so many. */
export function allowedMistakes(word: string): number {
  if (word.length < 4 || /\d/.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
}

/** Searched words have at most 40 letters. */
const rowLength = 64;
/** Used again by every comparison: thousands of words are compared for one that is misspelt. */
const rows: [Uint8Array, Uint8Array, Uint8Array] = [
  new Uint8Array(rowLength),
  new Uint8Array(rowLength),
  new Uint8Array(rowLength),
];

/**
 * How many letters were left out, added, changed or swapped with their neighbour between a word and another one, or the
 * beginning of another one when `isBeginning`; `atMost + 1` when it is more (optimal string alignment distance).
 */
export function mistakesBetween(
  word: string,
  other: string,
  { atMost, isBeginning }: { readonly atMost: number; readonly isBeginning: boolean },
): number {
  if (word.length - other.length > atMost || (!isBeginning && other.length - word.length > atMost)) return atMost + 1;
  const width = Math.min(other.length, word.length + atMost, rowLength - 1);
  let [beforeLast, last, current] = rows;
  for (let column = 0; column <= width; column++) last[column] = column;
  for (let row = 1; row <= word.length; row++) {
    const [letter, letterBefore] = [word.charCodeAt(row - 1), row > 1 ? word.charCodeAt(row - 2) : -1];
    current[0] = row;
    let best = row;
    for (let column = 1; column <= width; column++) {
      const otherLetter = other.charCodeAt(column - 1);
      let cost = (last[column - 1] as number) + (letter === otherLetter ? 0 : 1);
      cost = Math.min(cost, (last[column] as number) + 1, (current[column - 1] as number) + 1);
      if (column > 1 && letter === other.charCodeAt(column - 2) && letterBefore === otherLetter)
        cost = Math.min(cost, (beforeLast[column - 2] as number) + 1);
      current[column] = cost;
      if (cost < best) best = cost;
    }
    if (best > atMost) return atMost + 1;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  if (!isBeginning) return Math.min(last[width] as number, atMost + 1);
  let best = atMost + 1;
  for (let column = 0; column <= width; column++) best = Math.min(best, last[column] as number);
  return best;
}

const maxNear = 8;
/** From this length on, what is typed may be the beginning of the word. */
const beginningLength = 6;

/** Those of the known words that a misspelt one may stand for, the nearest first. */
export function nearest(word: string, known: Iterable<string>): readonly string[] {
  const atMost = allowedMistakes(word);
  if (atMost === 0) return [];
  const isBeginning = word.length >= beginningLength;
  const letters = lettersOf(word);
  const near: { readonly word: string; readonly mistakes: number }[] = [];
  for (const other of known) {
    if (other.length < word.length - atMost || (!isBeginning && other.length > word.length + atMost)) continue;
    // Every letter that the other one lacks is a mistake: few words are left to be compared.
    if (ones(letters & ~lettersOf(other)) > atMost) continue;
    const mistakes = mistakesBetween(word, other, { atMost, isBeginning });
    if (mistakes <= atMost) near.push({ word: other, mistakes });
  }
  return near
    .sort((a, b) => a.mistakes - b.mistakes || a.word.length - b.word.length || (a.word < b.word ? -1 : 1))
    .slice(0, maxNear)
    .map((found) => found.word);
}

/** Which letters a word has, one bit each; what is no Latin letter shares the last ones. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at) - 97;
    letters |= 1 << (code >= 0 && code < 26 ? code : 26 + (code & 3));
  }
  return letters;
}

/** Knows every word of the names and towns, and which of them are near a misspelt one. */
export interface Spelling {
  /** Remembers the words of a text; part of the caller's transaction. */
  learn(text: string): void;
  /** Forgets the words that no entity has any more, without a trace in the index. */
  forgetUnused(): void;
  /** The known words that a misspelt one may stand for, the nearest first. */
  near(word: string): readonly string[];
}

/** Shorter words have too few trigrams in common with their misspellings: they are looked for by their first letter. */
const trigramLength = 6;

/**
 * Keeps the words in the table `word`, which mostly grows: a word that nobody uses any more finds nothing. `others` are known
 * from the start (labels of concepts and territories).
 */
export function createSpelling(db: DatabaseSync, others: Iterable<string> = []): Spelling {
  const sql = {
    learn: db.prepare('INSERT INTO word (word) VALUES (?) ON CONFLICT DO NOTHING'),
    index: db.prepare('INSERT INTO word_trigram (rowid, word) VALUES (?, ?)'),
    byTrigram: db.prepare(
      'SELECT w.word FROM word_trigram t JOIN word w ON w.id = t.rowid WHERE word_trigram MATCH ? AND length(w.word) BETWEEN ? AND ?',
    ),
    byLetter: db.prepare('SELECT word FROM word WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?'),
  };

  function candidates(word: string, atMost: number, longest: number): string[] {
    const shortest = word.length - atMost;
    const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
    const next = String.fromCodePoint((word.codePointAt(0) ?? 0) + 1);
    const rows =
      word.length < trigramLength
        ? sql.byLetter.all(first, next, shortest, longest)
        : sql.byTrigram.all(
            trigramsOf(word)
              .map((part) => `"${part}"`)
              .join(' OR '),
            shortest,
            longest,
          );
    return rows.map((row) => row['word'] as string);
  }

  return {
    learn(text) {
      for (const word of new Set(text.split(' '))) {
        if (word.length < 4 || word.length > 40 || /\d/.test(word)) continue;
        const { changes, lastInsertRowid } = sql.learn.run(word);
        if (changes > 0) sql.index.run(lastInsertRowid, word);
      }
    },
    forgetUnused() {
      db.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.entity_term USING fts5vocab (main, entity_text, 'row')");
      const unused = 'SELECT id FROM word WHERE word NOT IN (SELECT term FROM temp.entity_term)';
      db.exec(`INSERT INTO word_trigram (word_trigram, rowid, word) SELECT 'delete', id, word FROM word WHERE id IN (${unused});
        DELETE FROM word WHERE id IN (${unused}); INSERT INTO word_trigram (word_trigram) VALUES ('optimize')`);
    },
    near(word) {
      const atMost = allowedMistakes(word);
      if (atMost === 0) return [];
      const longest = word.length >= beginningLength ? 60 : word.length + atMost;
      return nearest(word, new Set([...candidates(word, atMost, longest), ...others]));
    },
  };
}

function trigramsOf(word: string): string[] {
  const letters = [...word];
  return letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(''));
}
