import type { DatabaseSync } from 'node:sqlite';
import type { EntityType } from './entity.ts';
import { territoriesOf } from './facets.ts';

/** What the directory takes from one document: the entities that it leads for, and the links that facets count. */
export interface Listing {
  readonly registration: string;
  readonly url: string;
  readonly entities: readonly {
    readonly iri: string;
    readonly type: EntityType;
    /** Codes, the widest first. */
    readonly territories: readonly string[];
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

export function createListings(db: DatabaseSync): Listings {
  const sql = {
    documents: db.prepare('SELECT registration FROM document'),
    url: db.prepare('SELECT url FROM document WHERE registration = ?'),
    entities: db.prepare('SELECT iri, type, departement, commune_code FROM entity WHERE document = ? AND lead = 1'),
    links: db.prepare(
      `SELECT DISTINCT subject, relation, object FROM link
       WHERE document = ? AND relation IN ('memberOf', 'seeks', 'makesOffer')`,
    ),
    // Another document may come to lead for what this one speaks of, or for what it points to.
    sharing: db.prepare(
      `SELECT DISTINCT document FROM entity WHERE iri IN
         (SELECT iri FROM entity WHERE document = ?1 UNION SELECT iri FROM pointer WHERE document = ?1)`,
    ),
  };
  const touched = new Set<string>();

  function read(registration: string): Listing {
    return {
      registration,
      url: (sql.url.get(registration)?.['url'] as string | undefined) ?? '',
      entities: sql.entities.all(registration).map((row) => ({
        iri: row['iri'] as string,
        type: row['type'] as EntityType,
        territories: territoriesOf({
          departement: row['departement'] as string | null,
          commune: row['commune_code'] as string | null,
        }),
      })),
      links: sql.links.all(registration) as unknown as Listing['links'],
    };
  }

  return {
    touch(document) {
      touched.add(document);
      for (const row of sql.sharing.all(document)) touched.add(row['document'] as string);
    },
    *all() {
      for (const row of sql.documents.all()) yield read(row['registration'] as string);
    },
    changed() {
      const listings = [...touched].map(read);
      touched.clear();
      return listings;
    },
  };
}
