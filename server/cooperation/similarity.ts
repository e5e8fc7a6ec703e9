import type { ConceptSpace } from './base/concept-space.ts';

/** How an offered resource answers a sought one. */
export type Fit = 'same' | 'narrower' | 'broader' | 'related';

export interface Similarity {
  readonly value: number;
  readonly fit: Fit;
}

/** Weights of the fits: what exactly is sought, a kind of it, what may include it, what serves much the same end. */
export const fitWeights = { same: 1, narrower: 0.9, narrowerStep: 0.15, broader: 0.55, related: 0.65 } as const;

/** Every concept whose offers answer a need of one, with how well: itself, narrower ones, the next wider one and related ones. */
export type Answers = (need: number) => ReadonlyMap<number, Similarity>;

/**
 * Prepares the similarity of resources over SKOS, from the need's side: a narrower offer is what was sought (a van for "a
 * vehicle"), the less surely the wider the need; a wider offer may include it (vehicles for "a van"), but nothing is told by the
 * two widest concepts ("material"); a related one serves much the same end. All else is 0, siblings included: a car is no van.
 */
export function createAnswers(space: ConceptSpace): Answers {
  const known = new Map<number, ReadonlyMap<number, Similarity>>();
  return (need) => {
    const before = known.get(need);
    if (before) return before;
    const found = new Map<number, Similarity>();
    const add = (concept: number, value: number, fit: Fit) => {
      if (value > (found.get(concept)?.value ?? 0)) found.set(concept, { value, fit });
    };
    add(need, isVague(space, need) ? 0.3 : fitWeights.same, 'same');
    const chain = space.chain(need);
    const [, wider] = chain;
    if (wider !== undefined && !isVague(space, wider)) add(wider, fitWeights.broader, 'broader');
    for (const related of space.related(need)) add(related, fitWeights.related, 'related');
    if (!isVague(space, need)) {
      let level = space.narrower(need);
      for (let step = 0; level.length > 0; step++) {
        for (const concept of level) add(concept, fitWeights.narrower - step * fitWeights.narrowerStep, 'narrower');
        level = level.flatMap((concept) => [...space.narrower(concept)]);
      }
    }
    known.set(need, found);
    return found;
  };
}

/** "Material" and "immaterial" are said of everything. */
function isVague(space: ConceptSpace, concept: number): boolean {
  return space.chain(concept).length === 1 && space.narrower(concept).length > 0;
}
