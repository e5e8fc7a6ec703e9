import type { Bilingual, Language, Text } from '../rdf/text.ts';

/** What an entity is, in API words; the page paths are their French plurals. */
export const entityTypes = [
  'place',
  'network',
  'organization',
  'person',
  'territory',
  'practice',
  'need',
  'offer',
  'cooperation',
  'event',
  'experience',
  'effect',
] as const;
export type EntityType = (typeof entityTypes)[number];

/** A SKOS concept as a facet or a chip shows it. */
export interface Concept {
  readonly iri: string;
  /** `scheme` and `slug` of `https://w3id.org/obsidienne/{scheme}/{slug}`; `key` is the slug. */
  readonly scheme: string;
  readonly key: string;
  readonly label: Bilingual;
  readonly definition?: Bilingual;
  /** What people also call it. */
  readonly altLabels?: readonly { readonly text: string; readonly language: string }[];
  /** What people type and nobody should read (SKOS hiddenLabel): misspellings, old names. */
  readonly hiddenLabels?: readonly string[];
  readonly broader?: string;
  /** What serves much the same end and is neither wider nor narrower (SKOS related), in any scheme. */
  readonly related?: readonly string[];
}

export interface Position {
  readonly lon: number;
  readonly lat: number;
}

/** How the reading of a document stands, as whoever reads it says. */
export interface Standing {
  /** `listed`, or why its last good version is still shown: `invalid`, `unreachable`. */
  readonly status: string;
  /** Last and next visit, whatever they meet. */
  readonly visitedAt?: string;
  readonly nextVisitAt?: string;
  /** Start of the present series of failures; absent while all is well. */
  readonly failingSince?: string;
  /** Since when its withdrawal waits for a human. */
  readonly heldSince?: string;
}

/** Where an entity's words come from and how fresh they are. */
export interface Provenance extends Partial<Standing> {
  /** The registered URL whose document says it. */
  readonly source: string;
  /** The registration's id, for `/registrations/{id}`. */
  readonly registration: string;
  readonly readAt: string;
  readonly changedAt: string;
  /** IRI of the licence the document states. */
  readonly license?: string;
  /** Credit line that must be shown with the data (imported sets). */
  readonly attribution?: string;
}

/** The values that another source says, by field: the address of the document that says each. */
export type Lent = Readonly<Record<string, string>>;

/** How a need or an offer stands. */
export interface ExchangeState {
  /** Concept key of the exchange-states scheme (open, in-talks, met); absent where it says none. */
  readonly state?: string;
  /** The last day that it holds, as its document says (a day, a month or a year). */
  readonly until?: string;
  /** How far it reaches. */
  readonly radiusKm?: number;
  /** Who seeks or offers. */
  readonly holder?: {
    readonly type: EntityType;
    readonly key: string;
    readonly name: string;
    readonly commune?: string;
  };
}

/** One line of a list, one card on the map. */
export interface Summary {
  readonly type: EntityType;
  readonly key: string;
  readonly iri: string;
  readonly name: string;
  /** First 200 characters of the description in the reader's language. */
  readonly excerpt?: string;
  /** Concept keys of the kinds scheme. */
  readonly kinds: readonly string[];
  /** Concept keys of the practices scheme. */
  readonly practices: readonly string[];
  readonly commune?: string;
  readonly postalCode?: string;
  readonly position?: Position;
  /** Concept key of the operating-status scheme: project, open, paused, closed. */
  readonly operatingStatus?: string;
  /** When it begins, as its document says: a day, a moment, or less. */
  readonly startsAt?: string;
  /** Of a need or an offer: how it stands, and whose it is. */
  readonly exchange?: ExchangeState;
  /** The publisher marks it as invented for illustration. */
  readonly example: boolean;
  /** Warnings of the last check that readers should see, in both languages (position outside its département …). */
  readonly warnings: readonly Bilingual[];
  readonly provenance: Provenance;
  /**
   * What the leading source does not say and another says of the same thing (`position`, `address`, `telephone`, `kind` …), each
   * with the address of its document; absent where everything is the leading source's.
   */
  readonly lent?: Lent;
}

/** One value of a property, ready to show. */
export type Value =
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'concept'; readonly concept: Concept }
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number; readonly unit?: string }
  | { readonly kind: 'url'; readonly url: string; readonly label?: string };

/** A relation to another entity, seen from the entity that is shown. */
export interface Link {
  /** Property name: memberOf, member, cooperatesWith, sharesResourceWith, inspiredBy, operatedBy, seeks, makesOffer … */
  readonly relation: string;
  /** `out`: this entity (or its document) says it; `in`: the other one does. */
  readonly direction: 'out' | 'in';
  /** Both sides say so. */
  readonly mutual: boolean;
  /** The document that says it. */
  readonly source: string;
  /** The other end: an entity of the directory, or only an IRI we do not know. */
  readonly target: Summary | { readonly iri: string; readonly name?: string };
}

/** A span of opening, on some days of the week; `closes` may be after midnight. Dated ones take the place of the others. */
export interface Opening {
  /** English names, Monday first. */
  readonly days: readonly string[];
  /** "09:00"; equal to `closes` in a dated span that says "closed". */
  readonly opens: string;
  readonly closes: string;
  /** First and last day it holds for ("2026-07-01"), or the same days of every year ("07-01"). */
  readonly validFrom?: string;
  readonly validThrough?: string;
}

/** A part of a place that people use by itself. */
export interface Room {
  readonly name: Text;
  readonly description?: Text;
  /** How many people. */
  readonly capacity?: number;
  /** Square metres. */
  readonly floorArea?: number;
}

/** What a document of another publisher says about an entity: told as its words, never as the entity's. */
export interface Claim {
  /** The registered URL of that document. */
  readonly source: string;
  readonly registration: string;
  readonly readAt: string;
  readonly license?: string;
  readonly description: Text;
  /** Concepts by property name. */
  readonly properties: Readonly<Record<string, readonly Value[]>>;
  /** Links to other entities of the directory that are not of that document's own side. */
  readonly links: readonly { readonly relation: string; readonly target: Summary }[];
}

/** Everything the directory knows of one entity. */
export interface Entity extends Summary {
  readonly names: Text;
  readonly description: Text;
  readonly alternateNames: readonly string[];
  readonly image?: string;
  readonly url?: string;
  readonly address?: {
    readonly street?: string;
    readonly postalCode?: string;
    readonly locality?: string;
    readonly country?: string;
  };
  readonly contact: { readonly email?: string; readonly telephone?: string; readonly page?: string };
  readonly openingHours: readonly Opening[];
  /** INSEE codes of where it lies, when its address or position tells them. */
  readonly departement?: string;
  readonly communeCode?: string;
  /** Rooms and other parts of the place, in the publisher's words. */
  readonly rooms: readonly Room[];
  /** What else is found there, in the publisher's words. */
  readonly amenities: readonly Text[];
  /** Everything else by property name (`audience`, `equipment`, `foundingDate`, `resource`, `validThrough` …); labels live in the page texts. */
  readonly properties: Readonly<Record<string, readonly Value[]>>;
  readonly links: readonly Link[];
  /** Of persons there are none: what is told of them is what they tell. */
  readonly claims: readonly Claim[];
}

/** What can be counted and chosen beside a list; `facets.ts` says what each one counts. */
export const facetNames = [
  'kind',
  'practice',
  'resource',
  'need',
  'offer',
  'network',
  'territory',
  'status',
  'audience',
  'legalForm',
  'discipline',
  'role',
  'effect',
  'scale',
  'condition',
  'exchangeState',
  'stage',
  'eventKind',
  'when',
  'freshness',
  'open',
] as const;
export type FacetName = (typeof facetNames)[number];

/**
 * What narrows a list; several values of one facet are or-ed, several facets are and-ed. Values are keys or IRIs;
 * a territory is the code of a région ("R53"), a département ("49") or a commune (INSEE, "49246").
 */
export type Filter = {
  readonly type: EntityType;
  readonly q?: string;
  /** west, south, east, north in degrees. */
  readonly bbox?: readonly [number, number, number, number];
  readonly near?: Position & { readonly radiusKm: number };
  /** Of needs and offers, those too that are met or over; lists leave them out. */
  readonly ended?: boolean;
} & { readonly [name in FacetName]?: readonly string[] };

/** `relevance` without a search is the type's natural order: events by date, the rest by name; `distance` needs `near`. */
export type Sort = 'relevance' | 'name' | 'changed' | 'distance' | 'date';

/** Which page of a list, in which order and language. */
export interface ListOptions {
  /** From 1. */
  readonly page: number;
  readonly size: number;
  readonly sort?: Sort;
  readonly language: Language;
  /** False leaves the facets out, when only the items or the total are wanted. */
  readonly facets?: boolean;
}

export interface Facet {
  readonly key: string;
  readonly iri: string;
  readonly label: Bilingual;
  readonly count: number;
}

/** One page of a list with the counts of what would narrow it; `total` counts the whole list. */
export interface Page {
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly items: readonly Summary[];
  /** Per facet name: each value's count is the length of the list that choosing it (in place of the facet's own values) would give. */
  readonly facets: Readonly<Record<string, readonly Facet[]>>;
  /** The words that were taken instead when nothing has those searched for. */
  readonly closeTo?: readonly string[];
}
