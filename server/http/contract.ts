import type { Concept, Entity, Facet, Summary } from '../directory/entity.ts';
import type { Finding } from '../validation/report.ts';

export type { Concept, Entity, Facet, Link, Summary, Value } from '../directory/entity.ts';
export type { Bilingual, Language, Text } from '../rdf/text.ts';
export type { Finding } from '../validation/report.ts';

/** `GET /api/places` and the other lists. */
export interface ListAnswer {
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly items: readonly Summary[];
  readonly facets: Readonly<Record<string, readonly Facet[]>>;
}

/** `GET /api/places/{key}`. */
export type EntityAnswer = Entity;

/**
 * `GET /api/points`: every listed place that has a position, by column; index i of each array is one place.
 * Sorted along a Morton curve, positions in 1e-5 degrees as differences to the previous place.
 */
export interface PointsAnswer {
  readonly version: number;
  readonly count: number;
  readonly lon: readonly number[];
  readonly lat: readonly number[];
  readonly key: readonly string[];
  readonly name: readonly string[];
  /** Concepts that the next two columns point to by index. */
  readonly concepts: readonly Concept[];
  readonly kinds: readonly (readonly number[])[];
  readonly practices: readonly (readonly number[])[];
  /** Names of communes that the next column points to by index; -1 where none is known. */
  readonly communes: readonly string[];
  readonly commune: readonly number[];
  /** When each place's profile was last read, in whole days since 1970-01-01 UTC. */
  readonly readDay: readonly number[];
  /** Credit lines of the sets that are shown, for the map's attribution. */
  readonly attributions: readonly string[];
}

/** `POST /check`. */
export interface CheckAnswer {
  readonly conforms: boolean;
  readonly summary: { readonly fr: string; readonly en: string };
  readonly findings: readonly Finding[];
  readonly card: Summary | null;
}

/** `GET /registrations/{id}`. */
export interface RegistrationAnswer {
  readonly id: string;
  readonly url: string;
  readonly status: string;
  readonly registeredAt: string;
  readonly lastVisitAt: string | null;
  readonly nextVisitAt: string | null;
  readonly page: string | null;
  readonly visits: readonly {
    readonly at: string;
    readonly outcome: string;
    readonly detail: { readonly fr: string; readonly en: string };
  }[];
  readonly report: { readonly conforms: boolean; readonly findings: readonly Finding[] } | null;
}
