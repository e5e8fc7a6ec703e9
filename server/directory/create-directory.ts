import { readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { Aligner } from '../rdf/align.ts';
import { createKeepApart } from './apart.ts';
import { readAttributions } from './attributions.ts';
import { createCompletenessReader } from './completeness.ts';
import type { Concepts } from './concepts.ts';
import type { Directory } from './directory.ts';
import type { EntityType, Position, Standing } from './entity.ts';
import { entityTypes } from './entity.ts';
import { keyOfIri } from './entity-key.ts';
import { createEntityReader } from './entity-reader.ts';
import { createEventReader } from './events-of.ts';
import { eachBit } from './facets/bits.ts';
import { createFacetCounter } from './facets/facet-counter.ts';
import { createFacetIndex } from './facets/facet-index.ts';
import { createFacetValues } from './facets/facet-values.ts';
import { bitsOf } from './facets/filter-bits.ts';
import { createKeyKeywords, createWhoOrder } from './key-keywords.ts';
import { createLineageReader } from './lineage.ts';
import { createListOrder } from './list-order.ts';
import { createListReader } from './list-reader.ts';
import { createListings } from './listings.ts';
import { createMerges } from './merges.ts';
import { createNamesById, createNamesByIri } from './names-by-id.ts';
import { createPoolReader } from './pooled.ts';
import { createPracticeEffects } from './practice-effects.ts';
import type { PublisherRules } from './projection/authority.ts';
import { describe } from './projection/describe.ts';
import { createEntityWriter } from './projection/entity-writer.ts';
import { createProjector } from './projection/projector.ts';
import { createProjectReader } from './projects.ts';
import { createReplacedBy } from './replaced.ts';
import { createSameAsCounter } from './same-as.ts';
import { createLabels } from './search/labels.ts';
import { createSpelling } from './search/spelling.ts';
import { suggest } from './search/suggest.ts';
import { createTextMatcher } from './search/text-matcher.ts';
import { createSpeakers } from './speakers.ts';

/** Grows when the same quads are to be projected differently: the tables are then made again from the graphs. */
const projectionVersion = 12;

/** What is made again from the graphs, those included that earlier versions of this code had. */
const derivedTables =
  'entity_concept entity_position entity_text word_trigram word link pointer borrowed entity document'.split(' ');

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
    completeness: createCompletenessReader(index),
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
