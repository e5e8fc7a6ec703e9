import type { Entity, Facet, Summary } from '../directory/entity.ts';
import type { Points } from '../directory/points.ts';
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

/** `GET /api/points`. */
export type PointsAnswer = Points;

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
  /** The address of the profile whose link led to it; null when somebody registered it. */
  readonly linkedBy: string | null;
  /** Since when its withdrawal waits for a human, and what the visit had met. */
  readonly held: { readonly at: string; readonly detail: { readonly fr: string; readonly en: string } } | null;
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
