import type { Lead, LeadKind } from '../cooperation/leads.ts';
import type { Standing } from '../crawl/visit/tell-standing.ts';
import type { Entity, EntityType, Facet, Summary } from '../directory/entity.ts';
import type { AreaSuggestion, ConceptSuggestion, EntitySuggestion } from '../directory/search/suggestion.ts';
import type { PointsManifest } from '../points/manifest.ts';
import type { GraphChange } from '../rdf/diff-graphs.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Operation } from '../registry/operation.ts';
import type { Finding } from '../validation/report.ts';
import type { Score } from '../validation/score.ts';

export type { Lead, LeadKind } from '../cooperation/leads.ts';
export type { Concept, Entity, Facet, Link, Summary, Value } from '../directory/entity.ts';
export type { Bilingual, Language, Text } from '../rdf/text.ts';
export type { Finding } from '../validation/report.ts';

/** `GET /api/places` and the other lists. */
export interface ListAnswer {
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly items: readonly Summary[];
  readonly facets: Readonly<Record<string, readonly Facet[]>>;
  /** The words that were taken instead when nothing has those searched for. */
  readonly closeTo?: readonly string[];
}

/** A suggestion with the page to go to: its own, or the list of places that it narrows. */
type WithPage<T> = T & { readonly page: string };

/** `GET /api/search`. */
export interface SearchAnswer {
  readonly q: string;
  readonly places: readonly WithPage<EntitySuggestion>[];
  readonly areas: readonly WithPage<AreaSuggestion>[];
  readonly concepts: readonly WithPage<ConceptSuggestion>[];
  readonly networks: readonly WithPage<EntitySuggestion>[];
  readonly people: readonly WithPage<EntitySuggestion>[];
  readonly territories: readonly WithPage<EntitySuggestion>[];
  readonly needs: readonly WithPage<EntitySuggestion>[];
  readonly offers: readonly WithPage<EntitySuggestion>[];
}

/** `GET /api/communes`: those named exactly so first, then the most populated. */
export interface CommunesAnswer {
  readonly q: string;
  readonly total: number;
  readonly items: readonly {
    /** INSEE code. */
    readonly code: string;
    readonly name: string;
    readonly postalCodes: readonly string[];
    readonly departement: { readonly code: string; readonly name: string };
    /** Its middle, or that of the communes of its postcode, in degrees. */
    readonly centre?: { readonly lon: number; readonly lat: number };
  }[];
}

/** `GET /api/places/{key}`. */
export type EntityAnswer = Entity & { readonly trouble: Trouble | null };

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

/** What has a page of its own. */
export interface NamedEntity {
  readonly type: EntityType;
  readonly key: string;
  readonly name: string;
}

/** `GET /api/flows`: links between territories, the most first. */
export interface FlowsAnswer {
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly level: 'region' | 'departement' | 'commune';
  /** Every link that was asked for, and how many of them have an end whose territory is not known: no item counts these. */
  readonly links: number;
  readonly unplaced: number;
  /** Exchanges that are not counted: they join too many pairs of territories; 0 where all are. */
  readonly leftOut: number;
  readonly items: readonly FlowAnswer[];
}

/** Links of one relation between two territories, or within one. */
export interface FlowAnswer {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly family: string;
  readonly relation: string;
  readonly count: number;
  /** How many of them both sides state. */
  readonly mutual: number;
}

/** A territory by the code that filters take. */
export interface FlowEnd {
  readonly code: string;
  readonly name: string;
  readonly position?: { readonly lon: number; readonly lat: number };
}

/** How many there are of each kind: `practises`, `seeks`, `need`, `offer`, `event`. */
export type MarkCounts = Readonly<Partial<Record<string, number>>>;

/** `GET /api/marks`: what is found at places. */
export interface MarksAnswer {
  /** Places. */
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly layer: string;
  readonly counts: MarkCounts;
  /** Things that are at no place of the directory: no item has these. */
  readonly unplaced: number;
  readonly items: readonly {
    readonly place: MarkedThing & { readonly position?: { readonly lon: number; readonly lat: number } };
    readonly marks: readonly (MarkedThing & { readonly kind: string; readonly startsAt?: string })[];
  }[];
  /** All places of the answer that have a position, gathered where they would cover each other at the zoom asked for. */
  readonly cells: readonly MarkCell[];
}

export interface MarkedThing {
  readonly type: Summary['type'];
  readonly key: string;
  readonly name: string;
}

export interface MarkCell {
  readonly lon: number;
  readonly lat: number;
  readonly counts: MarkCounts;
  readonly places: number;
  /** Where it is one. */
  readonly place?: { readonly key: string; readonly name: string };
}

/** What keeps a profile from being confirmed, and what its publisher can do. */
export interface Trouble {
  readonly since: string;
  /** What the last visit met, as a stable word (`not-found`, `invalid` …). */
  readonly outcome: string;
  readonly detail: Bilingual;
  readonly advice: Bilingual;
  readonly nextVisitAt: string | null;
}

/** `GET /api/points`. */
export type PointsAnswer = PointsManifest;

/** What the check says of a profile. */
export interface CheckedProfile {
  readonly conforms: boolean;
  readonly summary: { readonly fr: string; readonly en: string };
  readonly findings: readonly Finding[];
  readonly card: Summary | null;
  /** As whose word each thing is kept that it speaks of; only for what was read at an address. */
  readonly kept?: readonly Standing[];
  /** What it says otherwise than when it was last listed; only where it is. */
  readonly changes?: { readonly registration: string; readonly since: string; readonly items: readonly GraphChange[] };
}

/** `POST /check`. */
export interface CheckAnswer extends CheckedProfile {
  readonly score: Score;
}

/** `POST /publier/fiche` as JSON: what the check says of the answers, and what to publish. */
export interface FormAnswer extends CheckedProfile {
  /** Whom the answers about links mean, by what was typed: an address or a name. */
  readonly links: Readonly<
    Record<
      string,
      { readonly iri: string; readonly name: string; readonly type: Summary['type']; readonly page: string }
    >
  >;
  readonly files: {
    /** The block for a web page, as HTML text. */
    readonly snippet: string;
    /** The line of a page that says where the file is. */
    readonly link: string;
  };
}

/** `POST /publier/position`: where an address is, as the operator's geocoder says. */
export interface PlacedAnswer {
  readonly lat: number;
  readonly lon: number;
  readonly message: Bilingual;
}

/** `GET /registrations/{id}`. */
export interface RegistrationAnswer extends RegistrationRecord {
  readonly trouble: Trouble | null;
}

/** What is remembered of one registration. */
export interface RegistrationRecord {
  readonly id: string;
  readonly url: string;
  readonly status: string;
  /** The address of the profile whose link led to it; null when somebody registered it. */
  readonly linkedBy: string | null;
  /** Where it leads that names profiles (a type index, a sitemap …), be it a profile itself or none; null for most. */
  readonly leadsTo: LeadsTo | null;
  /** Since when its withdrawal waits for a human, and what the visit had met. */
  readonly held: { readonly at: string; readonly detail: Bilingual } | null;
  readonly registeredAt: string;
  /** Last and next visit, whatever they meet. */
  readonly lastVisitAt: string | null;
  readonly nextVisitAt: string | null;
  /** When its source last confirmed the content, and when the content last changed. */
  readonly readAt: string | null;
  readonly changedAt: string | null;
  readonly failingSince: string | null;
  readonly withdrawnAt: string | null;
  /** What the shown content was read from: the address itself, then the document that it names as its data. */
  readonly sources: readonly { readonly url: string; readonly finalUrl: string }[];
  readonly mediaType: string | null;
  /** The page that shows it; null while nothing is shown. */
  readonly page: string | null;
  /** The last 20, newest first. */
  readonly visits: readonly VisitAnswer[];
  readonly report: { readonly at: string; readonly conforms: boolean; readonly findings: readonly Finding[] } | null;
}

/** The addresses that a registration leads to, and what became of each. */
export interface LeadsTo {
  /** `type-index`, `container`, `description`, `sitemap`, `dump`, or `site` where a robots.txt names sitemaps. */
  readonly kind: string;
  /** `list`: a document that names more of them. Without id and status it is not registered. */
  readonly items: readonly {
    readonly url: string;
    readonly role: 'profile' | 'list';
    readonly id: string | null;
    readonly status: string | null;
  }[];
  /** Addresses beyond what is taken of one document. */
  readonly leftOut: number;
}

/** One visit: what it met, as a stable word and told, and how long the sites took to answer. */
export interface VisitAnswer {
  readonly at: string;
  readonly outcome: string;
  readonly detail: Bilingual;
  /** Milliseconds; absent when none was asked. */
  readonly siteMs?: number;
}

/** `GET /exploitation`: what is wrong with which publisher, and how the observatory itself is. */
export interface OperationAnswer extends Operation {
  readonly storage: {
    readonly writable: boolean;
    /** Bytes of the data folder, and free on its disk. */
    readonly usedBytes: number;
    readonly freeBytes: number;
  };
  /** Processes that answer SPARQL; null where they are not ours to see. */
  readonly replicas: { readonly ready: number; readonly total: number } | null;
}

/** A term that the query page proposes: what it is, how it is written, and what it means in the reader's language. */
export interface QueryTerm {
  readonly kind: 'class' | 'property' | 'function' | 'concept' | 'territory' | 'graph';
  readonly iri: string;
  /** `obs:kind`; absent where the whole IRI is to be written. */
  readonly name?: string;
  readonly label: string;
  readonly definition?: string;
  /** What people also call it. */
  readonly others?: readonly string[];
  /** The label of its scheme. */
  readonly scheme?: string;
  /** Of a property, the scheme that its values are chosen from. */
  readonly takes?: string;
}

/** What the query page completes from. */
export interface QueryTerms {
  /** Namespaces by prefix. */
  readonly prefixes: Readonly<Record<string, string>>;
  readonly terms: readonly QueryTerm[];
}
