import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../server/http/pages/opendata/sources-page.ts';

/** Every rule and reason that the readers of records can leave behind. */
const codes = globSync('server/crosswalk/**/*.ts', { cwd: new URL('../..', import.meta.url) }).flatMap((file) => {
  const code = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  return [...code.matchAll(/(?:drop\([^,'`]+, |guess\([^,'`]+, |why: |guess: )'([a-z0-9-]+)'/g)].map(
    ([, found = '']) => found,
  );
});

describe('what was lost on the way', () => {
  it('finds the rules it is to judge', () => expect(codes.length).toBeGreaterThan(20));

  it.each([...new Set(codes)])('says in words: %s', (code) => {
    expect(wordsOf(code, 'fr')).not.toBe(code);
  });

  it('says one sentence for every vocabulary that lacks a word', () => {
    expect(wordsOf('no-concept-in-kinds', 'fr')).toBe('aucun mot de notre vocabulaire ne correspond');
  });

  it('leaves what only a mapping knows as it is written there', () =>
    expect(wordsOf('closed for good', 'fr')).toBe('closed for good'));
});
