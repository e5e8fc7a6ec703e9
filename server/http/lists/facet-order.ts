import type { Concept, Facet, FacetName } from '../../directory/entity.ts';
import { schemeOf } from '../../directory/facets/facets.ts';

type FindConcept = (scheme: string, key: string) => Concept | undefined;

/**
 * Parts the values of a facet into those that say something of their own and the themes above them: a theme counts all
 * that is narrower, so it would always come first and say the least.
 */
export function partFacets(name: FacetName, facets: readonly Facet[], findConcept: FindConcept) {
  const hasBroader = (facet: Facet) => findConcept(schemeOf(name) ?? '', facet.key)?.broader !== undefined;
  const specific = facets.filter(hasBroader);
  // A flat list has no themes.
  if (specific.length === 0) return { specific: facets, themes: [] };
  return { specific, themes: facets.filter((facet) => !hasBroader(facet)) };
}
