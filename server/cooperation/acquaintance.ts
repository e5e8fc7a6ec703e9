import type { Actor } from './base/actor.ts';
import type { LeadBase } from './base/lead-base.ts';
import type { Acquaintance } from './ranking.ts';

/** Relations by which two act together already. */
const together = new Set([
  'cooperatesWith',
  'sharesResourceWith',
  'memberOf',
  'operatedBy',
  'participant',
  'partnerTerritory',
]);

/** The one who asks, with everybody that it is one with, linked with, or in a network with. */
export interface Circle {
  readonly self: Actor;
  /** Itself, who runs it and what it runs: never a lead of each other. */
  readonly household: ReadonlySet<string>;
  /** By IRI, whether both sides say so. */
  readonly linked: ReadonlyMap<string, boolean>;
  readonly networks: ReadonlySet<string>;
}

/** Who runs more places than these is an operator of many, whose needs are not those of one. */
const mostPlacesRun = 3;

/** Looks who is around an actor. */
export function circleOf(base: LeadBase, self: Actor): Circle {
  const household = new Set([self.iri]);
  const operators = (iri: string) =>
    base
      .tiesOf(iri)
      .flatMap(({ relation, subject, object }) => (relation === 'operatedBy' && subject === iri ? object : []));
  const run = (iri: string) =>
    base
      .tiesOf(iri)
      .flatMap(({ relation, subject, object }) => (relation === 'operatedBy' && object === iri ? subject : []));
  for (const iri of [...operators(self.iri), ...run(self.iri)]) household.add(iri);
  const linked = new Map<string, boolean>();
  const networks = new Set<string>();
  for (const iri of household)
    for (const { relation, subject, object, isMutual } of base.tiesOf(iri)) {
      const other = subject === iri ? object : subject;
      if (household.has(other) || !together.has(relation)) continue;
      linked.set(other, isMutual || (linked.get(other) ?? false));
      if (relation === 'memberOf' && subject === iri) networks.add(object);
    }
  return { self, household, linked, networks };
}

/** The actors whose needs and offers are those of an actor too: who runs it, unless that one runs many. */
export function speakingFor(base: LeadBase, { self, household }: Circle): readonly Actor[] {
  return [...household].flatMap((iri) => {
    const actor = base.find(iri);
    if (!actor) return [];
    const places = base
      .tiesOf(iri)
      .filter(({ relation, object }) => relation === 'operatedBy' && object === iri).length;
    return actor === self || places <= mostPlacesRun ? actor : [];
  });
}

/** What an actor is to somebody else. */
export function acquaintanceOf(base: LeadBase, circle: Circle, other: Actor): Acquaintance {
  const ties = base.tiesOf(other.iri);
  const networks: string[] = [];
  const between: string[] = [];
  for (const { relation, subject, object } of ties) {
    const end = subject === other.iri ? object : subject;
    if (relation === 'memberOf' && subject === other.iri && circle.networks.has(object)) networks.push(object);
    else if (together.has(relation) && relation !== 'memberOf' && circle.linked.has(end)) between.push(end);
  }
  return {
    isLinked: circle.linked.has(other.iri),
    isMutual: circle.linked.get(other.iri) === true,
    networks: [...new Set(networks)],
    between: [...new Set(between)],
  };
}
