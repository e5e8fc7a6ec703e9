import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../map-ui/', import.meta.url);
const read = (at: string, language: string): unknown =>
  JSON.parse(readFileSync(new URL(`${at}/${language}.json`, folder), 'utf8'));

function paths(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, at === '' ? key : `${at}.${key}`));
}

function holes(value: unknown, at = ''): string[] {
  if (typeof value === 'string') return (value.match(/\{\w+\}/g) ?? []).map((hole) => `${at} ${hole}`).sort();
  return Object.entries(value as object).flatMap(([key, inner]) => holes(inner, `${at}.${key}`));
}

describe.each(['texts', 'texts/pod', 'texts/query'])(
  'the texts of the map, of the pod and of the editor of queries (%s)',
  (at) => {
    it('exist under the same keys in French and English', () => {
      expect(paths(read(at, 'en'))).toEqual(paths(read(at, 'fr')));
    });

    it('have the same holes in both languages', () => {
      expect(holes(read(at, 'en'))).toEqual(holes(read(at, 'fr')));
    });

    it('are never empty', () => {
      for (const language of ['fr', 'en']) expect(JSON.stringify(read(at, language))).not.toMatch(/:""/);
    });
  },
);

describe('the styles of the map', () => {
  it('name no outside address', () => {
    const names = globSync('style/**/*.css', { cwd: folder });
    expect(names.length).toBeGreaterThan(20);
    for (const name of names)
      expect(readFileSync(new URL(name, folder), 'utf8'), name).not.toMatch(/https?:|url\(["']?\/\//);
  });
});
