import type { DatabaseSync } from 'node:sqlite';
import { findTerritory, type Territory } from '../../geography/territory.ts';
import type { Concepts } from '../concepts.ts';
import { isOpenExchange, withBroader } from '../facets/facets.ts';
import { keepWhileUnchanged } from '../keep-while-unchanged.ts';
import { comparableTo, createPlaceCounts } from './comparable-territories.ts';
import {
  actorTypes,
  type ConceptCount,
  type Diagnosis,
  type DiagnosisQuestion,
  diagnosedRelations,
  type ExchangeCount,
} from './diagnosis.ts';
import { countLinks, type StatedSide } from './link-sides.ts';

/** What fewer comparable territories do is their own way, not something that is missing. */
const enoughElsewhere = 2;

// CROSS JOIN and `+` hold the order of the search, from what lies here to the rest: left to itself SQLite pairs every place
// with every organisation, which thousands of places take minutes for.

/** Entities of a territory; with the statement's `:departements` (JSON) and `:commune`. */
const here = `a.lead = 1 AND a.departement IN (SELECT value FROM json_each(:departements))
  AND (:commune IS NULL OR a.commune_code = :commune)`;

/** Whoever lies here, and the organisations that run a place here: these seldom tell an address of their own. */
const actorsHere = `SELECT a.iri FROM entity a WHERE ${here}
  UNION SELECT o.iri FROM entity a CROSS JOIN link r ON r.subject = a.iri AND r.relation = 'operatedBy'
    CROSS JOIN entity o ON o.iri = r.object AND o.lead = 1 AND +o.type = 'organization' WHERE ${here} AND +a.type = 'place'`;

const statements = {
  actors: `SELECT e.type, e.concepts FROM (${actorsHere}) w
    CROSS JOIN entity e ON e.iri = w.iri AND e.lead = 1 AND +e.type IN ('${actorTypes.join("', '")}')`,
  practices: `SELECT a.id, c.value AS iri FROM entity a CROSS JOIN json_each(a.concepts, '$.practice') c WHERE ${here} AND +a.type = 'place'`,
  exchanges: `SELECT DISTINCT e.id, e.type, e.concepts, e.ends_at FROM entity a
    CROSS JOIN link x ON x.subject = a.iri AND x.relation IN ('seeks', 'makesOffer')
    CROSS JOIN entity e ON e.iri = x.object AND e.lead = 1 AND +e.type = iif(x.relation = 'seeks', 'need', 'offer') WHERE ${here}`,
  networks: `SELECT n.id, count(DISTINCT a.id) AS count FROM entity a
    CROSS JOIN link m ON m.subject = a.iri AND m.relation = 'memberOf'
    CROSS JOIN entity n ON n.iri = m.object AND n.lead = 1 AND +n.type = 'network'
    WHERE ${here} AND +a.type = 'place' GROUP BY n.id ORDER BY count DESC, n.sort_name, n.id`,
  alone: `SELECT a.id FROM entity a WHERE ${here} AND +a.type = 'place' AND NOT EXISTS (
      SELECT 1 FROM link m CROSS JOIN entity n ON n.iri = m.object AND n.lead = 1 AND +n.type = 'network'
      WHERE m.subject = a.iri AND m.relation = 'memberOf') ORDER BY a.sort_name, a.id`,
  // Twice the same, since SQLite reads one index for each way.
  links: ['subject', 'object']
    .map(
      (
        end,
      ) => `SELECT l.subject, l.relation, l.object, l.stated_by FROM (${actorsHere}) a CROSS JOIN link l ON l.${end} = a.iri
      WHERE l.relation IN ('${diagnosedRelations.join("', '")}') AND l.stated_by IN (l.subject, l.object)
        AND EXISTS (SELECT 1 FROM entity o WHERE o.lead = 1 AND o.iri = iif(l.subject = a.iri, l.object, l.subject))`,
    )
    .join(' UNION '),
  effects: `SELECT DISTINCT f.id, json_array_length(f.description, '$.values.evidence') AS evidence FROM (
      ${actorsHere}
      UNION SELECT p.subject FROM (${actorsHere}) m CROSS JOIN link p ON p.object = m.iri AND p.relation = 'participant') w
    CROSS JOIN link x ON x.subject = w.iri AND x.relation = 'hasEffect'
    CROSS JOIN entity f ON f.iri = x.object AND f.lead = 1 AND +f.type = 'effect' ORDER BY f.sort_name, f.id`,
} as const;

/** Prepares the diagnosis of territories: some passes over what lies there, and over what lies in those compared with. */
export function createDiagnoser(db: DatabaseSync, concepts: Concepts): (question: DiagnosisQuestion) => Diagnosis {
  const prepared = new Map(Object.entries(statements).map(([name, sql]) => [name, db.prepare(sql)]));
  const rows = (name: keyof typeof statements, territory: Territory) =>
    prepared.get(name)?.all({
      departements: JSON.stringify(territory.departements),
      commune: territory.level === 'commune' ? territory.code : null,
    }) ?? [];
  // Of every territory, to find those that compare: not to be counted again for each of them.
  const placeCounts = keepWhileUnchanged(db, createPlaceCounts(db));

  /** How many places do what, themes left out. */
  function practicesOf(territory: Territory): ReadonlyMap<string, number> {
    const places = new Map<string, Set<number>>();
    for (const row of rows('practices', territory))
      for (const iri of withBroader(concepts, row['iri'] as string)) {
        const those = places.get(iri) ?? new Set();
        places.set(iri, those.add(row['id'] as number));
      }
    return new Map([...places].flatMap(([iri, those]) => (concepts.find(iri)?.broader ? [[iri, those.size]] : [])));
  }

  return ({ territory, today, named }) => {
    const actors = rows('actors', territory).map((row) => ({
      type: row['type'] as string,
      scales: conceptsIn(row)['scale'] ?? [],
    }));
    const comparable = comparableTo(territory, placeCounts());
    const practices = practicesOf(territory);
    const elsewhere = new Map<string, number>();
    for (const other of comparable.map(({ code }) => findTerritory(code)))
      for (const iri of other ? practicesOf(other).keys() : []) elsewhere.set(iri, (elsewhere.get(iri) ?? 0) + 1);
    const exchanges = rows('exchanges', territory).filter((row) =>
      isOpenExchange({ states: conceptsIn(row)['exchangeState'] ?? [], until: row['ends_at'] as string | null }, today),
    );
    const networks = rows('networks', territory);
    const alone = rows('alone', territory);
    const effects = rows('effects', territory);
    const idsOf = (found: readonly Row[]) => found.slice(0, named).map((row) => row['id'] as number);
    return {
      actors: actorTypes.map((type) => ({ type, count: actors.filter((actor) => actor.type === type).length })),
      scales: concepts.inScheme('scales').map(({ iri }) => ({
        iri,
        count: actors.filter(({ scales }) => scales.some((one) => withBroader(concepts, one).includes(iri))).length,
      })),
      comparable,
      practices: mostFirst(practices).map((one) => ({ ...one, elsewhere: elsewhere.get(one.iri) ?? 0 })),
      missing: mostFirst(elsewhere)
        .filter(({ iri, count }) => count >= enoughElsewhere && !practices.has(iri))
        .map(({ iri, count }) => ({ iri, count: 0, elsewhere: count })),
      needs: countExchanges(
        exchanges.filter((row) => row['type'] === 'need'),
        concepts,
      ),
      offers: countExchanges(
        exchanges.filter((row) => row['type'] === 'offer'),
        concepts,
      ),
      networks: {
        total: networks.length,
        first: networks.slice(0, named).map((row) => ({ id: row['id'] as number, count: row['count'] as number })),
      },
      alone: { total: alone.length, ids: idsOf(alone) },
      links: countLinks(
        rows('links', territory).map((row) => ({
          subject: row['subject'] as string,
          relation: row['relation'] as StatedSide['relation'],
          object: row['object'] as string,
          statedBy: row['stated_by'] as string,
        })),
      ),
      effects: {
        total: effects.length,
        evidenced: effects.filter((row) => (row['evidence'] as number | null) ?? 0).length,
        ids: idsOf(effects),
      },
    };
  };
}

type Row = Readonly<Record<string, unknown>>;

function conceptsIn(row: Row): Readonly<Record<string, readonly string[]>> {
  return JSON.parse(row['concepts'] as string) as Record<string, string[]>;
}

function mostFirst(counts: ReadonlyMap<string, number>): ConceptCount[] {
  return [...counts]
    .map(([iri, count]) => ({ iri, count }))
    .sort((a, b) => b.count - a.count || (a.iri < b.iri ? -1 : 1));
}

/** By the level below "material" and "immaterial", which say too little, and above each tool, which says too much. */
function countExchanges(exchanges: readonly Row[], concepts: Pick<Concepts, 'find'>): ExchangeCount {
  const counts = new Map<string, number>();
  for (const row of exchanges) {
    const wanted = conceptsIn(row)['resource'] ?? [];
    const themes = new Set(wanted.flatMap((iri) => withBroader(concepts, iri).slice(-2, -1)));
    for (const iri of themes) counts.set(iri, (counts.get(iri) ?? 0) + 1);
  }
  return { total: exchanges.length, themes: mostFirst(counts) };
}
