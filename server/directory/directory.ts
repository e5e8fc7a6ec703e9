import type { Quad } from '@rdfjs/types';
import type { Language } from '../rdf/text.ts';
import type { KeepApart } from './apart.ts';
import type { CompletenessReader } from './completeness.ts';
import type { Concept, Entity, EntityType, Filter, ListOptions, Page, Position, Summary } from './entity.ts';
import type { Resolves } from './entity-reader.ts';
import type { EventReader } from './events-of.ts';
import type { KeyKeywords, WhoOrder } from './key-keywords.ts';
import type { LineageReader } from './lineage.ts';
import type { ListReader } from './list-reader.ts';
import type { Listings } from './listings.ts';
import type { Merge } from './merges.ts';
import type { NamesById, NamesByIri } from './names-by-id.ts';
import type { PoolReader } from './pooled.ts';
import type { PracticeEffects } from './practice-effects.ts';
import type { EntityChange, ProjectedDocument } from './projection/projector.ts';
import type { ProjectReader } from './projects.ts';
import type { ReplacedBy } from './replaced.ts';
import type { SameAsCounter } from './same-as.ts';
import type { SuggestOptions } from './search/suggest.ts';
import type { Suggestions } from './search/suggestion.ts';
import type { createSpeakers } from './speakers.ts';

/** The read model: entities, links, facets, full text and points. Writes are part of the caller's transaction. */
export interface Directory {
  /** Puts what a document says (first-hand, and as claims about others) in place of what it said before; tells what readers see of it. */
  project(document: ProjectedDocument, quads: readonly Quad[]): readonly EntityChange[];
  /** True when the tables were written by another version of this code, or by other rules of who answers for what: empty, `project` every document, then `settle`. */
  readonly isOutdated: boolean;
  /** Empties the tables, keys and memory of withdrawals aside. */
  empty(): void;
  /** Leaves no trace of removed words in what searches look into. */
  compact(): void;
  /** Declares the tables to be up to date. */
  settle(): void;
  /** The card that a document would have, without storing anything: that of the entity that leads in it. */
  preview(
    document: { readonly url: string; readonly finalUrl: string; readonly at: string },
    quads: readonly Quad[],
    language: Language,
  ): Summary | undefined;
  /** Whether a document describes anything that it may speak for. */
  hasOwnWords(document: { readonly url: string; readonly finalUrl: string }, quads: readonly Quad[]): boolean;
  /** Notes that an unchanged document was confirmed. */
  confirm(registration: string, readAt: string): void;
  /** Takes a document's entities away; those nobody else speaks for are remembered as withdrawn when `withdrawnAt` is given. */
  remove(registration: string, withdrawnAt?: string): readonly EntityChange[];
  list(filter: Filter, options: ListOptions): Page;
  /** The whole of a list, for downloads. */
  readonly all: ListReader['all'];
  /** What the members of a network or the actors of a territory still seek or offer. */
  readonly pooled: PoolReader;
  /** What the members of a network do together. */
  readonly projectsOf: ProjectReader;
  /** What somebody, or the members of a network, hold. */
  readonly eventsOf: EventReader;
  /** What things are called, by `entity.id`; those that are not there are missing. */
  readonly namesOf: NamesById;
  readonly namesOfIris: NamesByIri;
  /** The three words under which people and organisations present themselves. */
  readonly keyKeywords: KeyKeywords;
  readonly whoOrder: WhoOrder;
  /** Where something comes from and what came of it. */
  readonly lineageOf: LineageReader;
  readonly countSameAs: SameAsCounter;
  /** What whoever does some practices claims to bring. */
  readonly effectsOfPractices: PracticeEffects;
  /** What the beginning of a search may mean. */
  suggest(q: string, options: SuggestOptions): Suggestions;
  /** `resolves` leaves the other ends of some links as IRIs: of thousands of links a page shows some. */
  entity(type: EntityType, key: string, language: Language, resolves?: Resolves): Entity | undefined;
  /** Type and key of the entity that a publisher's IRI names. */
  locate(iri: string): { readonly type: EntityType; readonly key: string } | undefined;
  /** The entities a document leads for, its declared topic first. */
  entitiesOf(registration: string): readonly { readonly type: EntityType; readonly key: string }[];
  /** Lets entities give way to others that they are the same as (`leader`), or stand by themselves again (null); loses nothing of either. */
  merge(changes: readonly Merge[]): void;
  /** What somebody decided to be two things: neither replaces the other by saying to be the same. */
  readonly keepApart: KeepApart;
  /** Who speaks of an entity and of what was merged with it. */
  readonly speakersOf: ReturnType<typeof createSpeakers>;
  /** What a page gave way to. */
  readonly replacedBy: ReplacedBy;
  /** An entity that was withdrawn, by its page's address. */
  gone(type: EntityType, key: string): { readonly name: string; readonly withdrawnAt: string } | undefined;
  /** The `entity.id` of everything that a filter lets through. */
  idsOf(filter: Filter): readonly number[];
  /** Where what a filter lets through is, of the first so many that say it. */
  positionsOf(filter: Filter, limit: number): readonly Position[];
  /** The communes of a département that have places, by INSEE code, the most places first. */
  communesOf(departement: string): readonly { readonly code: string; readonly places: number }[];
  /** The credits that documents ask to be shown with what they say. */
  attributions(): readonly string[];
  /** What it takes from each document, for the graph to say the same. */
  readonly listings: Pick<Listings, 'all' | 'changed'>;
  counts(): Readonly<Record<EntityType, number>>;
  /** How many entities of a type say where they are, how to reach them, and the like. */
  readonly completeness: CompletenessReader;
  /** Every concept of a scheme, used or not; empty for an unknown scheme. */
  concepts(scheme: string): readonly Concept[];
  /** Grows with every change of what readers see. */
  readonly version: number;
}
