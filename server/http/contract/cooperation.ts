import type { Lead, LeadKind } from '../../cooperation/leads.ts';
import type { NamedEntity } from './lists.ts';

/** `GET /api/places/{key}/leads`: the best first. */
export interface LeadsAnswer {
  /** Of the kinds asked for. */
  readonly total: number;
  readonly page: number;
  readonly size: number;
  /** How many of each kind there are. */
  readonly kinds: Readonly<Partial<Record<LeadKind, number>>>;
  /** Needs and offers of this actor that were not compared, since there are too many. */
  readonly leftOut: number;
  /** Actors of this network or territory that were asked, and how many there are; null for one actor. */
  readonly asked: { readonly looked: number; readonly of: number } | null;
  readonly items: readonly Lead[];
}

/** A concept with how many have it. */
export interface ConceptCounted {
  readonly key: string;
  readonly iri: string;
  readonly label: string;
  readonly count: number;
}

/** `GET /api/territories/{code}/diagnosis`: what the profiles of a territory say together; `queries` count the same. */
export interface DiagnosisAnswer {
  readonly territory: { readonly code: string; readonly name: string; readonly level: string };
  /** The day for which needs and offers are open. */
  readonly at: string;
  readonly actors: readonly {
    readonly type: 'place' | 'organization' | 'network' | 'person';
    readonly count: number;
  }[];
  readonly scales: readonly ConceptCounted[];
  readonly comparable: readonly { readonly code: string; readonly name: string; readonly places: number }[];
  /** `elsewhere`: in how many of the comparable territories a place does it. */
  readonly practices: readonly (ConceptCounted & { readonly elsewhere: number })[];
  readonly missing: readonly (ConceptCounted & { readonly elsewhere: number })[];
  readonly needs: { readonly total: number; readonly themes: readonly ConceptCounted[] };
  readonly offers: { readonly total: number; readonly themes: readonly ConceptCounted[] };
  readonly networks: { readonly total: number; readonly items: readonly (NamedEntity & { readonly count: number })[] };
  readonly alone: { readonly total: number; readonly items: readonly NamedEntity[] };
  readonly links: readonly {
    readonly relation: 'cooperatesWith' | 'sharesResourceWith' | 'memberOf' | 'inspiredBy';
    readonly links: number;
    readonly mutual: number;
  }[];
  readonly effects: {
    readonly total: number;
    readonly evidenced: number;
    readonly items: readonly (NamedEntity & {
      readonly forWhom: readonly string[];
      readonly evidence: readonly string[];
    })[];
  };
  /** SPARQL, by what it counts. */
  readonly queries: Readonly<Record<string, string>>;
}
