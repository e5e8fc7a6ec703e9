import { readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { Quad } from '@rdfjs/types';
import type { Aligner } from '../rdf/align.ts';
import type { Language } from '../rdf/text.ts';
import { createKeepApart, type KeepApart } from './apart.ts';
import { readAttributions } from './attributions.ts';
import { type CompletenessReader, createCompletenessReader } from './completeness.ts';
import type { Concepts } from './concepts.ts';
import type { Concept, Entity, EntityType, Filter, ListOptions, Page, Position, Standing, Summary } from './entity.ts';
import { entityTypes } from './entity.ts';
import { keyOfIri } from './entity-key.ts';
import { createEntityReader, type Resolves } from './entity-reader.ts';
import { createEventReader, type EventReader } from './events-of.ts';
import { eachBit } from './facets/bits.ts';
import { createFacetCounter } from './facets/facet-counter.ts';
import { createFacetIndex } from './facets/facet-index.ts';
import { createFacetValues } from './facets/facet-values.ts';
import { bitsOf } from './facets/filter-bits.ts';
import { createKeyKeywords, createWhoOrder, type KeyKeywords, type WhoOrder } from './key-keywords.ts';
import { createLineageReader, type LineageReader } from './lineage.ts';
import { createListOrder } from './list-order.ts';
import { createListReader, type ListReader } from './list-reader.ts';
import { createListings, type Listings } from './listings.ts';
import { createMerges, type Merge } from './merges.ts';
import { createNamesById, createNamesByIri, type NamesById, type NamesByIri } from './names-by-id.ts';
import { createPoolReader, type PoolReader } from './pooled.ts';
import { createPracticeEffects, type PracticeEffects } from './practice-effects.ts';
import type { PublisherRules } from './projection/authority.ts';
import { describe } from './projection/describe.ts';
import { createEntityWriter } from './projection/entity-writer.ts';
import type { EntityChange, ProjectedDocument } from './projection/projector.ts';
import { createProjector } from './projection/projector.ts';
import { createProjectReader, type ProjectReader } from './projects.ts';
import { createReplacedBy, type ReplacedBy } from './replaced.ts';
import { createSameAsCounter, type SameAsCounter } from './same-as.ts';
import { createLabels } from './search/labels.ts';
import { createSpelling } from './search/spelling.ts';
import type { SuggestOptions } from './search/suggest.ts';
import { suggest } from './search/suggest.ts';
import type { Suggestions } from './search/suggestion.ts';
import { createTextMatcher } from './search/text-matcher.ts';
import { createSpeakers } from './speakers.ts';

/** Grows when the same quads are to be projected differently: the tables are then made again from the graphs. */
const projectionVersion = 11;

/** What is made again from the graphs, those included that earlier versions of this code had. */
const derivedTables =
  'entity_concept entity_position entity_text word_trigram word link pointer borrowed entity document'.split(' ');

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

/** Opens the directory on a database, making its tables where they are missing. */
export function createDirectory(
  db: DatabaseSync,
  options: {
    readonly concepts: Concepts;
    readonly align: Aligner;
    /** Who answers for what: the rule of what a document may say. */
    readonly publishers: PublisherRules;
    /** How the reading of a document stands now; summaries tell it. */
    readonly standingOf?: (registration: string) => Standing | undefined;
    /** Whether an IRI is of a record that is kept here for whom it is about, until that one speaks. */
    readonly isRecord?: (iri: string) => boolean;
    readonly now?: () => Date;
  },
): Directory {
  const {
    concepts,
    align,
    publishers,
    standingOf = () => undefined,
    isRecord = () => false,
    now = () => new Date(),
  } = options;
  const projection = projectionVersion * 2 ** 32 + crc32(publishers.fingerprint);
  const isOutdated = () => {
    const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'projection'").get();
    return !known || db.prepare('SELECT version FROM projection').get()?.['version'] !== projection;
  };
  // Their columns may be others too.
  if (isOutdated()) for (const table of derivedTables) db.exec(`DROP TABLE IF EXISTS ${table}`);
  db.exec(readFileSync(new URL('schema.sql', import.meta.url), 'utf8'));
  const labels = createLabels(concepts);
  const spelling = createSpelling(db, labels.words);
  const entities = createEntityReader(db, concepts, standingOf);
  const index = createFacetIndex(db, concepts, now);
  const listings = createListings(db);
  /** To be called before and after a document's rows change. */
  const touch = (document: string) => {
    index.touch(document);
    listings.touch(document);
  };
  const writer = createEntityWriter(db, spelling, { isRecord, publisherOf: publishers.find, touch });
  const projector = createProjector(db, {
    writer,
    align,
    publishers,
    touch,
  });
  const matcher = createTextMatcher(db, { index, labels, spelling });
  const parts = { index, matcher, values: createFacetValues(db, index, now) };
  const order = createListOrder(db, index, matcher, now);
  const counter = createFacetCounter(db, concepts, parts);
  const lists = createListReader(db, { ...parts, entities, counter, order });
  const suggestParts = { order, labels, summariesOf: lists.summariesOf };
  const sql = {
    confirm: db.prepare('UPDATE document SET read_at = ? WHERE registration = ?'),
    locate: db.prepare(
      `SELECT k.type, k.key FROM entity_key k JOIN entity e ON e.iri = k.iri AND e.lead = 1
       WHERE k.iri IN (?1, (SELECT leader FROM merged WHERE iri = ?1)) LIMIT 1`,
    ),
    gone: db.prepare('SELECT name, at FROM withdrawn WHERE type = ? AND key = ?'),
    communes: db.prepare(
      `SELECT commune_code, count(*) AS places FROM entity WHERE lead = 1 AND type = 'place' AND departement = ? AND commune_code IS NOT NULL
       GROUP BY commune_code ORDER BY places DESC, commune_code`,
    ),
    counts: db.prepare('SELECT type, count(*) AS count FROM entity WHERE lead = 1 GROUP BY type'),
  };
  const merges = createMerges(db, { writer, touch });
  let version = Date.now();

  return {
    project(document, quads) {
      const changes = projector.project(document, quads);
      version++;
      return changes;
    },
    get isOutdated() {
      return isOutdated();
    },
    empty() {
      for (const table of ['link', 'pointer', 'borrowed', 'entity', 'document', 'word'])
        db.exec(`DELETE FROM ${table}`);
      for (const table of ['entity_text', 'word_trigram'])
        db.exec(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`);
      index.reset();
      version++;
    },
    compact() {
      db.exec("INSERT INTO entity_text (entity_text) VALUES ('optimize')");
      spelling.forgetUnused();
    },
    settle() {
      db.exec(`DELETE FROM projection; INSERT INTO projection VALUES (${projection})`);
      // A graph is loaded whole after this.
      listings.changed();
    },
    hasOwnWords: (document, quads) => projector.leadIn(document, quads) !== undefined,
    preview({ url, finalUrl, at }, quads, language) {
      const lead = projector.leadIn({ url, finalUrl }, quads);
      if (!lead) return undefined;
      const row = {
        type: lead.type,
        key: keyOfIri(lead.iri),
        url,
        registration: '',
        read_at: at,
        changed_at: at,
        warnings: '[]',
      };
      return entities.summary(row, describe(lead.subjects, lead.iri, lead.type), language);
    },
    confirm(registration, readAt) {
      sql.confirm.run(readAt, registration);
      index.touchReading(registration);
      version++;
    },
    remove(registration, withdrawnAt) {
      const changes = projector.remove(registration, withdrawnAt);
      version++;
      return changes;
    },
    list: lists.list,
    all: lists.all,
    pooled: createPoolReader(db, concepts, entities),
    projectsOf: createProjectReader(db, entities),
    eventsOf: createEventReader(db, entities),
    namesOf: createNamesById(db),
    namesOfIris: createNamesByIri(db),
    keyKeywords: createKeyKeywords(db),
    whoOrder: createWhoOrder(db),
    lineageOf: createLineageReader(db),
    countSameAs: createSameAsCounter(db),
    effectsOfPractices: createPracticeEffects(db),
    replacedBy: createReplacedBy(db),
    speakersOf: createSpeakers(db, isRecord),
    merge(changes) {
      merges(changes);
      if (changes.length > 0) version++;
    },
    keepApart: createKeepApart(db, { writer, touch, onChange: () => version++ }),
    listings,
    suggest: (q, asked) => suggest(q, asked, { ...parts, ...suggestParts }),
    entity: entities.entity,
    locate(iri) {
      const row = sql.locate.get(iri);
      return row ? { type: row['type'] as EntityType, key: row['key'] as string } : undefined;
    },
    completeness: createCompletenessReader(db),
    entitiesOf: (registration) => projector.leadsOf(registration),
    gone(type, key) {
      const row = sql.gone.get(type, key);
      return row ? { name: row['name'] as string, withdrawnAt: row['at'] as string } : undefined;
    },
    idsOf(filter) {
      const { ids } = index.table(filter.type);
      const found: number[] = [];
      eachBit(bitsOf(filter, parts), (slot) => found.push(ids[slot] as number));
      return found;
    },
    positionsOf(filter, limit) {
      const { lon: lons, lat: lats } = index.table(filter.type);
      const found: Position[] = [];
      eachBit(bitsOf(filter, parts), (slot) => {
        const [lon, lat] = [lons[slot] ?? Number.NaN, lats[slot] ?? Number.NaN];
        if (found.length < limit && !Number.isNaN(lon + lat)) found.push({ lon, lat });
      });
      return found;
    },
    communesOf: (departement) =>
      sql.communes
        .all(departement)
        .map(({ commune_code: code, places }) => ({ code: code as string, places: places as number })),
    attributions: () => readAttributions(db),
    counts() {
      const found = new Map(sql.counts.all().map((row) => [row['type'], row['count'] as number]));
      return Object.fromEntries(entityTypes.map((type) => [type, found.get(type) ?? 0])) as Record<EntityType, number>;
    },
    concepts: (scheme) => concepts.inScheme(scheme),
    get version() {
      return version;
    },
  };
}
