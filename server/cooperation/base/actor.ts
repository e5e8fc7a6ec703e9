import type { EntityType } from '../../directory/entity.ts';

/** Who can take part in a lead: what has needs, offers, practices or members of its own. */
export const actorTypes = ['place', 'network', 'organization', 'person', 'territory', 'cooperation'] as const;
export type ActorType = Extract<EntityType, (typeof actorTypes)[number]>;

/** When a document was last read and last changed; shared by everything that it says. */
export interface Source {
  readonly registration: string;
  /** Whole days since 1970-01-01 UTC. */
  readonly readDay: number;
  readonly changedDay: number;
}

/** What an actor seeks or offers; concepts are numbers of `ConceptSpace`. */
export interface Exchange {
  /** `entity.id`. */
  readonly id: number;
  readonly side: 'need' | 'offer';
  readonly holder: Actor;
  readonly source: Source;
  readonly resources: readonly number[];
  readonly practices: readonly number[];
  /** The resources were found in its words: it names no concept. */
  readonly isGuessed: boolean;
  readonly isMet: boolean;
  readonly isInTalks: boolean;
  /** The last day that it holds, infinite when it does not say. */
  readonly untilDay: number;
  /** It says that distance does not matter. */
  readonly isFromAfar: boolean;
  /** How far it reaches, infinite when it does not say. */
  readonly radiusKm: number;
}

/** An actor of the directory, as far as leads look at it. */
export interface Actor {
  /** `entity.id`. */
  readonly id: number;
  readonly iri: string;
  readonly type: ActorType;
  readonly source: Source;
  readonly departement: string | null;
  readonly commune: string | null;
  readonly practices: readonly number[];
  readonly scales: readonly number[];
  readonly disciplines: readonly number[];
  readonly needs: readonly Exchange[];
  readonly offers: readonly Exchange[];
  /** How many needs and offers it has beyond those that are compared. */
  readonly leftOut: number;
  /** Degrees; NaN where nobody knows. Its own, or that of the places it runs or that take part in it. */
  readonly lon: number;
  readonly lat: number;
}

/** Two actors that one of them, or both, say to be linked. */
export interface Tie {
  readonly relation: string;
  /** As the table of relations has it. */
  readonly subject: string;
  readonly object: string;
  readonly isMutual: boolean;
}

/** A meeting that is not over. */
export interface Meeting {
  /** `entity.id`. */
  readonly id: number;
  readonly startsAt: string;
  readonly source: Source;
  readonly practices: readonly number[];
  /** IRIs of who organises it, hosts it or has it. */
  readonly holders: readonly string[];
}

/** Whether a need or an offer still stands on a day. */
export function isStanding({ isMet, untilDay }: Pick<Exchange, 'isMet' | 'untilDay'>, today: number): boolean {
  return !isMet && untilDay >= today;
}
