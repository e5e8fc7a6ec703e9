import type { Entity, EntityType, Facet, Summary } from '../../directory/entity.ts';
import type { AreaSuggestion, ConceptSuggestion, EntitySuggestion } from '../../directory/search/suggestion.ts';
import type { Trouble } from './registrations.ts';

/** `GET /api/places` and the other lists. */
export interface ListAnswer {
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly items: readonly Summary[];
  readonly facets: Readonly<Record<string, readonly Facet[]>>;
  /** The words that were taken instead when nothing has those searched for. */
  readonly closeTo?: readonly string[];
}

/** A suggestion with the page to go to: its own, or the list of places that it narrows. */
type WithPage<T> = T & { readonly page: string };

/** `GET /api/search`. */
export interface SearchAnswer {
  readonly q: string;
  readonly places: readonly WithPage<EntitySuggestion>[];
  readonly areas: readonly WithPage<AreaSuggestion>[];
  readonly concepts: readonly WithPage<ConceptSuggestion>[];
  readonly networks: readonly WithPage<EntitySuggestion>[];
  readonly people: readonly WithPage<EntitySuggestion>[];
  readonly territories: readonly WithPage<EntitySuggestion>[];
  readonly needs: readonly WithPage<EntitySuggestion>[];
  readonly offers: readonly WithPage<EntitySuggestion>[];
}

/** `GET /api/communes`: those named exactly so first, then the most populated. */
export interface CommunesAnswer {
  readonly q: string;
  readonly total: number;
  readonly items: readonly {
    /** INSEE code. */
    readonly code: string;
    readonly name: string;
    readonly postalCodes: readonly string[];
    readonly departement: { readonly code: string; readonly name: string };
    /** Its middle, or that of the communes of its postcode, in degrees. */
    readonly centre?: { readonly lon: number; readonly lat: number };
  }[];
}

/** `GET /api/places/{key}`. */
export type EntityAnswer = Entity & { readonly trouble: Trouble | null };

/** What has a page of its own. */
export interface NamedEntity {
  readonly type: EntityType;
  readonly key: string;
  readonly name: string;
}
