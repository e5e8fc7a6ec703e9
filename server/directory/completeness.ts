import { type CompletenessAspect, completenessAspects } from './aspects.ts';
import type { EntityType } from './entity.ts';
import type { FacetIndex } from './facets/facet-index.ts';

/** How many entities of a type say each of these things. */
export type CompletenessReader = (type: EntityType) => Readonly<Record<CompletenessAspect, number>>;

/** Counts them: they stand among the facets, so that nothing is read for it. */
export function createCompletenessReader(index: Pick<FacetIndex, 'table'>): CompletenessReader {
  return (type) => {
    const said = index.table(type).values.get('says');
    return Object.fromEntries(completenessAspects.map((aspect) => [aspect, said?.get(aspect)?.size ?? 0])) as Record<
      CompletenessAspect,
      number
    >;
  };
}
