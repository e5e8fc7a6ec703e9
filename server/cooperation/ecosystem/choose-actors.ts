import type { Actor, ActorBase, Tie } from '../../directory/actors/read-actors.ts';

/** Some of the actors, those with the most ties to each other first, and the ties among them. */
export interface ChosenActors {
  readonly actors: readonly (Actor & { readonly links: number; readonly mutual: number })[];
  /** By their place among these actors. */
  readonly ties: readonly Tie[];
}

/** Chooses by `entity.id`, by "type/key" or by IRI, and counts the links that the chosen have with each other. */
export function chooseActors(
  { actors, ties }: ActorBase,
  { among, named = [] }: { readonly among: ReadonlySet<number>; readonly named?: readonly string[] },
): ChosenActors {
  const names = new Set(named);
  const isChosen = actors.map(
    ({ id, iri, type, key }) => among.has(id) || (names.size > 0 && (names.has(iri) || names.has(`${type}/${key}`))),
  );
  const within = ties.filter(({ from, to }) => isChosen[from] && isChosen[to]);
  const links = new Uint32Array(actors.length);
  const mutual = new Uint32Array(actors.length);
  for (const { from, to, isMutual } of within)
    for (const end of [from, to]) {
      links[end] = (links[end] ?? 0) + 1;
      if (isMutual) mutual[end] = (mutual[end] ?? 0) + 1;
    }
  const order = actors.flatMap((_, index) => (isChosen[index] ? index : []));
  // By name where links are equal: the actors come by name, and sorting keeps that.
  order.sort((a, b) => (links[b] ?? 0) - (links[a] ?? 0));
  const places = new Map(order.map((index, place) => [index, place]));
  return {
    actors: order.flatMap((index) => {
      const actor = actors[index];
      return actor ? { ...actor, links: links[index] ?? 0, mutual: mutual[index] ?? 0 } : [];
    }),
    ties: within.map((tie) => ({ ...tie, from: places.get(tie.from) ?? 0, to: places.get(tie.to) ?? 0 })),
  };
}
