import type { DatabaseSync } from 'node:sqlite';
import { regionOf } from '../../geography/departements.ts';
import type { Concepts } from '../concepts.ts';
import { createOpenExchanges } from '../open-exchanges.ts';
import { type ExchangeGroup, groupExchanges } from './exchange-flows.ts';
import { type FlowBase, type LinkPair, symmetricRelations } from './flows.ts';
import { type FlowLevel, flowLevels, type LinkEnd } from './link-end.ts';

const nowhere: LinkEnd = { territories: {}, places: [] };

/** Reads everything that links territories: an end is where it says, else where all the places lie that it runs. */
export function readFlowBase(db: DatabaseSync, concepts: Pick<Concepts, 'find'>): FlowBase {
  const ends = readEnds(db);
  const endOf = (iri: string) => ends.get(iri) ?? nowhere;
  const openOn = createOpenExchanges(db);
  let grouped: { readonly day: string; readonly groups: readonly ExchangeGroup[] } | undefined;
  return {
    pairs: readPairs(db, endOf),
    exchanges(day) {
      if (grouped?.day !== day) grouped = { day, groups: groupExchanges(openOn(day), concepts, endOf) };
      return grouped.groups;
    },
  };
}

function readEnds(db: DatabaseSync): ReadonlyMap<string, LinkEnd> {
  const ends = new Map<string, LinkEnd>();
  const places = new Set<string>();
  const own = db.prepare(
    `SELECT id, iri, type = 'place' AS is_place, departement, commune_code FROM entity
     WHERE lead = 1 AND (departement IS NOT NULL OR type = 'place')`,
  );
  for (const row of own.iterate()) {
    const [iri, departement] = [row['iri'] as string, row['departement'] as string | null];
    const isPlace = row['is_place'] === 1;
    const region = departement === null ? undefined : regionOf(departement);
    ends.set(iri, {
      territories: {
        ...(region ? { region: `R${region}` } : {}),
        ...(departement === null ? {} : { departement }),
        ...(row['commune_code'] === null ? {} : { commune: row['commune_code'] as string }),
      },
      places: isPlace ? [row['id'] as number] : [],
    });
    if (isPlace) places.add(iri);
  }
  const run = db.prepare("SELECT DISTINCT subject, object FROM link WHERE relation = 'operatedBy'").all();
  const byOperator = Map.groupBy(
    run.filter((row) => places.has(row['subject'] as string)),
    (row) => row['object'] as string,
  );
  for (const [iri, rows] of byOperator) {
    const theirs = rows.flatMap((row) => ends.get(row['subject'] as string) ?? []);
    const itself = ends.get(iri);
    ends.set(iri, {
      territories: itself?.territories ?? sharedTerritories(theirs),
      places: [...(itself?.places ?? []), ...theirs.flatMap((end) => end.places)],
    });
  }
  return ends;
}

/** Where all of them are. */
function sharedTerritories(ends: readonly LinkEnd[]): LinkEnd['territories'] {
  const shared = (level: FlowLevel) => {
    const [first, ...others] = new Set(ends.map(({ territories }) => territories[level]));
    return others.length === 0 ? first : undefined;
  };
  return Object.fromEntries(
    flowLevels.flatMap((level) => {
      const at = shared(level);
      return at === undefined ? [] : [[level, at]];
    }),
  );
}

/** Each link once: of those that read the same from both ends, each end may have stored its own. */
function readPairs(db: DatabaseSync, endOf: (iri: string) => LinkEnd): readonly LinkPair[] {
  const stated = db.prepare(
    `SELECT subject, relation, object, count(DISTINCT stated_by) AS sides FROM link
     WHERE relation IN ('cooperatesWith', 'partnerTerritory', 'sharesResourceWith', 'inspiredBy', 'memberOf')
     GROUP BY subject, relation, object`,
  );
  const found = new Map<string, { subject: string; relation: LinkPair['relation']; object: string; sides: number }>();
  for (const row of stated.iterate()) {
    const relation = row['relation'] as LinkPair['relation'];
    let [subject, object] = [row['subject'] as string, row['object'] as string];
    if (subject === object) continue;
    if (symmetricRelations.has(relation) && subject > object) [subject, object] = [object, subject];
    const key = `${relation} ${subject} ${object}`;
    const known = found.get(key);
    if (known) known.sides += row['sides'] as number;
    else found.set(key, { subject, relation, object, sides: row['sides'] as number });
  }
  return [...found.values()].map(({ subject, relation, object, sides }) => ({
    from: endOf(subject),
    to: endOf(object),
    relation,
    isMutual: sides > 1,
  }));
}
