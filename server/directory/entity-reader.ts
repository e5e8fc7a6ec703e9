import type { DatabaseSync } from 'node:sqlite';
import { given } from '../rdf/given.ts';
import type { Bilingual, Language } from '../rdf/text.ts';
import { wording } from '../rdf/text.ts';
import { createClaimReader } from './claims.ts';
import type { Concepts } from './concepts.ts';
import type { Concept, Entity, EntityType, ExchangeState, Link, Standing, Summary, Value } from './entity.ts';
import type { Description } from './projection/describe.ts';
import { relationNamed } from './relations.ts';
import { territoryName } from './territory-names.ts';

type Row = Record<string, unknown>;

/** Columns that a summary needs; to be selected from `entity e` joined with its key and document. */
export const summaryColumns = `e.id, e.type, k.key, e.description, d.registration, d.url, d.read_at, d.changed_at,
  d.license, d.attribution, d.warnings, e.departement, e.commune_code, e.lon, e.lat`;
export const summaryTables = `entity e JOIN entity_key k ON k.iri = e.iri JOIN document d ON d.registration = e.document`;

export interface EntityReader {
  /** The summary of a row of `summaryColumns` and its description. */
  summary(row: Row, description: Description, language: Language): Summary;
  entity(type: EntityType, key: string, language: Language, resolves?: Resolves): Entity | undefined;
}

/** Whether the other end of a link is to be looked up: by the link's relation, and how many of that relation came before. */
export type Resolves = (relation: string, index: number) => boolean;

/** Reads entities back from their rows, labels and links resolved. */
export function createEntityReader(
  db: DatabaseSync,
  concepts: Concepts,
  standingOf: (registration: string) => Standing | undefined,
): EntityReader {
  const sql = {
    entity: db.prepare(`SELECT ${summaryColumns} FROM ${summaryTables} WHERE e.lead = 1 AND k.type = ? AND k.key = ?`),
    // A link to what was merged leads where its page leads.
    byIri: db.prepare(
      `SELECT ${summaryColumns} FROM ${summaryTables} WHERE e.lead = 1 AND e.iri IN (?1, (SELECT leader FROM merged WHERE iri = ?1)) LIMIT 1`,
    ),
    holder: db.prepare(
      `SELECT ${summaryColumns} FROM link l CROSS JOIN ${summaryTables}
       WHERE l.object = ? AND l.relation IN (?, 'pools') AND e.iri = l.subject AND e.lead = 1 ORDER BY l.relation = 'pools' LIMIT 1`,
    ),
    links: db.prepare(
      `SELECT l.subject, l.relation, l.object, l.stated_by, d.url FROM link l JOIN document d ON d.registration = l.document
       WHERE (l.subject = ?1 OR l.object = ?1)
         -- Who no longer asks to be listed has left every page, whoever else still names their address.
         AND NOT EXISTS (SELECT 1 FROM entity_key k WHERE k.iri = iif(l.subject = ?1, l.object, l.subject) AND k.type = 'person'
           AND NOT EXISTS (SELECT 1 FROM entity e WHERE e.lead = 1 AND e.iri = k.iri))
       ORDER BY l.relation, NOT EXISTS (SELECT 1 FROM entity e WHERE e.lead = 1 AND e.iri = iif(l.subject = ?1, l.object, l.subject)),
         l.subject, l.object`,
    ),
  };

  function summary(row: Row, description: Description, language: Language): Summary {
    const keys = (facet: string) =>
      (description.concepts[facet] ?? []).map((iri) => concepts.find(iri)?.key ?? lastSegment(iri));
    const text = wording(description.description, language);
    return {
      type: row['type'] as EntityType,
      key: row['key'] as string,
      iri: description.iri,
      name: wording(description.names, language),
      ...given('excerpt', text === '' ? undefined : shorten(text)),
      kinds: keys('kind'),
      practices: keys('practice'),
      ...given('commune', description.address?.locality ?? settled(row)?.commune),
      ...given('postalCode', description.address?.postalCode),
      ...given('position', description.position ?? settled(row)?.position),
      ...given('operatingStatus', keys('operatingStatus')[0]),
      ...given('startsAt', startOf(description)),
      ...given('exchange', exchangeOf(row, description, language)),
      example: description.example,
      warnings: JSON.parse(row['warnings'] as string) as Bilingual[],
      provenance: {
        source: row['url'] as string,
        registration: row['registration'] as string,
        readAt: row['read_at'] as string,
        changedAt: row['changed_at'] as string,
        ...given('license', (row['license'] as string | null) ?? undefined),
        ...given('attribution', (row['attribution'] as string | null) ?? undefined),
        ...standingOf(row['registration'] as string),
      },
      ...given('lent', description.lent),
    };
  }

  function exchangeOf(row: Row, description: Description, language: Language): ExchangeState | undefined {
    if (row['type'] !== 'need' && row['type'] !== 'offer') return undefined;
    const found = sql.holder.get(description.iri, row['type'] === 'need' ? 'seeks' : 'makesOffer');
    const holder = found && descriptionOf(found);
    const values = (name: string) => description.values[name] ?? [];
    const until = values('validThrough').flatMap((value) => (value.kind === 'date' ? [value.value] : []));
    const radius = values('radiusKm').flatMap((value) =>
      value.kind === 'number' && value.value > 0 ? [value.value] : [],
    );
    const state = description.concepts['exchangeState']?.[0];
    return {
      ...given('state', state === undefined ? undefined : (concepts.find(state)?.key ?? lastSegment(state))),
      ...given('until', until.sort().at(-1)),
      ...given('radiusKm', radius[0]),
      ...(holder
        ? {
            holder: {
              type: found['type'] as EntityType,
              key: found['key'] as string,
              name: wording(holder.names, language),
              ...given('commune', holder.lent?.['address'] ? undefined : holder.address?.locality),
            },
          }
        : {}),
    };
  }

  /** Those whose other end is in the directory come first. */
  function linksOf(iri: string, language: Language, resolves: Resolves): Link[] {
    const found = new Map<
      string,
      { relation: string; direction: 'out' | 'in'; other: string; says: Set<string>; source: string }
    >();
    for (const row of sql.links.all(iri)) {
      const relation = relationNamed(row['relation'] as string);
      const isSubject = row['subject'] === iri;
      const other = (isSubject ? row['object'] : row['subject']) as string;
      if (other === iri) continue;
      const name = isSubject || relation.symmetric ? relation.name : (relation.inverse ?? relation.name);
      const says = row['stated_by'] as string;
      const known = found.get(`${name} ${other}`);
      if (known) {
        known.says.add(says);
        if (says === iri) Object.assign(known, { direction: 'out', source: row['url'] });
      } else
        found.set(`${name} ${other}`, {
          relation: name,
          direction: says === iri ? 'out' : 'in',
          other,
          says: new Set([says]),
          source: row['url'] as string,
        });
    }
    const met = new Map<string, number>();
    return [...found.values()].map(({ relation, direction, other, says, source }) => {
      const index = met.get(relation) ?? 0;
      met.set(relation, index + 1);
      return {
        relation,
        direction,
        mutual: says.size > 1,
        source,
        target: resolves(relation, index) ? target(other, language) : { iri: other },
      };
    });
  }

  const claimsOf = createClaimReader(db, (iri) => concepts.find(iri) !== undefined);

  function conceptValues(found: Description['concepts']): Record<string, Value[]> {
    return Object.fromEntries(
      Object.entries(found).map(([name, iris]) => [
        name,
        iris.map((iri): Value => ({ kind: 'concept', concept: concepts.find(iri) ?? unknownConcept(iri) })),
      ]),
    );
  }

  function target(iri: string, language: Language): Link['target'] {
    const row = sql.byIri.get(iri);
    return row ? summary(row, descriptionOf(row), language) : { iri };
  }

  return {
    summary,
    entity(type, key, language, resolves = () => true) {
      const row = sql.entity.get(type, key);
      if (!row) return undefined;
      const description = descriptionOf(row);
      const words = { properties: conceptValues, target: (iri: string) => target(iri, language) };
      return {
        ...summary(row, description, language),
        names: description.names,
        description: description.description,
        alternateNames: description.alternateNames,
        ...given('image', description.image),
        ...given('url', description.url),
        ...given('address', description.address),
        contact: description.contact,
        openingHours: description.openingHours,
        ...given('departement', (row['departement'] as string | null) ?? undefined),
        ...given('communeCode', (row['commune_code'] as string | null) ?? undefined),
        rooms: description.rooms,
        amenities: description.amenities,
        properties: { ...description.values, ...conceptValues(description.concepts) },
        links: linksOf(description.iri, language, resolves),
        claims: type === 'person' ? [] : claimsOf(description.iri, words),
      };
    },
  };
}

/** Where an event or a project is that follows others (`settle-places.ts`). */
function settled({
  type,
  commune_code: commune,
  lon,
  lat,
}: Row): Partial<Pick<Summary, 'commune' | 'position'>> | undefined {
  if (type !== 'event' && type !== 'cooperation') return undefined;
  return {
    ...given('commune', typeof commune === 'string' ? territoryName(commune) : undefined),
    ...given('position', typeof lon === 'number' && typeof lat === 'number' ? { lon, lat } : undefined),
  };
}

/** The first date that it says it begins on. */
function startOf({ values }: Description): string | undefined {
  return values['startDate']?.flatMap((value) => (value.kind === 'date' ? [value.value] : [])).sort()[0];
}

/** The stored description of a row. */
export function descriptionOf(row: Row): Description {
  return JSON.parse(row['description'] as string) as Description;
}

function unknownConcept(iri: string): Concept {
  const name = lastSegment(iri);
  return { iri, scheme: '', key: name, label: { fr: name, en: name } };
}

function lastSegment(iri: string): string {
  return iri.split(/[/#]/).at(-1) ?? iri;
}

function shorten(text: string): string {
  if (text.length <= 200) return text;
  const cut = text.slice(0, 200);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 150))}…`;
}
