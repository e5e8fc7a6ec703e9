import type { Circle } from '../acquaintance.ts';
import type { Actor, Exchange, Meeting } from '../base/actor.ts';
import type { ConceptSpace } from '../base/concept-space.ts';
import type { LeadBase } from '../base/lead-base.ts';
import type { Score } from '../ranking.ts';
import type { Answers, Fit } from '../similarity.ts';

export const leadKinds = [
  'answers-need',
  'seeks-offer',
  'exchange',
  'same-practice',
  'network',
  'missing-scale',
  'missing-discipline',
  'meeting',
  'group-need',
  'group-offer',
] as const;
export type LeadKind = (typeof leadKinds)[number];

/** Why a lead is one, before it is put into words. */
export type Reason =
  | {
      readonly say: 'offers' | 'seeks';
      readonly fit: Fit;
      readonly need: Exchange;
      readonly offer: Exchange;
      readonly resource: number;
      readonly wanted: number;
    }
  | { readonly say: 'practises'; readonly practices: readonly number[] }
  | { readonly say: 'practises-sought'; readonly practice: number; readonly need: Exchange }
  | { readonly say: 'members-alike'; readonly members: readonly Actor[]; readonly count: number }
  | { readonly say: 'scale' | 'discipline'; readonly concepts: readonly number[] }
  | { readonly say: 'meets'; readonly meeting: Meeting; readonly practices: readonly number[] }
  | { readonly say: 'all-seek'; readonly resource: number; readonly others: readonly Actor[] }
  | {
      readonly say: 'together-offer';
      readonly need: Exchange;
      readonly parts: readonly { readonly actor: Actor; readonly offer: Exchange; readonly resource: number }[];
    }
  | { readonly say: 'same-network'; readonly network: string }
  | { readonly say: 'partner-between'; readonly actor: string }
  | { readonly say: 'linked'; readonly isMutual: boolean }
  | { readonly say: 'in-talks' | 'from-afar' };

/** A lead as it is found: numbers and actors, no words yet. */
export interface FoundLead {
  readonly kind: LeadKind;
  /** Whom to talk to: one, or all of a group. */
  readonly actors: readonly Actor[];
  readonly score: Score;
  readonly distanceKm?: number;
  /** Never empty. */
  readonly reasons: readonly Reason[];
  readonly exchanges: readonly Exchange[];
  readonly meeting?: Meeting;
  /** What it is about and who it is with, for an order that shows different things. */
  readonly about: string;
  readonly with: string;
}

/** What finders share. */
export interface Search {
  readonly base: LeadBase;
  readonly space: ConceptSpace;
  readonly answers: Answers;
  readonly circle: Circle;
  /** Whole days since 1970-01-01 UTC. */
  readonly today: number;
  /** The stems of the words of a need or an offer. */
  stemsOf(exchange: Exchange): readonly string[];
}
