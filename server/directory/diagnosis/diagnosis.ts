import type { Territory } from '../../geography/territory.ts';
import type { EntityType } from '../entity.ts';

export interface DiagnosisQuestion {
  readonly territory: Territory;
  /** A date: needs and offers that are met or over by then are left out. */
  readonly today: string;
  /** At most so many names of each list; the totals count all. */
  readonly named: number;
}

/** Who acts in a territory. */
export const actorTypes = ['place', 'organization', 'network', 'person'] as const satisfies readonly EntityType[];
export type ActorType = (typeof actorTypes)[number];

/** The links that are looked at, by their names in the table of relations. */
export const diagnosedRelations = ['cooperatesWith', 'sharesResourceWith', 'memberOf', 'inspiredBy'] as const;
export type DiagnosedRelation = (typeof diagnosedRelations)[number];

export interface ConceptCount {
  readonly iri: string;
  readonly count: number;
}

export interface PracticeCount extends ConceptCount {
  /** In how many of the comparable territories somebody does it. */
  readonly elsewhere: number;
}

export interface LinkCount {
  readonly relation: DiagnosedRelation;
  /** Stated by one end at least, and one end at least lies here. */
  readonly links: number;
  /** Stated by both ends. */
  readonly mutual: number;
}

/** What the profiles of one territory say together. Ids are `entity.id`. */
export interface Diagnosis {
  readonly actors: readonly { readonly type: ActorType; readonly count: number }[];
  /** Actors by the scale at which they say to act. */
  readonly scales: readonly ConceptCount[];
  /** Of the same level, the nearest number of places first. */
  readonly comparable: readonly { readonly code: string; readonly places: number }[];
  /** Places that do it, the most first; of themes only what is narrower. */
  readonly practices: readonly PracticeCount[];
  /** What nobody does here, and two comparable territories or more do. */
  readonly missing: readonly PracticeCount[];
  readonly needs: ExchangeCount;
  readonly offers: ExchangeCount;
  /** Networks of the places here, by how many of them are members. */
  readonly networks: {
    readonly total: number;
    readonly first: readonly { readonly id: number; readonly count: number }[];
  };
  /** Places that no network and that no place itself says to be a member. */
  readonly alone: { readonly total: number; readonly ids: readonly number[] };
  readonly links: readonly LinkCount[];
  readonly effects: EffectCount;
}

/** What is still sought or offered. */
export interface ExchangeCount {
  readonly total: number;
  /** By theme of the resource; what is about two themes counts in both. */
  readonly themes: readonly ConceptCount[];
}

/** Useful effects that actors here, or cooperations with an actor from here, claim. */
export interface EffectCount {
  readonly total: number;
  /** How many of them say what shows it. */
  readonly evidenced: number;
  readonly ids: readonly number[];
}
