import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../map-ui/', import.meta.url);
const read = (language: string): unknown => JSON.parse(readFileSync(new URL(`texts/${language}.json`, folder), 'utf8'));

function paths(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, at === '' ? key : `${at}.${key}`));
}

function holes(value: unknown, at = ''): string[] {
  if (typeof value === 'string') return (value.match(/\{\w+\}/g) ?? []).map((hole) => `${at} ${hole}`).sort();
  return Object.entries(value as object).flatMap(([key, inner]) => holes(inner, `${at}.${key}`));
}

describe('the texts of the map', () => {
  it('exist under the same keys in French and English', () => {
    expect(paths(read('en'))).toEqual(paths(read('fr')));
  });

  it('have the same holes in both languages', () => {
    expect(holes(read('en'))).toEqual(holes(read('fr')));
  });

  it('are never empty', () => {
    for (const language of ['fr', 'en']) expect(JSON.stringify(read(language))).not.toMatch(/:""/);
  });
});

describe('the styles of the map', () => {
  it('name no outside address', () => {
    for (const name of readdirSync(new URL('style/', folder)))
      expect(readFileSync(new URL(`style/${name}`, folder), 'utf8'), name).not.toMatch(/https?:|url\(["']?\/\//);
  });
});
