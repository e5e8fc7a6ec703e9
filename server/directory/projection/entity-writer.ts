import type { DatabaseSync } from 'node:sqlite';
import { communeByPostalCode, departementOfPostalCode } from '../../geography/communes.ts';
import { departementAt } from '../../geography/locate.ts';
import { wording } from '../../rdf/text.ts';
import { saysBits } from '../aspects.ts';
import { hashedKey, keyOfIri } from '../entity-key.ts';
import { createLending } from '../lending.ts';
import { successors } from '../replaced.ts';
import { searchText } from '../search/search-words.ts';
import type { Spelling } from '../search/spelling.ts';
import type { Pointer } from './authority.ts';
import { ranks } from './authority.ts';
import type { Description, StatedLink } from './describe.ts';

/** What a document says of one entity, and how strongly. */
export interface Said {
  readonly rank: number;
  readonly description: Description;
  readonly links: readonly StatedLink[];
}

/** Writes the rows of one entity; each call is part of the caller's transaction. */
export interface EntityWriter {
  insert(document: string, said: Said): void;
  /** Notes which documents an entity lets speak about it. */
  point(document: string, pointer: Pointer): void;
  /** Whether the document has said anything before. */
  isKnown(document: string): boolean;
  /** Gives the needs and offers of a document that do not say where they are the place of who has them. */
  settleExchanges(document: string): void;
  /** Drops everything a document said and tells which entities it spoke about. */
  removeDocument(document: string): readonly string[];
  /**
   * Chooses again whose words lead for each entity: the highest rank, then the document known longest; a record of
   * somebody else only where the entity points to it, a record kept for somebody only until that one speaks, and what was
   * merged only where the one that leads for it is gone. What leads has a key.
   */
  chooseLeads(iris: Iterable<string>): void;
}

/** Prepares the statements that keep the tables of `schema.sql` in step with each other. */
export function createEntityWriter(
  db: DatabaseSync,
  spelling: Pick<Spelling, 'learn'>,
  parts: Pick<Parameters<typeof createLending>[1], 'isRecord' | 'publisherOf' | 'touch'>,
): EntityWriter {
  const { isRecord } = parts;
  const sql = {
    isDescribed: db.prepare('SELECT 1 FROM entity WHERE iri = ?'),
    insert: db.prepare(
      `INSERT INTO entity (iri, document, rank, lead, type, sort_name, departement, commune_code, lon, lat, starts_at, ends_at, says, concepts, hours,
         description)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertLink: db.prepare(
      'INSERT INTO link (subject, relation, object, document, stated_by) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    rewrite: db.prepare(
      `UPDATE entity SET departement = ?, commune_code = ?, lon = ?, lat = ?, starts_at = ?, ends_at = ?, says = ?, concepts = ?, hours = ?,
         description = ? WHERE id = ?`,
    ),
    insertText: db.prepare('INSERT INTO entity_text (rowid, name, other, body) VALUES (?, ?, ?, ?)'),
    insertPointer: db.prepare('INSERT INTO pointer (iri, target, document) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    isKnown: db.prepare('SELECT 1 FROM document WHERE registration = ?'),
    ofDocument: db.prepare('SELECT id, iri FROM entity WHERE document = ?'),
    successor: db.prepare(`${successors} LIMIT 1`),
    followers: db.prepare('SELECT iri FROM merged WHERE leader = ?'),
    leader: db.prepare('SELECT 1 FROM merged m JOIN entity e ON e.iri = m.leader AND e.lead = 1 WHERE m.iri = ?'),
    sameAs: db.prepare(
      "SELECT subject AS iri FROM link WHERE document = ?1 AND relation = 'sameAs' UNION SELECT object FROM link WHERE document = ?1 AND relation = 'sameAs'",
    ),
    pointersOf: db.prepare('SELECT DISTINCT iri FROM pointer WHERE document = ?'),
    deletePointers: db.prepare('DELETE FROM pointer WHERE document = ?'),
    deleteText: db.prepare('DELETE FROM entity_text WHERE rowid = ?'),
    deleteEntities: db.prepare('DELETE FROM entity WHERE document = ?'),
    deleteLinks: db.prepare('DELETE FROM link WHERE document = ?'),
    speakers: db.prepare(
      `SELECT e.id, e.type, e.lead, e.rank >= ${ranks.site} OR (e.rank = ${ranks.record} AND e.type <> 'person' AND EXISTS
         (SELECT 1 FROM pointer p JOIN document d ON d.url = p.target WHERE p.iri = e.iri AND d.registration = e.document)) AS may
       FROM entity e WHERE e.iri = ? ORDER BY e.rank DESC, e.id`,
    ),
    // One row at a time: for more, SQLite prepares to take them back, and has the full-text index write itself out.
    setLead: db.prepare('UPDATE entity SET lead = ? WHERE id = ?'),
    // An organisation without a place of its own is at the one that the same document says it runs.
    settleExchanges: db.prepare(
      `UPDATE entity SET departement = h.departement, commune_code = h.commune_code, lon = h.lon, lat = h.lat
       FROM (SELECT l.object AS exchange, coalesce(a.id, p.id) AS holder FROM link l
           LEFT JOIN entity a ON a.iri = l.subject AND a.lead = 1 AND (a.departement IS NOT NULL OR a.lon IS NOT NULL)
           LEFT JOIN link o ON a.id IS NULL AND o.document = l.document AND o.relation = 'operatedBy' AND o.object = l.subject
           LEFT JOIN entity p ON p.iri = o.subject AND p.lead = 1 AND +p.type = 'place'
         WHERE l.document = :document AND l.relation IN ('seeks', 'makesOffer')) x
       JOIN entity h ON h.id = x.holder
       WHERE entity.iri = x.exchange AND entity.document = :document AND entity.type IN ('need', 'offer')
         AND entity.departement IS NULL AND entity.lon IS NULL`,
    ),
    keyOf: db.prepare('SELECT key FROM entity_key WHERE iri = ? AND type = ?'),
    keyTaken: db.prepare('SELECT iri FROM entity_key WHERE type = ? AND key = ?'),
    newKey: db.prepare('INSERT INTO entity_key (iri, type, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    setKey: db.prepare(
      'INSERT INTO entity_key (iri, type, key) VALUES (?, ?, ?) ON CONFLICT (iri) DO UPDATE SET type = excluded.type, key = excluded.key',
    ),
  };

  function giveKey(iri: string, type: string): void {
    if (sql.keyOf.get(iri, type)) return;
    const key = keyOfIri(iri);
    if (sql.newKey.run(iri, type, key).changes > 0) return;
    const isFree = (one: string) => !sql.keyTaken.get(type, one);
    sql.setKey.run(iri, type, isFree(key) ? key : hashedKey(iri, { key, isFree }));
  }

  /** Has a row found by its words, and by the names that others give it. */
  function index(id: number, description: Description, alsoNamed: readonly string[]): void {
    const text = searchableText(description, locate(description).commune);
    const other = alsoNamed.length > 0 ? searchText([text.other, ...alsoNamed].join(' ')) : text.other;
    sql.insertText.run(id, text.name, other, text.body);
    spelling.learn(`${text.name} ${other}`);
  }

  const lending = createLending(db, {
    ...parts,
    rewrite(id, description, alsoNamed) {
      sql.rewrite.run(...columnsOf(description), id);
      sql.deleteText.run(id);
      index(id, description, alsoNamed);
    },
  });

  return {
    insert(document, { rank, description, links }) {
      const { iri, type } = description;
      const { lastInsertRowid: id } = sql.insert.run(
        iri,
        document,
        rank,
        // Most are spoken of by one document only: what is right at once need not be written twice.
        rank >= ranks.site && !sql.isDescribed.get(iri) ? 1 : 0,
        type,
        searchText(wording(description.names, 'fr')),
        ...columnsOf(description),
      );
      for (const link of links) sql.insertLink.run(link.subject, link.relation, link.object, document, link.statedBy);
      index(Number(id), description, []);
    },
    point: (document, { iri, target }) => void sql.insertPointer.run(iri, target, document),
    settleExchanges: (document) => void sql.settleExchanges.run({ document }),
    isKnown: (document) => sql.isKnown.get(document) !== undefined,
    removeDocument(document) {
      const rows = sql.ofDocument.all(document);
      for (const { id } of rows) sql.deleteText.run(id as number);
      const pointing = [...sql.pointersOf.all(document), ...sql.sameAs.all(document)];
      sql.deleteEntities.run(document);
      sql.deleteLinks.run(document);
      sql.deletePointers.run(document);
      return [...rows, ...pointing].map(({ iri }) => iri as string);
    },
    chooseLeads(iris) {
      // What was merged follows: it stands by itself again where the one that leads is gone.
      const chosen = new Set(iris);
      for (const iri of [...chosen])
        for (const follower of sql.followers.all(iri)) {
          chosen.delete(follower['iri'] as string);
          chosen.add(follower['iri'] as string);
        }
      for (const iri of chosen) {
        const speakers = sql.speakers.all(iri);
        const isReplaced = (isRecord(iri) && sql.successor.get(iri) !== undefined) || sql.leader.get(iri) !== undefined;
        const best = isReplaced ? undefined : speakers.find(({ may }) => may === 1);
        for (const speaker of speakers) {
          const lead = speaker === best ? 1 : 0;
          if (speaker['lead'] !== lead) sql.setLead.run(lead, speaker['id'] as number);
        }
        if (best) giveKey(iri, best['type'] as string);
      }
      for (const iri of new Set([...chosen].flatMap(lending.borrowersOf))) lending.settle(iri);
    },
  };
}

/** What lists, maps and searches look at, in the order of the statements. */
function columnsOf(description: Description) {
  const { position, values: dates } = description;
  const place = locate(description);
  return [
    place.departement ?? null,
    place.commune ?? null,
    position?.lon ?? null,
    position?.lat ?? null,
    datesOf(dates['startDate'] ?? dates['validFrom'])[0] ?? null,
    lastDayOf(description) ?? null,
    saysBits(description),
    JSON.stringify(description.concepts),
    description.openingHours.length > 0 ? JSON.stringify(description.openingHours) : null,
    JSON.stringify(description),
  ] as const;
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

/** The last date that it holds on; an event that is said to end before it begins is over when it begins. */
function lastDayOf({ type, values }: Description): string | undefined {
  const ends = values['endDate'] ?? values['validThrough'] ?? [];
  return datesOf(type === 'event' ? [...ends, ...(values['startDate'] ?? [])] : ends).at(-1);
}

/** Every date of a property, the earliest first. */
function datesOf(values: Description['values'][string] | undefined): string[] {
  return (values ?? []).flatMap((value) => (value.kind === 'date' ? [value.value] : [])).sort();
}

/** The labels of its concepts are not among it: a search looks for them in the vocabulary. */
function searchableText(description: Description, commune: string | undefined) {
  const keywords = [...(description.values['keywords'] ?? []), ...(description.values['keyKeyword'] ?? [])].flatMap(
    (value) => (value.kind === 'text' ? Object.values(value.text) : []),
  );
  // One searches for one's own place by its number, however it is spaced.
  const numbers = ['siret', 'rna'].flatMap((name) =>
    (description.values[name] ?? []).flatMap((value) =>
      value.kind === 'text' ? Object.values(value.text).map((text) => text?.replace(/\s/g, '')) : [],
    ),
  );
  const { locality, postalCode } = description.address ?? {};
  return {
    name: searchText([...Object.values(description.names), ...description.alternateNames].join(' ')),
    other: searchText([locality, postalCode, commune, ...keywords, ...numbers].join(' ')),
    body: searchText(Object.values(description.description).join(' ')),
  };
}
