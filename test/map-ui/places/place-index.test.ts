import { describe, expect, it } from 'vitest';
import { createPlaceIndex } from '../../../map-ui/places/place-index.ts';
import type { Concept, PointsAnswer } from '../../../server/http/contract.ts';

const vocab = 'https://w3id.org/obsidienne/';
const concept = (scheme: string, key: string, fr: string, en: string, more: Partial<Concept> = {}): Concept => ({
  iri: `${vocab}${scheme}/${key}`,
  scheme,
  key,
  label: { fr, en },
  ...more,
});

const points: PointsAnswer = {
  version: 3,
  count: 4,
  lon: [-167_763, 0, 203_000, 250_000],
  lat: [4_811_000, 0, -60_000, -450_000],
  key: ['hotel-pasteur', 'le-labo', 'la-grange', 'soffa'],
  name: ['Hôtel Pasteur', 'Le Labo', 'La Grange à outils', 'SOFFFA 1er'],
  concepts: [
    concept('kinds', 'fablab', 'Fablab', 'Fablab', { altLabels: ['makerspace'] }),
    concept('kinds', 'cultural-place', 'Lieu culturel', 'Cultural place'),
    concept('practices', 'ecological', 'Pratiques écologiques', 'Ecological practices'),
    concept('practices', 'repair-cafe', 'Repair café', 'Repair café', { broader: `${vocab}practices/ecological` }),
    concept('practices', 'tool-library', 'Outilthèque', 'Tool library'),
  ],
  kinds: [[1], [0], [0], []],
  practices: [[3], [4], [3, 4], [2]],
  communes: ['Rennes', 'Évron'],
  commune: [0, 0, 1, -1],
  readDay: [20_000, 20_001, 20_002, 20_003],
  attributions: ['Un jeu de données (Licence Ouverte)'],
};

const index = createPlaceIndex(points);
const all = { q: '', kinds: [], practices: [] };
const names = (rows: readonly number[]) => rows.map((row) => index.place(row).name);

describe('the place index', () => {
  it('decodes positions written as differences', () => {
    expect(index.place(0)).toMatchObject({ lon: -1.67763, lat: 48.11, commune: 'Rennes', readDay: 20_000 });
    expect(index.place(2)).toMatchObject({ lon: 0.35237, lat: 47.51, commune: 'Évron' });
    expect(index.place(3).commune).toBe('');
  });

  it('finds a place by its key, and says when it has none', () => {
    expect(index.rowOf('la-grange')).toBe(2);
    expect(index.rowOf('nowhere')).toBe(-1);
  });

  it('searches names, communes and concepts without regard to accents and case', () => {
    expect(names(index.match({ ...all, q: 'HOTEL' }))).toEqual(['Hôtel Pasteur']);
    expect(names(index.match({ ...all, q: 'evron' }))).toEqual(['La Grange à outils']);
    expect(names(index.match({ ...all, q: 'makerspace rennes' }))).toEqual(['Le Labo']);
    expect(index.match({ ...all, q: 'tel' })).toEqual([]);
  });

  it('ors the values of one facet and ands the facets', () => {
    expect(index.match({ ...all, kinds: ['fablab', 'cultural-place'] })).toEqual([0, 1, 2]);
    expect(index.match({ ...all, kinds: ['fablab'], practices: ['repair-cafe'] })).toEqual([2]);
  });

  it('finds nothing for a concept that no place has', () => {
    expect(index.match({ ...all, kinds: ['living-lab'] })).toEqual([]);
  });

  it('counts a narrower practice for the broader one too', () => {
    expect(index.match({ ...all, practices: ['ecological'] })).toEqual([0, 2, 3]);
  });

  it('counts each value as the number of places that choosing it would show', () => {
    const selection = { ...all, kinds: ['fablab'] };
    for (const {
      concept: { key },
      count,
    } of index.practiceCounts(selection))
      expect(index.match({ ...selection, practices: [key] })).toHaveLength(count);
    for (const {
      concept: { key },
      count,
    } of index.kindCounts(selection))
      expect(index.match({ ...selection, kinds: [key] })).toHaveLength(count);
  });

  it('keeps values that count zero', () => {
    const counts = index.kindCounts({ ...all, practices: ['tool-library'] });
    expect(counts.map(({ concept: { key }, count }) => [key, count])).toEqual([
      ['fablab', 2],
      ['cultural-place', 0],
    ]);
  });

  it('tells which places lie in a box and which box holds places', () => {
    expect(index.within([0, 1, 2, 3], [-2, 48, 0, 49])).toEqual([0, 1]);
    expect(index.boundsOf([0, 2])).toEqual([-1.67763, 47.51, 0.35237, 48.11]);
    expect(index.boundsOf([])).toBeUndefined();
  });

  it('sorts by name the French way', () => {
    expect(names(index.sortByName([3, 2, 1, 0]))).toEqual([
      'Hôtel Pasteur',
      'La Grange à outils',
      'Le Labo',
      'SOFFFA 1er',
    ]);
  });
});

describe('suggestions', () => {
  const suggest = (text: string) => index.suggest(text, 8, 'fr');

  it('puts what begins with the words first', () => {
    expect(suggest('sofffa')[0]).toMatchObject({ type: 'place', place: { key: 'soffa' } });
    expect(suggest('rennes')[0]).toEqual({ type: 'commune', name: 'Rennes', count: 2 });
    expect(suggest('repair')[0]).toMatchObject({ type: 'practice', concept: { key: 'repair-cafe' }, count: 2 });
  });

  it('finds a concept by its other names', () => {
    expect(suggest('makersp')).toMatchObject([{ type: 'kind', concept: { key: 'fablab' }, count: 2 }]);
  });

  it('suggests nothing for no words or unknown ones', () => {
    expect(suggest('  ')).toEqual([]);
    expect(suggest('zzz')).toEqual([]);
  });
});
