import type { Summary } from '../directory/entity.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { LeadKind } from './find/found-lead.ts';
import type { Score } from './ranking.ts';

/** A reason for actors to talk, with what it rests on. */
export interface Lead {
  /** The same as long as it joins the same actors for the same: to dismiss it, or to follow it. */
  readonly id: string;
  readonly kind: LeadKind;
  /** Whose lead it is. */
  readonly self: Summary;
  /** Whom to talk to; of a group the nearest, the others beside. */
  readonly actor: Summary;
  readonly others: readonly Summary[];
  /** What is sought and offered, in the pair that fits best: whose need it is, seen from `self`. */
  readonly side?: 'need' | 'offer';
  readonly need?: Summary;
  readonly offer?: Summary;
  readonly meeting?: Summary;
  /** From `self` to the actor, whole kilometres; of a group to the farthest. */
  readonly distanceKm?: number;
  /** In words, the strongest first; never empty. */
  readonly reasons: readonly Bilingual[];
  /** The first of them. */
  readonly reason: Bilingual;
  readonly score: Score;
  /** When the oldest of the statements was last changed, and last read (ISO 8601). */
  readonly freshness: { readonly changedAt: string; readonly readAt: string };
  /** What it rests on: entities, each with the document that says it. */
  readonly statements: readonly { readonly document: string; readonly entity: string }[];
  /** How to reach the actor, as it says itself. */
  readonly contact: Contact;
}

/** Ways to reach somebody, as their own profile gives them. */
export interface Contact {
  readonly email?: string;
  readonly telephone?: string;
  readonly page?: string;
}

/** The leads of somebody, the best first. */
export interface Leads {
  /** All that were found of the kinds asked for; the list may hold less. */
  readonly total: number;
  /** How many of each kind were found, whatever was asked for. */
  readonly kinds: Readonly<Partial<Record<LeadKind, number>>>;
  readonly leads: readonly Lead[];
  /** Needs and offers of this actor that were not compared, since there are too many. */
  readonly leftOut: number;
  /** Actors of this network or territory that were asked, and how many there are. */
  readonly asked?: { readonly looked: number; readonly of: number };
}
