import { readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { Quad } from '@rdfjs/types';
import type { Aligner } from '../rdf/align.ts';
import { dct, schema } from '../rdf/terms.ts';
import type { Bilingual, Language } from '../rdf/text.ts';
import { wording } from '../rdf/text.ts';
import { topicsOf } from '../rdf/topics.ts';
import { readAttributions } from './attributions.ts';
import type { PublisherRules } from './authority.ts';
import { authorityRank, pointersIn, ranks } from './authority.ts';
import { eachBit } from './bits.ts';
import type { Concepts } from './concepts.ts';
import type { StatedLink } from './describe.ts';
import { describe, entitiesIn, linksOf } from './describe.ts';
import type { Concept, Entity, EntityType, Filter, ListOptions, Page, Standing, Summary } from './entity.ts';
import { entityTypes } from './entity.ts';
import { keyOfIri } from './entity-key.ts';
import { createEntityReader } from './entity-reader.ts';
import { createEntityWriter } from './entity-writer.ts';
import { createFacetCounter } from './facet-counter.ts';
import { createFacetIndex } from './facet-index.ts';
import { createFacetValues } from './facet-values.ts';
import { bitsOf } from './filter-bits.ts';
import { createLabels } from './labels.ts';
import { createListOrder } from './list-order.ts';
import { createListReader, type ListReader } from './list-reader.ts';
import { createListings, type Listings } from './listings.ts';
import { createPoolReader, type PoolReader } from './pooled.ts';
import { createSpelling } from './spelling.ts';
import { bySubject } from './subjects.ts';
import type { SuggestOptions } from './suggest.ts';
import { suggest } from './suggest.ts';
import type { Suggestions } from './suggestion.ts';
import { createTextMatcher } from './text-matcher.ts';

/** Where the quads to project come from. */
export interface ProjectedDocument {
  readonly registration: string;
  readonly url: string;
  readonly finalUrl: string;
  readonly readAt: string;
  readonly changedAt: string;
  /** What readers of its entities should be warned of. */
  readonly warnings: readonly Bilingual[];
}

/** What a write made of one entity in the eyes of readers, and what was known of it then. */
export interface EntityChange {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly type: EntityType;
  readonly key: string;
  readonly iri: string;
  readonly name: Bilingual;
  readonly departement: string | null;
  readonly commune: string | null;
}

/** Grows when the same quads are to be projected differently: the tables are then made again from the graphs. */
const projectionVersion = 7;

/** What is made again from the graphs, those included that earlier versions of this code had. */
const derivedTables = 'entity_concept entity_position entity_text word_trigram word link pointer entity document'.split(
  ' ',
);

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
  /** What the beginning of a search may mean. */
  suggest(q: string, options: SuggestOptions): Suggestions;
  entity(type: EntityType, key: string, language: Language): Entity | undefined;
  /** Type and key of the entity that a publisher's IRI names. */
  locate(iri: string): { readonly type: EntityType; readonly key: string } | undefined;
  /** The entities a document leads for, its declared topic first. */
  entitiesOf(registration: string): readonly { readonly type: EntityType; readonly key: string }[];
  /** An entity that was withdrawn, by its page's address. */
  gone(type: EntityType, key: string): { readonly name: string; readonly withdrawnAt: string } | undefined;
  /** The `entity.id` of everything that a filter lets through. */
  idsOf(filter: Filter): readonly number[];
  /** The credits that documents ask to be shown with what they say. */
  attributions(): readonly string[];
  /** What it takes from each document, for the graph to say the same. */
  readonly listings: Pick<Listings, 'all' | 'changed'>;
  counts(): Readonly<Record<EntityType, number>>;
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
    readonly now?: () => Date;
  },
): Directory {
  const { concepts, align, publishers, standingOf = () => undefined, now = () => new Date() } = options;
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
  const writer = createEntityWriter(db, spelling);
  const entities = createEntityReader(db, concepts, standingOf);
  const index = createFacetIndex(db, concepts, now);
  const listings = createListings(db);
  /** To be called before and after a document's rows change. */
  const touch = (document: string) => {
    index.touch(document);
    listings.touch(document);
  };
  const matcher = createTextMatcher(db, { index, labels, spelling });
  const parts = { index, matcher, values: createFacetValues(db, index, now) };
  const order = createListOrder(db, index, matcher, now);
  const counter = createFacetCounter(db, concepts, parts);
  const lists = createListReader(db, { ...parts, entities, counter, order });
  const suggestParts = { order, labels, summariesOf: lists.summariesOf };
  const sql = {
    document: db.prepare(
      `INSERT INTO document (registration, url, read_at, changed_at, license, attribution, warnings) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (registration) DO UPDATE SET url = excluded.url, read_at = excluded.read_at, changed_at = excluded.changed_at,
         license = excluded.license, attribution = excluded.attribution, warnings = excluded.warnings`,
    ),
    confirm: db.prepare('UPDATE document SET read_at = ? WHERE registration = ?'),
    removeDocument: db.prepare('DELETE FROM document WHERE registration = ?'),
    leads: db.prepare(
      `SELECT e.iri, e.type, k.key, e.description, e.departement, e.commune_code FROM entity e JOIN entity_key k ON k.iri = e.iri
       WHERE e.document = ? AND e.lead = 1 ORDER BY e.rank >= ${ranks.site} DESC, e.id`,
    ),
    stillThere: db.prepare('SELECT 1 FROM entity WHERE iri = ? AND lead = 1'),
    alsoSaid: db.prepare(`SELECT 1 FROM entity WHERE iri = ? AND document <> ? AND rank >= ${ranks.site}`),
    locate: db.prepare(
      'SELECT k.type, k.key FROM entity_key k JOIN entity e ON e.iri = k.iri AND e.lead = 1 WHERE k.iri = ?',
    ),
    withdraw: db.prepare(
      'INSERT INTO withdrawn (type, key, name, at) VALUES (?, ?, ?, ?) ON CONFLICT (type, key) DO UPDATE SET at = excluded.at',
    ),
    restore: db.prepare('DELETE FROM withdrawn WHERE type = ? AND key = ?'),
    gone: db.prepare('SELECT name, at FROM withdrawn WHERE type = ? AND key = ?'),
    counts: db.prepare('SELECT type, count(*) AS count FROM entity WHERE lead = 1 GROUP BY type'),
  };
  let version = Date.now();

  /** Of persons we keep no more than they say; what another site says of its own is no claim about it, whoever passed it on. */
  const isClaimable = (document: ProjectedDocument, iri: string, type: EntityType) => {
    const publisher = publishers.find(iri);
    return type !== 'person' && publisher !== undefined && publisher !== publishers.find(document.finalUrl);
  };

  const leadsOf = (registration: string) =>
    sql.leads.all(registration).map((row) => ({ type: row['type'] as EntityType, key: row['key'] as string, row }));

  /** The first entity that a document describes and may speak for. */
  function leadIn(document: { readonly url: string; readonly finalUrl: string }, quads: readonly Quad[]) {
    const aligned = align(quads);
    const subjects = bySubject(aligned);
    const topics = topicsOf(aligned, [document.url, document.finalUrl]);
    const lead = entitiesIn(subjects, topics).find(
      ({ iri }) => authorityRank(document, iri, { publishers, topics }) >= ranks.site,
    );
    return lead && { ...lead, subjects };
  }

  /** An entity that its document no longer speaks of: gone, remembered as withdrawn when a date is given, or somebody else's now. */
  function leave(lead: Lead, withdrawnAt: string | undefined): EntityChange {
    if (sql.stillThere.get(lead.row['iri'] as string)) return changeOf('changed', lead);
    const change = changeOf('removed', lead);
    if (withdrawnAt) sql.withdraw.run(lead.type, lead.key, change.name.fr, withdrawnAt);
    return change;
  }

  return {
    project(document, quads) {
      const aligned = align(quads);
      const subjects = bySubject(aligned);
      const urls = [document.url, document.finalUrl];
      const topics = topicsOf(aligned, urls);
      const led = new Map(leadsOf(document.registration).map((lead) => [lead.row['iri'], lead]));
      touch(document.registration);
      const before = writer.removeDocument(document.registration);
      const ofDocument = (predicate: string) =>
        aligned.find((q) => q.predicate.value === predicate && urls.includes(q.subject.value))?.object.value ?? null;
      sql.document.run(
        document.registration,
        document.url,
        document.readAt,
        document.changedAt,
        ofDocument(dct('license').value),
        ofDocument(schema('creditText').value),
        JSON.stringify(document.warnings),
      );
      const known = new Map<string, number>();
      const rankOf = (iri: string) => {
        const rank = known.get(iri) ?? authorityRank(document, iri, { publishers, topics });
        known.set(iri, rank);
        return rank;
      };
      const isOwn = (iri: string) => rankOf(iri) >= ranks.site;
      const described: string[] = [];
      for (const { iri, type } of entitiesIn(subjects, topics)) {
        const isFirstHand = isOwn(iri);
        if (!isFirstHand && !isClaimable(document, iri, type)) continue;
        const description = describe(subjects, iri, type);
        // A person appears only by asking for it, in a profile of their own.
        if (type === 'person' && !description.listed) continue;
        const isNamed = wording(description.names, 'fr') !== '';
        if (isFirstHand && !isNamed) continue;
        const links = linksOf(subjects, iri);
        if (isFirstHand) writer.insert(document.registration, { rank: rankOf(iri), description, links });
        else {
          const [sided, remarks] = sideLinks(links, isOwn);
          const rank = isNamed ? ranks.record : ranks.remark;
          writer.insert(document.registration, { rank, description: { ...description, remarks }, links: sided });
        }
        described.push(iri);
      }
      for (const pointer of pointersIn(aligned).filter(({ iri }) => isOwn(iri))) {
        writer.point(document.registration, pointer);
        described.push(pointer.iri);
      }
      writer.chooseLeads([...before, ...described]);
      touch(document.registration);
      const changes: EntityChange[] = [];
      for (const [index, lead] of leadsOf(document.registration).entries()) {
        sql.restore.run(lead.type, lead.key);
        const known = led.get(lead.row['iri']);
        led.delete(lead.row['iri']);
        const isNew = !known && !sql.alsoSaid.get(lead.row['iri'] as string, document.registration);
        // The declared topic stands for the whole profile, its links included.
        if (isNew) changes.push(changeOf('added', lead));
        else if (index === 0 || known?.row['description'] !== lead.row['description'])
          changes.push(changeOf('changed', lead));
      }
      for (const lead of led.values()) changes.push(leave(lead, document.changedAt));
      version++;
      return changes;
    },
    get isOutdated() {
      return isOutdated();
    },
    empty() {
      for (const table of ['link', 'pointer', 'entity', 'document', 'word']) db.exec(`DELETE FROM ${table}`);
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
    hasOwnWords: (document, quads) => leadIn(document, quads) !== undefined,
    preview({ url, finalUrl, at }, quads, language) {
      const lead = leadIn({ url, finalUrl }, quads);
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
      const leads = leadsOf(registration);
      touch(registration);
      writer.chooseLeads(writer.removeDocument(registration));
      touch(registration);
      sql.removeDocument.run(registration);
      version++;
      return leads.map((lead) => leave(lead, withdrawnAt));
    },
    list: lists.list,
    all: lists.all,
    pooled: createPoolReader(db, concepts, entities),
    listings,
    suggest: (q, asked) => suggest(q, asked, { ...parts, ...suggestParts }),
    entity: entities.entity,
    locate(iri) {
      const row = sql.locate.get(iri);
      return row ? { type: row['type'] as EntityType, key: row['key'] as string } : undefined;
    },
    entitiesOf: (registration) => leadsOf(registration).map(({ type, key }) => ({ type, key })),
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

/** A row of the entities that a document leads for. */
interface Lead {
  readonly type: EntityType;
  readonly key: string;
  readonly row: Record<string, unknown>;
}

function changeOf(kind: EntityChange['kind'], { type, key, row }: Lead): EntityChange {
  const { names } = JSON.parse(row['description'] as string) as { names: Entity['names'] };
  // A person who leaves takes the name along.
  const isForgotten = kind === 'removed' && type === 'person';
  return {
    kind,
    type,
    key,
    iri: row['iri'] as string,
    name: isForgotten ? { fr: '', en: '' } : { fr: wording(names, 'fr'), en: wording(names, 'en') },
    departement: row['departement'] as string | null,
    commune: row['commune_code'] as string | null,
  };
}

/** A link said of others belongs to the end that is the speaker's own; between two others it is a mere remark. */
function sideLinks(links: readonly StatedLink[], isOwn: (iri: string) => boolean): [StatedLink[], StatedLink[]] {
  const other = ({ subject, object, statedBy }: StatedLink) => (statedBy === subject ? object : subject);
  const sided = links.filter((link) => isOwn(other(link))).map((link) => ({ ...link, statedBy: other(link) }));
  return [sided, links.filter((link) => !isOwn(other(link)))];
}
