import { describe, expect, it } from 'vitest';
import { compare, proposedFrom } from '../../server/identity/compare.ts';
import type { Evidence } from '../../server/identity/evidence.ts';
import { blockKeysOf, identifiersOf } from '../../server/identity/keys.ts';
import { matchAll } from '../../server/identity/match.ts';
import { nameLikeness } from '../../server/identity/name-likeness.ts';
import { prepare } from '../../server/identity/prepare.ts';

const rennes = { lon: -1.68, lat: 48.11 };
const siret = '73282932000074';
let count = 0;
const record = (name: string, more: Partial<Evidence> = {}): Evidence => ({
  iri: `https://r${++count}.example/#lieu`,
  kind: 'place',
  names: [name],
  sites: [],
  emails: [],
  telephones: [],
  siret: [],
  rna: [],
  sameAs: [],
  ...more,
});
const compared = (a: Evidence, b: Evidence, holders = 2) => compare(prepare(a), prepare(b), () => holders);

describe('names', () => {
  it.each([
    ['FabLab Lannion - KerNEL', 'Fablab KerNel Lannion', 0.75, 1],
    ['La Fabrique du Loch', 'Fabrique du loch', 1, 1],
    ['Human Lab', 'Humanlab', 1, 1],
    ['Rutech', 'RuTech FabLab MJC Rodez', 0.75, 1],
    ['Médiathèque de Brest', 'Mediatheque Brest', 0.85, 1],
    ['Le Fablab', 'La Cantine', 0, 0.3],
    ['Mairie de Boz', 'Mairie de Viry', 0, 0.5],
  ])('%s and %s are alike from %f to %f', (a, b, least, most) => {
    expect(nameLikeness(a, b)).toBeGreaterThanOrEqual(least);
    expect(nameLikeness(a, b)).toBeLessThanOrEqual(most);
  });
});

describe('identifiers', () => {
  it('are the same however they are written', () => {
    const one = identifiersOf(
      record('', {
        telephones: ['+33 (0)2 99 00 00 00'],
        sites: ['https://www.Lieu.example/index.html'],
        emails: ['A@Lieu.example'],
      }),
    );
    const other = identifiersOf(
      record('', { telephones: ['02.99.00.00.00'], sites: ['http://lieu.example'], emails: ['a@lieu.example'] }),
    );
    for (const sort of ['telephone', 'site', 'email', 'domain'] as const) expect(one[sort]).toEqual(other[sort]);
  });

  it('are numbers of associations of Corsica and overseas too, and no other words', () => {
    const rna = ['W353000001', 'w2a1000456', 'W9R4 000789', 'WALDEC0001', 'W35'];
    expect(identifiersOf(record('', { rna })).rna).toEqual(['rna:W353000001', 'rna:W2A1000456', 'rna:W9R4000789']);
  });

  it('are none where everybody has them: zeros, mail providers, front pages of shared hosts', () => {
    const none = identifiersOf(
      record('', {
        siret: ['00000000000000', '12345678901234'],
        emails: ['lieu@orange.fr'],
        sites: ['https://www.facebook.com/'],
      }),
    );
    expect([none.siret, none.domain, none.site, none.host]).toEqual([[], [], [], []]);
  });
});

describe('two records', () => {
  it('are surely one by a register number that nobody else bears, near each other', () => {
    const { isSure, score } = compared(
      record('Le Quai', { siret: [siret], position: rennes }),
      record('Quai (le)', { siret: ['732 829 320 00074'], position: rennes }),
    );
    expect(isSure).toBe(true);
    expect(score).toBeGreaterThan(0.95);
  });

  it('are not surely one by a number that many bear, nor by one alone of two names in two towns', () => {
    const [a, b] = [
      record('Le Quai', { siret: [siret], position: rennes }),
      record('Le Quai', { siret: [siret], position: rennes }),
    ];
    expect(compared(a, b, 5).isSure).toBe(false);
    expect(
      compared(
        record('A', { siret: [siret], position: rennes }),
        record('B', { siret: [siret], position: { lon: 2, lat: 49 } }),
      ).isSure,
    ).toBe(false);
  });

  it('are never one when a place stands beside an organisation, or their register numbers differ', () => {
    const same = { siret: [siret], position: rennes, sites: ['https://lieu.example/'] };
    expect(compared(record('Tilt', same), record('Tilt', { ...same, kind: 'actor' }))).toMatchObject({
      score: 0,
      isExcluded: true,
    });
    expect(compared(record('Tilt', same), record('Tilt', { ...same, siret: ['35600000000048'] }))).toMatchObject({
      score: 0,
      isExcluded: true,
    });
  });

  it('are proposed by name and spot, by name and telephone, by site', () => {
    const near = { lon: -1.6801, lat: 48.1101 };
    expect(compared(record('Tilt', { position: rennes }), record('Le Tilt', { position: near })).score).toBeGreaterThan(
      proposedFrom,
    );
    const telephones = ['02 99 00 00 00'];
    expect(compared(record('La Ruche', { telephones }), record('La Ruche !', { telephones })).score).toBeGreaterThan(
      proposedFrom,
    );
    const sites = ['https://lieu.example/'];
    expect(compared(record('X', { sites }), record('Y', { sites })).score).toBeGreaterThan(proposedFrom);
  });

  it('are not by a shared door alone, a shared name alone, or a site that a chain has for all', () => {
    expect(
      compared(record('Le Fournil', { position: rennes }), record('Radio Quartier', { position: rennes })).score,
    ).toBe(0);
    expect(compared(record('La Ruche'), record('La Ruche')).score).toBe(0);
    const sites = ['https://chain.example/'];
    const [a, b] = [
      record('A', { sites, position: rennes, postalCode: '35000' }),
      record('B', { sites, position: { lon: 2.3, lat: 48.8 }, postalCode: '75001' }),
    ];
    expect(compared(a, b, 40).score).toBe(0);
  });

  it('say what speaks for it, and nothing that leads to a person', () => {
    const shared = { position: rennes, telephones: ['06 12 34 56 78'], emails: ['ana@lieu.example'] };
    const { reasons } = compared(record('Tilt', shared), record('Tilt', shared));
    expect(reasons.map(({ fr }) => fr)).toEqual([
      'même adresse électronique',
      'même téléphone',
      'même nom',
      'à 0 m l’une de l’autre',
    ]);
    expect(JSON.stringify(reasons)).not.toMatch(/0612345678|ana@/);
  });

  it('are compared the same way round and round', () => {
    const [a, b] = [
      record('Le Quai', { position: rennes, siret: [siret] }),
      record('Quai', { position: rennes, siret: [siret] }),
    ];
    expect(compared(a, b)).toEqual(compared(b, a));
  });
});

describe('blocks', () => {
  it('bring together what lies on both sides of a cell, and keep apart what shares nothing', () => {
    const [west, east] = [
      { lon: -1.5001, lat: 48.0001 },
      { lon: -1.4999, lat: 47.9999 },
    ];
    const [a, b] = [record('Le Tilt', { position: west }), record('Tilt', { position: east })];
    const filed = new Set(blockKeysOf(b, identifiersOf(b)).filed);
    expect(blockKeysOf(a, identifiersOf(a)).sought.some((key) => filed.has(key))).toBe(true);
    expect(matchAll([a, b])).toHaveLength(1);
    let pairs = 0;
    matchAll([record('Le Tilt', { position: rennes }), record('La Halle', { position: { lon: 5, lat: 44 } })], (n) => {
      pairs = n;
    });
    expect(pairs).toBe(0);
  });
});
