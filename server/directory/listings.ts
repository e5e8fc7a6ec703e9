import type { DatabaseSync } from 'node:sqlite';
import { aspectBit } from './aspects.ts';
import type { EntityType, Position } from './entity.ts';
import { territoriesOf } from './facets/facets.ts';
import { readKeyKeywords } from './key-keywords.ts';

/** What the directory takes from one document: the entities that it leads for, and the links that facets count. */
export interface Listing {
  readonly registration: string;
  readonly url: string;
  readonly entities: readonly {
    readonly iri: string;
    readonly type: EntityType;
    /** Codes, the widest first. */
    readonly territories: readonly string[];
    readonly position?: Position;
    /** The document that says it, which may be another's that was merged; none where it is that of what holds the entity. */
    readonly positionFrom?: string;
    /** The keys of its key words: of people and organisations only, who are found by them. */
    readonly words?: readonly string[];
  }[];
  readonly links: readonly { readonly subject: string; readonly relation: string; readonly object: string }[];
}

/** Tells what the directory lists, for a graph that is to say the same. */
export interface Listings {
  /** To be called before and after a document's rows change. */
  touch(document: string): void;
  /** Every listing. */
  all(): Iterable<Listing>;
  /** The listings that may have changed since the last call; empty ones are of documents that are gone. */
  changed(): readonly Listing[];
}

/** Documents are read so many at a time. */
const chunkSize = 500;

/** Makes the teller over the directory's tables. */
export function createListings(db: DatabaseSync): Listings {
  const of = (columns: string, from: string) =>
    db.prepare(`SELECT j.value AS document, ${columns} FROM json_each(?) j CROSS JOIN ${from}`);
  const sql = {
    documents: db.prepare('SELECT registration FROM document'),
    urls: of('d.url', 'document d ON d.registration = j.value'),
    entities: of(
      `e.iri, e.type, e.departement, e.commune_code, e.lon, e.lat, coalesce(json_extract(e.description, '$.lent.position'),
         iif(e.says & ${aspectBit('position')}, d.url, NULL)) AS position_from,
       CASE WHEN e.type IN ('person', 'organization') AND instr(e.description, '"keyKeyword"') > 0
         THEN json_extract(e.description, '$.values.keyKeyword') END AS words`,
      'entity e ON e.document = j.value JOIN document d ON d.registration = e.document WHERE e.lead = 1',
    ),
    links: of(
      'l.subject, l.relation, l.object',
      "link l ON l.document = j.value WHERE l.relation IN ('memberOf', 'seeks', 'makesOffer')",
    ),
    // Another document may come to lead for what this one speaks of, or for what it points to.
    sharing: db.prepare(
      `SELECT DISTINCT document FROM entity WHERE iri IN
         (SELECT iri FROM entity WHERE document = ?1 UNION SELECT m.iri FROM entity e JOIN merged m ON m.leader = e.iri WHERE e.document = ?1 UNION SELECT iri FROM pointer WHERE document = ?1
          UNION SELECT subject FROM link WHERE document = ?1 AND relation = 'sameAs'
          UNION SELECT object FROM link WHERE document = ?1 AND relation = 'sameAs')`,
    ),
  };
  const touched = new Set<string>();

  function* read(registrations: readonly string[]): Iterable<Listing> {
    for (let at = 0; at < registrations.length; at += chunkSize) {
      const chunk = registrations.slice(at, at + chunkSize);
      const byDocument = (rows: readonly Row[]) => Map.groupBy(rows, (row) => row['document'] as string);
      const [urls, entities, links] = [sql.urls, sql.entities, sql.links].map((statement) =>
        byDocument(statement.all(JSON.stringify(chunk))),
      );
      for (const registration of chunk)
        yield {
          registration,
          url: (urls?.get(registration)?.[0]?.['url'] as string | undefined) ?? '',
          entities: (entities?.get(registration) ?? []).map(toEntity),
          links: (links?.get(registration) ?? []) as unknown as Listing['links'],
        };
    }
  }

  return {
    touch(document) {
      touched.add(document);
      for (const row of sql.sharing.all(document)) touched.add(row['document'] as string);
    },
    all: () => read(sql.documents.all().map((row) => row['registration'] as string)),
    changed() {
      const listings = [...read([...touched])];
      touched.clear();
      return listings;
    },
  };
}

type Row = Record<string, unknown>;

function toEntity(row: Row): Listing['entities'][number] {
  const [departement, commune] = [row['departement'] as string | null, row['commune_code'] as string | null];
  const from = row['position_from'];
  return {
    iri: row['iri'] as string,
    type: row['type'] as EntityType,
    territories: territoriesOf({ departement, commune }),
    ...(typeof row['lon'] === 'number' ? { position: { lon: row['lon'], lat: row['lat'] as number } } : {}),
    ...(typeof from === 'string' ? { positionFrom: from } : {}),
    ...(typeof row['words'] === 'string' ? { words: readKeyKeywords(row['words']).map(({ key }) => key) } : {}),
  };
}
