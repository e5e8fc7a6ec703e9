import type { ConceptData } from '../directory/concepts.ts';
import type { EntityType } from '../directory/entity.ts';
import type { Language } from '../rdf/text.ts';
import type { LeadKind } from './find/found-lead.ts';

/** What the thread of leads is told when it starts. */
export interface LeadOrder {
  /** The state file. */
  readonly file: string;
  readonly concepts: ConceptData;
}

/** Whose leads: an actor of the directory, or everybody in some départements or in one commune of them. */
export type Asker =
  | { readonly type: EntityType; readonly key: string }
  | { readonly departements: readonly string[]; readonly commune?: string };

export type LeadQuestion =
  | {
      readonly about: 'leads';
      readonly of: Asker;
      readonly language: Language;
      /** A moment of the day that is today (ISO 8601). */
      readonly now: string;
      readonly offset: number;
      readonly limit: number;
      /** Only leads of these kinds; all without. */
      readonly kinds?: readonly LeadKind[];
    }
  /** The best leads of all, some of each actor, for the graph. */
  | { readonly about: 'all'; readonly now: string; readonly perActor: number; readonly limit: number }
  /** Reads the state, so that the first to ask does not wait. */
  | { readonly about: 'nothing' };
