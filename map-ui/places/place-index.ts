import type { Concept, Language, PointsAnswer } from '../../server/http/contract.ts';
import { foldText } from '../../server/rdf/fold-text.ts';

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** What narrows the places: words, and keys of kinds and practices (several of one facet are or-ed, facets are and-ed). */
export interface Selection {
  readonly q: string;
  readonly kinds: readonly string[];
  readonly practices: readonly string[];
}

/** One place as the map and the list show it. */
export interface Place {
  readonly row: number;
  readonly key: string;
  readonly name: string;
  /** `''` when the profile does not say. */
  readonly commune: string;
  readonly lon: number;
  readonly lat: number;
  readonly kinds: readonly Concept[];
  readonly practices: readonly Concept[];
  /** Days since 1970-01-01 UTC. */
  readonly readDay: number;
}

export interface Counted {
  readonly concept: Concept;
  /** How many places choosing it (in place of its facet's own choices) would show. */
  readonly count: number;
}

export type Suggestion =
  | { readonly type: 'place'; readonly place: Place }
  | { readonly type: 'commune'; readonly name: string; readonly count: number }
  | { readonly type: 'kind'; readonly concept: Concept; readonly count: number }
  | { readonly type: 'practice'; readonly concept: Concept; readonly count: number };

/** Every place with a position, in the browser: filtered, counted and searched here, so that the map answers at once. */
export interface PlaceIndex {
  readonly size: number;
  readonly attributions: readonly string[];
  place(row: number): Place;
  /** -1 for an unknown key. */
  rowOf(key: string): number;
  /** Rows that the selection keeps, in the order of the data. */
  match(selection: Selection): readonly number[];
  within(rows: readonly number[], bounds: Bounds): readonly number[];
  /** The rows in the alphabetical order of their names. */
  sortByName(rows: readonly number[]): readonly number[];
  /** The smallest box around the rows; undefined without rows. */
  boundsOf(rows: readonly number[]): Bounds | undefined;
  /** The values of a facet, in an order that does not depend on the selection. */
  kindCounts(selection: Selection): readonly Counted[];
  practiceCounts(selection: Selection): readonly Counted[];
  suggest(text: string, limit: number, language: Language): readonly Suggestion[];
}

/** Decodes the columns of `GET /api/points`. */
export function createPlaceIndex(points: PointsAnswer): PlaceIndex {
  const lon = sums(points.lon);
  const lat = sums(points.lat);
  const { concepts } = points;
  const conceptOf = new Map(concepts.map((concept, i) => [concept.iri, i]));
  const rows = points.key.map((_key, row) => row);
  const rowByKey = new Map(points.key.map((key, row) => [key, row]));
  const practices = points.practices.map((own) => withBroader(own, concepts, conceptOf));
  const haystack = rows.map((row) => ` ${foldText(wordsOf(row).join(' '))}`);
  const foldedNames = points.name.map(foldText);
  const foldedCommunes = points.communes.map(foldText);

  function wordsOf(row: number): string[] {
    const own = [...(points.kinds[row] ?? []), ...(points.practices[row] ?? [])].flatMap((i) => concepts[i] ?? []);
    return [
      points.name[row] ?? '',
      communeOf(row),
      ...own.flatMap(({ label, altLabels = [] }) => [label.fr, label.en, ...altLabels]),
    ];
  }

  function communeOf(row: number): string {
    return points.communes[points.commune[row] ?? -1] ?? '';
  }

  /** A test for one facet's choices; null when nothing is chosen. */
  function chooses(column: readonly (readonly number[])[], keys: readonly string[], scheme: string) {
    const wanted = new Set(concepts.flatMap((one, i) => (one.scheme === scheme && keys.includes(one.key) ? [i] : [])));
    return keys.length === 0 ? null : (row: number) => (column[row] ?? []).some((i) => wanted.has(i));
  }

  function filter(selection: Selection): readonly number[] {
    const words = foldText(selection.q).split(' ').filter(Boolean);
    const kind = chooses(points.kinds, selection.kinds, 'kinds');
    const practice = chooses(practices, selection.practices, 'practices');
    if (words.length === 0 && !kind && !practice) return rows;
    return rows.filter(
      (row) =>
        (!kind || kind(row)) &&
        (!practice || practice(row)) &&
        words.every((word) => haystack[row]?.includes(` ${word}`)),
    );
  }

  function totals(kept: readonly number[], column: readonly (readonly number[])[]): Map<number, number> {
    const found = new Map<number, number>();
    for (const row of kept) for (const i of new Set(column[row])) found.set(i, (found.get(i) ?? 0) + 1);
    return found;
  }

  /** A facet's values, the most frequent of all places first whatever is chosen: chips that moved could not be clicked. */
  function counter(column: readonly (readonly number[])[], scheme: string) {
    const overall = totals(rows, column);
    const own = concepts.flatMap((concept, i) => (concept.scheme === scheme ? [{ concept, i }] : []));
    const isOther = ({ concept }: { readonly concept: Concept }) => Number(concept.key === 'other');
    own.sort((a, b) => isOther(a) - isOther(b) || (overall.get(b.i) ?? 0) - (overall.get(a.i) ?? 0));
    return (kept: readonly number[]): Counted[] => {
      const counted = totals(kept, column);
      return own.map(({ concept, i }) => ({ concept, count: counted.get(i) ?? 0 }));
    };
  }

  const countKinds = counter(points.kinds, 'kinds');
  const countPractices = counter(practices, 'practices');

  function place(row: number): Place {
    const conceptsOf = (column: readonly (readonly number[])[]) =>
      (column[row] ?? []).flatMap((i) => concepts[i] ?? []);
    return {
      row,
      key: points.key[row] ?? '',
      name: points.name[row] ?? '',
      commune: communeOf(row),
      lon: lon[row] ?? 0,
      lat: lat[row] ?? 0,
      kinds: conceptsOf(points.kinds),
      practices: conceptsOf(points.practices),
      readDay: points.readDay[row] ?? 0,
    };
  }

  let nameRank: Uint32Array | undefined;

  function rankNames(): Uint32Array {
    const { compare } = new Intl.Collator('fr', { numeric: true, sensitivity: 'base' });
    const ranks = new Uint32Array(rows.length);
    const sorted = rows.toSorted((a, b) => compare(points.name[a] ?? '', points.name[b] ?? ''));
    for (const [rank, row] of sorted.entries()) ranks[row] = rank;
    return ranks;
  }

  return {
    size: points.count,
    attributions: points.attributions,
    place,
    rowOf: (key) => rowByKey.get(key) ?? -1,
    match: filter,
    within: (kept, [west, south, east, north]) =>
      kept.filter((row) => {
        const [x = 0, y = 0] = [lon[row], lat[row]];
        return x >= west && x <= east && y >= south && y <= north;
      }),
    sortByName(kept) {
      nameRank ??= rankNames();
      const ranks = nameRank;
      return kept.toSorted((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
    },
    boundsOf(kept) {
      if (kept.length === 0) return undefined;
      const [xs, ys] = [kept.map((row) => lon[row] ?? 0), kept.map((row) => lat[row] ?? 0)];
      const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b));
      const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b));
      return [least(xs), least(ys), most(xs), most(ys)];
    },
    kindCounts: (selection) => countKinds(filter({ ...selection, kinds: [] })),
    practiceCounts: (selection) => countPractices(filter({ ...selection, practices: [] })),
    suggest(text, limit, language) {
      const words = foldText(text).split(' ').filter(Boolean);
      if (words.length === 0) return [];
      const fits = (folded: string) => words.every((word) => ` ${folded}`.includes(` ${word}`));
      const inConcept = ({ concept: { label, altLabels = [] }, count }: Counted) =>
        count > 0 && (fits(foldText(label[language])) || altLabels.some((other) => fits(foldText(other))));
      const named = <T extends 'kind' | 'practice'>(type: T, counts: readonly Counted[]) =>
        counts.filter(inConcept).map((found) => ({ type, ...found }));
      const communes = new Map<string, number>();
      const places: Suggestion[] = [];
      for (const row of rows) {
        const commune = communeOf(row);
        if (commune && fits(foldedCommunes[points.commune[row] ?? -1] ?? ''))
          communes.set(commune, (communes.get(commune) ?? 0) + 1);
        if (fits(foldedNames[row] ?? '')) places.push({ type: 'place', place: place(row) });
      }
      const towns = [...communes].map(([name, count]) => ({ type: 'commune' as const, name, count }));
      const groups: Suggestion[] = [
        ...towns.sort((a, b) => b.count - a.count).slice(0, 3),
        ...[...named('kind', countKinds(rows)), ...named('practice', countPractices(rows))]
          .sort((a, b) => b.count - a.count)
          .slice(0, 3),
      ];
      return [...groups, ...places].sort((a, b) => rank(a, words, language) - rank(b, words, language)).slice(0, limit);
    },
  };
}

/** Exact names first, then names that begin so, then the rest; the sort keeps the order within a rank. */
function rank(suggestion: Suggestion, words: readonly string[], language: Language): number {
  const name = foldText(nameOf(suggestion, language));
  const asked = words.join(' ');
  if (name === asked) return 0;
  return name.startsWith(asked) ? 1 : 2;
}

/** What a suggestion is called. */
export function nameOf(suggestion: Suggestion, language: Language): string {
  if (suggestion.type === 'place') return suggestion.place.name;
  return suggestion.type === 'commune' ? suggestion.name : suggestion.concept.label[language];
}

function sums(differences: readonly number[]): Float64Array {
  const values = new Float64Array(differences.length);
  let at = 0;
  for (const [i, difference] of differences.entries()) {
    at += difference;
    values[i] = at / 1e5;
  }
  return values;
}

/** A place that does something narrower also counts for the broader practice, as in the lists. */
function withBroader(
  own: readonly number[],
  concepts: readonly Concept[],
  indexOf: ReadonlyMap<string, number>,
): number[] {
  const found = new Set(own);
  for (const i of found) {
    const broader = indexOf.get(concepts[i]?.broader ?? '');
    if (broader !== undefined) found.add(broader);
  }
  return [...found];
}
