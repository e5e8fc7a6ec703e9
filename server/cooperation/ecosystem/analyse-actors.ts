import type { ActorBase } from '../../directory/actors/read-actors.ts';
import { type ChosenActors, chooseActors } from './choose-actors.ts';
import { type Bridge, findBridges } from './find-bridges.ts';
import { findGroups } from './find-groups.ts';
import { ringOf } from './ring-layout.ts';

/** What the ties of some actors mean, whichever of them are drawn and however. */
export interface Analysis extends ChosenActors {
  readonly groups: ReturnType<typeof findGroups>;
  /** For each actor the group it is in; nothing for whoever is tied to nobody. */
  readonly groupOf: ReadonlyMap<number, number>;
  readonly bridges: readonly Bridge[];
  readonly isolated: readonly number[];
  /** How many say no scale. */
  readonly unscaled: number;
}

/** Chooses actors and finds what their ties mean; seconds for 100,000 of them. */
export function analyseActors(base: ActorBase, chosen: Parameters<typeof chooseActors>[1]): Analysis {
  const { actors, ties } = chooseActors(base, chosen);
  const groups = findGroups(ties);
  const groupOf = new Map(groups.flatMap((group, index) => group.map((actor) => [actor, index] as const)));
  return {
    actors,
    ties,
    groups,
    groupOf,
    bridges: findBridges(actors.length, ties),
    isolated: [...actors.keys()].filter((place) => !groupOf.has(place)),
    unscaled: actors.filter(({ scales }) => ringOf(scales) === 'unsaid').length,
  };
}
