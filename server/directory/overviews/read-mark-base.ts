import type { DatabaseSync } from 'node:sqlite';
import { given } from '../../rdf/given.ts';
import type { Concepts } from '../concepts.ts';
import { withBroader } from '../facets/facets.ts';
import { createOpenExchanges } from '../open-exchanges.ts';
import type { FoundMark, MarkBase, MarkLayer } from './marks.ts';

/** Events that are not over, with where they are said to be: at a place, else where their organiser is. */
const events = `SELECT e.id, e.starts_at, h.holder FROM entity e JOIN (
    SELECT subject AS event, object AS holder, 0 AS rank FROM link WHERE relation = 'location'
    UNION ALL SELECT object, subject, 1 FROM link WHERE relation = 'hasEvent'
    UNION ALL SELECT subject, object, 2 FROM link WHERE relation = 'organizer') h ON h.event = e.iri
  WHERE e.lead = 1 AND e.type = 'event'
    AND substr(coalesce(e.ends_at, e.starts_at), 1, 10) >= substr(:today, 1, length(substr(coalesce(e.ends_at, e.starts_at), 1, 10)))
  ORDER BY e.starts_at, e.id, h.rank`;

/** Projects that have not ended, with who carries them, else the first who takes part. */
const projects = `SELECT e.id, h.holder FROM entity e JOIN (
    SELECT subject AS project, object AS holder, CASE relation WHEN 'carriedBy' THEN 0 ELSE 1 END AS rank FROM link
    WHERE relation IN ('carriedBy', 'participant')) h ON h.project = e.iri
  WHERE e.lead = 1 AND e.type = 'cooperation' AND e.concepts NOT LIKE '%/stages/ended"%'
    AND (e.ends_at IS NULL OR substr(e.ends_at, 1, 10) >= substr(:today, 1, length(substr(e.ends_at, 1, 10))))
  ORDER BY e.sort_name, e.id, h.rank, h.holder`;

/** Reads what can be found at places: an organisation is at the one place that it runs. */
export function readMarkBase(db: DatabaseSync, concepts: Pick<Concepts, 'find'>): MarkBase {
  const openOn = createOpenExchanges(db);
  const rows = db
    .prepare("SELECT id, iri, lon, lat FROM entity WHERE lead = 1 AND type = 'place' ORDER BY sort_name, id")
    .all();
  const placeOf = createPlaceFinder(db, rows);
  const known = new Map<MarkLayer, { readonly today: string; readonly found: readonly FoundMark[] }>();

  const findEvents = (today: string): FoundMark[] =>
    db
      .prepare(events)
      .all({ today })
      .map((row) => ({
        mark: { kind: 'event', id: row['id'] as number, startsAt: (row['starts_at'] as string | null) ?? '' },
        place: placeOf(row['holder'] as string),
        practices: [],
      }));
  const findExchanges = (today: string): FoundMark[] =>
    [...openOn(today)].map(({ id, kind, holder }) => ({ mark: { kind, id }, place: placeOf(holder), practices: [] }));
  const findSought = (today: string): FoundMark[] =>
    [...openOn(today)].flatMap(({ id, kind, holder, concepts: said }) => {
      const practices = (said['practice'] ?? []).flatMap((iri) => withBroader(concepts, iri));
      if (kind !== 'need' || practices.length === 0) return [];
      return { mark: { kind: 'seeks' as const, id }, place: placeOf(holder), practices };
    });
  const findProjects = (today: string): FoundMark[] =>
    db
      .prepare(projects)
      .all({ today })
      .map((row) => ({
        mark: { kind: 'project', id: row['id'] as number },
        place: placeOf(row['holder'] as string),
        practices: [],
      }));
  const find = { events: findEvents, projects: findProjects, exchanges: findExchanges, practices: findSought };

  return {
    places: rows.map((row) => {
      const [lon, lat] = [row['lon'] as number | null, row['lat'] as number | null];
      return { id: row['id'] as number, ...given('position', lon === null || lat === null ? undefined : { lon, lat }) };
    }),
    found(layer, today) {
      const last = known.get(layer);
      if (last?.today === today) return last.found;
      const found = find[layer](today);
      known.set(layer, { today, found });
      return found;
    },
  };
}

function createPlaceFinder(
  db: DatabaseSync,
  places: readonly Readonly<Record<string, unknown>>[],
): (iri: string) => number | null {
  const own = new Map(places.map((row) => [row['iri'] as string, row['id'] as number]));
  const run = new Map<string, number | null>();
  for (const row of db.prepare("SELECT DISTINCT subject, object FROM link WHERE relation = 'operatedBy'").all()) {
    const place = own.get(row['subject'] as string);
    const operator = row['object'] as string;
    if (place === undefined || own.has(operator)) continue;
    // Of an organisation with several places nobody knows at which.
    run.set(operator, run.has(operator) ? null : place);
  }
  return (iri) => own.get(iri) ?? run.get(iri) ?? null;
}
