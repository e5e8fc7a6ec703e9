import { describe, expect, it } from 'vitest';
import { compareRecords, type Identified } from '../../server/identity/compare.ts';
import { nameLikeness } from '../../server/identity/name-likeness.ts';

const proposed = 0.75;
const rennes = { lon: -1.68, lat: 48.11 };
const record = (names: string, more: Partial<Identified> = {}): Identified => ({
  names: [names],
  identifiers: [],
  ...more,
});
const score = (a: Identified, b: Identified) => compareRecords(a, b).score;

describe('names', () => {
  it.each([
    ['FabLab Lannion - KerNEL', 'Fablab KerNel Lannion', 0.5, 1],
    ['La Fabrique du Loch', 'Fabrique du loch', 1, 1],
    ['Médiathèque de Brest', 'Mediatheque Brest', 0.85, 1],
    ['Le Fablab', 'La Cantine', 0, 0.3],
  ])('%s and %s are alike from %f to %f', (a, b, least, most) => {
    expect(nameLikeness(a, b)).toBeGreaterThanOrEqual(least);
    expect(nameLikeness(a, b)).toBeLessThanOrEqual(most);
  });
});

describe('two records', () => {
  it('are of one place by an identifier that both have, wherever they stand', () => {
    const siret = { identifiers: ['73282932000074'] };
    expect(
      score(record('A', { ...siret, position: rennes }), record('B', { ...siret, position: { lon: 2, lat: 49 } })),
    ).toBe(0.99);
  });

  it('are proposed by name and spot, by name and telephone, by site', () => {
    expect(
      score(record('Tilt', { position: rennes }), record('Le Tilt', { position: { lon: -1.6801, lat: 48.1101 } })),
    ).toBeGreaterThan(proposed);
    expect(
      score(
        record('La Ruche', { telephone: '+33 2 99 00 00 00' }),
        record('La Ruche !', { telephone: '02 99 00 00 00' }),
      ),
    ).toBeGreaterThan(proposed);
    expect(
      score(record('X', { url: 'https://www.lieu.example/' }), record('Y', { url: 'http://lieu.example' })),
    ).toBeGreaterThan(proposed);
  });

  it('are not by a shared door alone, a shared name alone, or a site that a chain has for all', () => {
    expect(score(record('Le Fournil', { position: rennes }), record('Radio Quartier', { position: rennes }))).toBe(0);
    expect(score(record('La Ruche'), record('La Ruche'))).toBe(0);
    const chain = { url: 'https://chain.example/' };
    expect(
      score(record('A', { ...chain, position: rennes }), record('B', { ...chain, position: { lon: 2.3, lat: 48.8 } })),
    ).toBe(0);
  });

  it('say what speaks for it', () => {
    const { reasons } = compareRecords(record('Tilt', { position: rennes }), record('Tilt', { position: rennes }));
    expect(reasons.map(({ fr }) => fr)).toEqual(['même nom', 'même endroit']);
  });
});
