import type { DatabaseSync } from 'node:sqlite';
import { type Language, wording } from '../rdf/text.ts';
import type { Concepts } from './concepts.ts';
import type { EntityType, Position } from './entity.ts';
import { descriptionOf, summaryColumns, summaryTables } from './entity-reader.ts';
import { withBroader } from './facets/facets.ts';
import { createOpenExchanges } from './open-exchanges.ts';

/** What can be looked for at places besides the places. */
export const markLayers = ['practices', 'exchanges', 'events'] as const;
export type MarkLayer = (typeof markLayers)[number];

export const markKinds = ['practises', 'seeks', 'need', 'offer', 'event'] as const;
export type MarkKind = (typeof markKinds)[number];

export interface MarkQuestion {
  readonly layer: MarkLayer;
  /** The `entity.id` of the places that are looked at. */
  readonly among: ReadonlySet<number>;
  /** IRI of a practice and the places that practise it, for the layer of practices. */
  readonly practice?: { readonly iri: string; readonly practising: ReadonlySet<number> };
  /** A date: what is met or over by then is left out. */
  readonly today: string;
}

/** Something that is found at a place; of a practice that a place has, the place itself. */
export interface Mark {
  readonly kind: MarkKind;
  /** `entity.id`. */
  readonly id: number;
  readonly startsAt?: string;
}

export interface MarkedPlace {
  /** `entity.id`. */
  readonly id: number;
  readonly position?: Position;
  /** Events by their date, the others as they come. */
  readonly marks: readonly Mark[];
}

export interface Marked {
  /** Those with most first; by the date of the next event where it is about events. */
  readonly places: readonly MarkedPlace[];
  /** How many things have no place of the directory that they are at. */
  readonly unplaced: number;
}

/** What is called how, by `entity.id`. */
export interface Named {
  readonly type: EntityType;
  readonly key: string;
  readonly name: string;
}

export interface MarkReader {
  marked(question: MarkQuestion): Marked;
  names(ids: readonly number[], language: Language): ReadonlyMap<number, Named>;
}

/** Events that are not over, with where they are said to be: at a place, else where their organiser is. */
const events = `SELECT e.id, e.starts_at, h.holder FROM entity e JOIN (
    SELECT subject AS event, object AS holder, 0 AS rank FROM link WHERE relation = 'location'
    UNION ALL SELECT object, subject, 1 FROM link WHERE relation = 'hasEvent'
    UNION ALL SELECT subject, object, 2 FROM link WHERE relation = 'organizer') h ON h.event = e.iri
  WHERE e.lead = 1 AND e.type = 'event'
    AND substr(coalesce(e.ends_at, e.starts_at), 1, 10) >= substr(:today, 1, length(substr(coalesce(e.ends_at, e.starts_at), 1, 10)))
  ORDER BY e.starts_at, e.id, h.rank`;

/** Prepares the reading of what is found at places: an organisation is at the one place that it runs. */
export function createMarkReader(db: DatabaseSync, concepts: Pick<Concepts, 'find'>): MarkReader {
  const openOn = createOpenExchanges(db);
  const sql = {
    places: db.prepare("SELECT id, iri, lon, lat FROM entity WHERE lead = 1 AND type = 'place' ORDER BY sort_name, id"),
    run: db.prepare("SELECT DISTINCT subject, object FROM link WHERE relation = 'operatedBy'"),
    events: db.prepare(events),
    names: db.prepare(`SELECT ${summaryColumns} FROM json_each(?) j CROSS JOIN ${summaryTables} WHERE e.id = j.value`),
  };

  /** Mark and holder of everything that the question is about. */
  function* things({ layer, practice, today }: QuestionWithoutPlaces): Iterable<{ mark: Mark; holder: string }> {
    if (layer === 'events') {
      for (const row of sql.events.all({ today }))
        yield {
          mark: { kind: 'event', id: row['id'] as number, startsAt: (row['starts_at'] as string | null) ?? '' },
          holder: row['holder'] as string,
        };
      return;
    }
    for (const { id, kind, holder, concepts: said } of openOn(today)) {
      if (layer === 'exchanges') yield { mark: { kind, id }, holder };
      else if (kind === 'need' && practice && isAbout(said['practice'] ?? [], practice.iri))
        yield { mark: { kind: 'seeks', id }, holder };
    }
  }

  function isAbout(stated: readonly string[], practice: string): boolean {
    return stated.some((iri) => withBroader(concepts, iri).includes(practice));
  }

  return {
    marked(question) {
      const { among, practice, layer } = question;
      const found = new Map<number, { readonly position?: Position; readonly marks: Mark[] }>();
      const placeOf = new Map<string, number | null>();
      for (const row of sql.places.all()) {
        const id = row['id'] as number;
        placeOf.set(row['iri'] as string, id);
        const [lon, lat] = [row['lon'] as number | null, row['lat'] as number | null];
        const marks: Mark[] = layer === 'practices' && practice?.practising.has(id) ? [{ kind: 'practises', id }] : [];
        found.set(id, { marks, ...(lon !== null && lat !== null ? { position: { lon, lat } } : {}) });
      }
      const operators = new Map<string, number | null>();
      for (const { subject, object } of sql.run.all()) {
        const place = placeOf.get(subject as string);
        if (place === undefined || placeOf.has(object as string)) continue;
        // Of an organisation with several places nobody knows at which.
        operators.set(object as string, operators.has(object as string) ? null : place);
      }
      const placed = new Set<number>();
      const all = new Set<number>();
      for (const { mark, holder } of things(question)) {
        all.add(mark.id);
        const place = placeOf.get(holder) ?? operators.get(holder) ?? null;
        if (place === null) continue;
        if (mark.kind === 'event' && placed.has(mark.id)) continue;
        placed.add(mark.id);
        found.get(place)?.marks.push(mark);
      }
      const places = [...found]
        .filter(([id, { marks }]) => marks.length > 0 && among.has(id))
        .map(([id, rest]) => ({ id, ...rest }));
      if (layer === 'events')
        places.sort((a, b) => ((a.marks[0]?.startsAt ?? '') < (b.marks[0]?.startsAt ?? '') ? -1 : 1));
      else places.sort((a, b) => b.marks.length - a.marks.length);
      return { places, unplaced: all.size - placed.size };
    },
    names: (ids, language) =>
      new Map(
        sql.names.all(JSON.stringify(ids)).map((row) => [
          row['id'] as number,
          {
            type: row['type'] as EntityType,
            key: row['key'] as string,
            name: wording(descriptionOf(row).names, language),
          },
        ]),
      ),
  };
}

type QuestionWithoutPlaces = Omit<MarkQuestion, 'among'>;
