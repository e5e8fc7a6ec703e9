import type { Bilingual } from '../../rdf/text.ts';
import type { Box } from '../distance.ts';
import type { FacetName, Position, Summary } from '../entity.ts';

/**
 * How a suggestion answers a search, the best first: in its name, by another of its names or by what else is known of it
 * (`synonym`), or because the search was taken for a misspelling (`near`).
 */
export type SuggestionMatch = 'exact' | 'prefix' | 'word' | 'synonym' | 'near';

interface Suggested {
  readonly match: SuggestionMatch;
  /** Whether it lies in the view that the search came with. */
  readonly isInView: boolean;
}

/** A place, network, person, territory, need or offer that has a page of its own. */
export interface EntitySuggestion extends Suggested {
  readonly kind: 'entity';
  readonly entity: Summary;
}

/** A commune, département or région: where to look, and what to narrow a list by. */
export interface AreaSuggestion extends Suggested {
  readonly kind: 'area';
  /** As the facet `territory` takes it. */
  readonly code: string;
  readonly name: string;
  readonly level: 'commune' | 'departement' | 'region';
  readonly postalCodes: readonly string[];
  /** The département or région around it, to tell namesakes apart. */
  readonly within?: string;
  readonly places: number;
  readonly centre?: Position;
  readonly bounds?: Box;
}

/** A value that narrows the list of places. */
export interface ConceptSuggestion extends Suggested {
  readonly kind: 'concept';
  readonly facet: FacetName;
  readonly key: string;
  readonly iri: string;
  readonly label: Bilingual;
  /** The other name under which it was found. */
  readonly alias?: string;
  readonly places: number;
}

/** What a search suggests, by kind; empty groups are left out. */
export interface Suggestions {
  readonly places: readonly EntitySuggestion[];
  readonly areas: readonly AreaSuggestion[];
  readonly concepts: readonly ConceptSuggestion[];
  readonly networks: readonly EntitySuggestion[];
  readonly people: readonly EntitySuggestion[];
  readonly territories: readonly EntitySuggestion[];
  /** Those that still stand. */
  readonly needs: readonly EntitySuggestion[];
  readonly offers: readonly EntitySuggestion[];
}

const ranks: readonly SuggestionMatch[] = ['exact', 'prefix', 'word', 'synonym', 'near'];

/**
 * Puts what is found in order: what is named exactly so, then what lies in view, then by how it matches; what is misspelt
 * comes last.
 */
export function bySuggestionRank(a: Suggested, b: Suggested): number {
  const rank = ({ match, isInView }: Suggested) =>
    match === 'exact' ? 0 : match === 'near' ? 30 : (isInView ? 0 : 10) + ranks.indexOf(match);
  return rank(a) - rank(b) || Number(b.isInView) - Number(a.isInView);
}
