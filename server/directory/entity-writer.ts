import type { DatabaseSync } from 'node:sqlite';
import { communeByPostalCode, departementOfPostalCode } from '../geography/communes.ts';
import { departementAt } from '../geography/locate.ts';
import { wording } from '../rdf/text.ts';
import type { Concepts } from './concepts.ts';
import type { Description, StatedLink } from './describe.ts';
import { hashedKey, keyOfIri, slug } from './entity-key.ts';

/** Writes the rows of one entity; each call is part of the caller's transaction. */
export interface EntityWriter {
  insert(document: string, rank: number, description: Description, links: readonly StatedLink[]): void;
  /** Drops everything a document said and tells which entities it spoke about. */
  removeDocument(document: string): readonly string[];
  /** Chooses again whose words lead for each entity: the highest rank, then the document known longest. */
  chooseLeads(iris: Iterable<string>): void;
}

/** Prepares the statements that keep the tables of `schema.sql` in step with each other. */
export function createEntityWriter(db: DatabaseSync, concepts: Concepts): EntityWriter {
  const sql = {
    insert: db.prepare(
      `INSERT INTO entity (iri, document, rank, type, sort_name, departement, commune_code, lon, lat, starts_at, ends_at, description)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertConcept: db.prepare(
      'INSERT INTO entity_concept (entity, facet, concept) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    insertLink: db.prepare(
      'INSERT INTO link (subject, relation, object, document, stated_by) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    insertText: db.prepare('INSERT INTO entity_text (rowid, name, other, body) VALUES (?, ?, ?, ?)'),
    insertPosition: db.prepare('INSERT INTO entity_position (id, west, east, south, north) VALUES (?, ?, ?, ?, ?)'),
    ofDocument: db.prepare('SELECT id, iri FROM entity WHERE document = ?'),
    deleteText: db.prepare('DELETE FROM entity_text WHERE rowid = ?'),
    deletePosition: db.prepare('DELETE FROM entity_position WHERE id = ?'),
    deleteConcepts: db.prepare('DELETE FROM entity_concept WHERE entity = ?'),
    deleteEntities: db.prepare('DELETE FROM entity WHERE document = ?'),
    deleteLinks: db.prepare('DELETE FROM link WHERE document = ?'),
    lead: db.prepare(
      `UPDATE entity SET lead = (id = (SELECT id FROM entity best WHERE best.iri = ?1 ORDER BY rank DESC, id LIMIT 1))
       WHERE iri = ?1`,
    ),
    keyOf: db.prepare('SELECT key FROM entity_key WHERE iri = ? AND type = ?'),
    keyTaken: db.prepare('SELECT iri FROM entity_key WHERE type = ? AND key = ?'),
    setKey: db.prepare(
      'INSERT INTO entity_key (iri, type, key) VALUES (?, ?, ?) ON CONFLICT (iri) DO UPDATE SET type = excluded.type, key = excluded.key',
    ),
  };

  function giveKey(iri: string, type: string): void {
    if (sql.keyOf.get(iri, type)) return;
    const key = keyOfIri(iri);
    sql.setKey.run(iri, type, sql.keyTaken.get(type, key) ? hashedKey(iri, key) : key);
  }

  return {
    insert(document, rank, description, links) {
      const { iri, type, position } = description;
      const place = locate(description);
      const dates = description.values;
      const { lastInsertRowid: id } = sql.insert.run(
        iri,
        document,
        rank,
        type,
        slug(wording(description.names, 'fr')),
        place.departement ?? null,
        place.commune ?? null,
        position?.lon ?? null,
        position?.lat ?? null,
        firstDate(dates['startDate'] ?? dates['validFrom']),
        firstDate(dates['endDate'] ?? dates['validThrough']),
        JSON.stringify(description),
      );
      for (const [facet, iris] of Object.entries(description.concepts))
        for (const concept of iris.flatMap((value) => withBroader(concepts, value)))
          sql.insertConcept.run(id, facet, concept);
      for (const link of links) sql.insertLink.run(link.subject, link.relation, link.object, document, link.statedBy);
      const text = searchableText(description, concepts);
      sql.insertText.run(id, text.name, text.other, text.body);
      if (position) sql.insertPosition.run(id, position.lon, position.lon, position.lat, position.lat);
      giveKey(iri, type);
    },
    removeDocument(document) {
      const rows = sql.ofDocument.all(document);
      for (const { id } of rows) {
        sql.deleteText.run(id as number);
        sql.deletePosition.run(id as number);
        sql.deleteConcepts.run(id as number);
      }
      sql.deleteEntities.run(document);
      sql.deleteLinks.run(document);
      return rows.map(({ iri }) => iri as string);
    },
    chooseLeads(iris) {
      for (const iri of new Set(iris)) sql.lead.run(iri);
    },
  };
}

/** A concept counts for everything broader too, so that choosing "ecological" finds the shared gardens. */
function withBroader(concepts: Concepts, iri: string): string[] {
  const chain: string[] = [];
  for (let at: string | undefined = iri; at && !chain.includes(at); at = concepts.find(at)?.broader) chain.push(at);
  return chain;
}

function locate({ address, position }: Description): {
  departement?: string | undefined;
  commune?: string | undefined;
} {
  const postalCode = address?.postalCode?.replace(/\s/g, '');
  return {
    departement:
      (postalCode ? departementOfPostalCode(postalCode) : undefined) ??
      (position ? departementAt(position) : undefined),
    commune: postalCode ? communeByPostalCode(postalCode, address?.locality)?.code : undefined,
  };
}

function firstDate(values: Description['values'][string] | undefined): string | null {
  const found = values?.find((value) => value.kind === 'date');
  return found?.kind === 'date' ? found.value : null;
}

function searchableText(description: Description, concepts: Concepts) {
  const labels = Object.values(description.concepts)
    .flat()
    .map((iri) => concepts.find(iri))
    .flatMap((concept) => (concept ? [concept.label.fr, concept.label.en, ...(concept.altLabels ?? [])] : []));
  const keywords = [...(description.values['keywords'] ?? []), ...(description.values['keyKeyword'] ?? [])].flatMap(
    (value) => (value.kind === 'text' ? Object.values(value.text) : []),
  );
  const { locality, postalCode } = description.address ?? {};
  return {
    name: [...Object.values(description.names), ...description.alternateNames].join(' · '),
    other: [locality, postalCode, ...keywords, ...labels].filter(Boolean).join(' · '),
    body: Object.values(description.description).join(' · '),
  };
}
