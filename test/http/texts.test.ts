import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entityTypes, facetNames } from '../../server/directory/entity.ts';
import { properties } from '../../server/directory/properties.ts';
import { exactTime, longDate, relativeTime } from '../../server/http/dates.ts';
import { counted, entityTexts, fill, texts } from '../../server/http/texts/texts.ts';

const folder = new URL('../../server/http/texts/', import.meta.url);

function entries(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => entries(inner, `${path}.${key}`));
}

describe('page texts', () => {
  const french = readdirSync(folder).filter((file) => file.endsWith('fr.json'));
  it.each(french)('%s and its English twin have the same keys and holes', (file) => {
    const read = (name: string) => new Map(entries(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));
    const fr = read(file);
    const en = read(file.replace('fr.json', 'en.json'));
    expect([...en.keys()].sort(), 'add the missing keys to the other file').toEqual([...fr.keys()].sort());
    const holes = (text = '') => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [key, text] of fr) expect(holes(en.get(key)), key).toEqual(holes(text));
  });

  it('name every type, facet and property that pages show', () => {
    const { sections, list, properties: labels } = texts('fr');
    for (const type of entityTypes) expect(sections, `sections.${type}`).toHaveProperty(type);
    for (const facet of facetNames) expect(list, `list.${facet}`).toHaveProperty(facet);
    for (const { name } of properties.values()) expect(labels, `properties.${name}`).toHaveProperty(name);
  });

  it('speak no jargon to people who run places', () => {
    const { data: _data, vocabulary: _vocabulary, observatory: _observatory, error: _error, ...plain } = texts('fr');
    for (const [key, text] of [...entries(plain), ...entries(entityTexts('fr'))])
      expect(text, key).not.toMatch(/\b(URI|RDF|SHACL|triplet|crawl|graphe)\b/i);
  });
});

describe('numbers and dates', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  it('are counted and told the language’s way', () => {
    expect(counted({ one: '{count} lieu', other: '{count} lieux' }, 0, 'fr')).toBe('0 lieu');
    expect(counted({ one: '{count} place', other: '{count} places' }, 1200, 'en')).toBe('1,200 places');
    expect(fill('{a} et {b}', { a: 1 })).toBe('1 et {b}');
    expect(relativeTime('2026-11-20T12:00:00Z', now, 'fr')).toBe('il y a 3 jours');
    expect(relativeTime('2026-11-22T11:00:00Z', now, 'en')).toBe('yesterday');
    expect(relativeTime('2026-11-23T11:59:50Z', now, 'fr')).toBe('à l’instant');
  });

  it('are shown on French clocks, a bare date as it stands', () => {
    expect(exactTime('2026-07-01T22:30:00Z', 'fr')).toContain('2 juillet 2026');
    expect(longDate('2026-03-03', 'fr')).toBe('3 mars 2026');
    expect(longDate('2017', 'fr')).toBe('2017');
    expect(longDate('printemps', 'fr')).toBe('printemps');
  });
});
