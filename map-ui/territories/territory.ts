import type { FeatureCollection, MultiPolygon } from 'geojson';

/** What is known of a département besides its outline. */
export interface TerritoryFacts {
  /** INSEE code. */
  readonly code: string;
  readonly name: string;
  readonly population: number;
}

export type Outlines = FeatureCollection<MultiPolygon, TerritoryFacts>;

/** What the départements can be coloured by. */
export type Measure = 'count' | 'density';

/** A département with its number. */
export interface Measured extends TerritoryFacts {
  readonly count: number;
  /** Of the chosen measure. */
  readonly value: number;
}

/** Its number of places, or as many for 100,000 inhabitants. */
export function measure(facts: TerritoryFacts, count: number, by: Measure): Measured {
  const { population } = facts;
  return { ...facts, count, value: by === 'count' ? count : population > 0 ? (count * 100_000) / population : 0 };
}

/**
 * The least values of at most `most` classes that hold about as many of the values each (quantiles), ascending; equal
 * values are always in one class, and zero is in none.
 */
export function classBreaks(values: readonly number[], most = 5): readonly number[] {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  const breaks = Array.from({ length: most }, (_, i) => sorted[Math.floor((i * sorted.length) / most)]);
  return [...new Set(breaks)].filter((value) => value !== undefined);
}

/** The class of a value, from 0; -1 below all. */
export function classOf(value: number, breaks: readonly number[]): number {
  return breaks.findLastIndex((least) => value >= least);
}
