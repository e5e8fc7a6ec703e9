import type { DatabaseSync } from 'node:sqlite';
import { regionOf } from '../geography/departements.ts';
import type { Concepts } from './concepts.ts';
import { countExchanges, type LinkEnd } from './flow-exchanges.ts';
import { createOpenExchanges } from './open-exchanges.ts';

/** How wide the territories are that links are counted between. */
export const flowLevels = ['region', 'departement', 'commune'] as const;
export type FlowLevel = (typeof flowLevels)[number];

/** The relations that lead from one territory to another, as links are stored; `exchange` is a need and an offer that fits. */
export const flowRelations = [
  'cooperatesWith',
  'partnerTerritory',
  'sharesResourceWith',
  'exchange',
  'inspiredBy',
  'memberOf',
] as const;
export type FlowRelation = (typeof flowRelations)[number];
const symmetric: ReadonlySet<string> = new Set(['cooperatesWith', 'partnerTerritory', 'sharesResourceWith']);

export interface FlowQuestion {
  readonly level: FlowLevel;
  readonly relations: readonly FlowRelation[];
  /** The `entity.id` of places: only links that one of them is an end of; all without. */
  readonly among?: ReadonlySet<number>;
  /** A date: what is met or over by then is no exchange. */
  readonly today: string;
}

/** Links of one relation between two territories (codes as filters take them). */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly relation: FlowRelation;
  readonly count: number;
  /** How many of them both sides state. */
  readonly mutual: number;
}

export interface Flows {
  /** Every link asked for, and how many of them have an end whose territory is not known. */
  readonly links: number;
  readonly unplaced: number;
  /** The most links first. */
  readonly flows: readonly Flow[];
}

/** Counts links by the territories of their ends. */
export type FlowReader = (question: FlowQuestion) => Flows;

/** Prepares the counting: an end is where it says, else where all the places lie that it runs. */
export function createFlowReader(db: DatabaseSync, concepts: Pick<Concepts, 'find'>): FlowReader {
  const openOn = createOpenExchanges(db);
  const sql = {
    own: db.prepare(
      "SELECT id, iri, type, departement, commune_code FROM entity WHERE lead = 1 AND (departement IS NOT NULL OR type = 'place')",
    ),
    run: db.prepare("SELECT DISTINCT subject, object FROM link WHERE relation = 'operatedBy'"),
    links: db.prepare(
      `SELECT subject, relation, object, count(DISTINCT stated_by) AS sides FROM link
       WHERE relation IN (SELECT value FROM json_each(?)) GROUP BY subject, relation, object`,
    ),
  };

  function endsOf({ level, among }: FlowQuestion): (iri: string) => LinkEnd {
    const ends = new Map<string, LinkEnd>();
    const places = new Set<string>();
    for (const row of sql.own.all()) {
      const isAmong = !among || among.has(row['id'] as number);
      ends.set(row['iri'] as string, {
        territory: territoryAt(level, row['departement'] as string | null, row['commune_code'] as string | null),
        isAmong: row['type'] === 'place' ? isAmong : !among,
      });
      if (row['type'] === 'place') places.add(row['iri'] as string);
    }
    const run = Map.groupBy(
      sql.run.all().filter((row) => places.has(row['subject'] as string)),
      (row) => row['object'] as string,
    );
    for (const [iri, rows] of run) {
      const theirs = rows.flatMap((row) => ends.get(row['subject'] as string) ?? []);
      const territories = new Set(theirs.map(({ territory }) => territory));
      const own = ends.get(iri);
      ends.set(iri, {
        territory: own ? own.territory : territories.size === 1 ? theirs[0]?.territory : undefined,
        isAmong: own?.isAmong || theirs.some((end) => end.isAmong),
      });
    }
    const unknown: LinkEnd = { territory: undefined, isAmong: !among };
    return (iri) => ends.get(iri) ?? unknown;
  }

  return (question) => {
    const endOf = endsOf(question);
    const counted = createTally();
    for (const { subject, relation, object, sides } of pairs(sql.links.all(JSON.stringify(question.relations)))) {
      const [from, to] = [endOf(subject), endOf(object)];
      if (from.isAmong || to.isAmong) counted.add({ from, to, relation, count: 1, mutual: sides > 1 ? 1 : 0 });
    }
    if (question.relations.includes('exchange'))
      for (const { seeker, maker, count } of countExchanges(openOn, { concepts, today: question.today, endOf }))
        counted.add({ from: seeker, to: maker, relation: 'exchange', count, mutual: 0 });
    return counted.read();
  };
}

interface LinkPair {
  readonly subject: string;
  readonly relation: FlowRelation;
  readonly object: string;
  readonly sides: number;
}

/** Each link once: of those that read the same from both ends, each end may have stored its own. */
function pairs(rows: readonly Record<string, unknown>[]): Iterable<LinkPair> {
  const found = new Map<string, LinkPair>();
  for (const row of rows) {
    const [relation, sides] = [row['relation'] as FlowRelation, row['sides'] as number];
    let [subject, object] = [row['subject'] as string, row['object'] as string];
    if (subject === object) continue;
    if (symmetric.has(relation) && subject > object) [subject, object] = [object, subject];
    const key = `${relation} ${subject} ${object}`;
    found.set(key, { subject, relation, object, sides: sides + (found.get(key)?.sides ?? 0) });
  }
  return found.values();
}

type Counted = { readonly from: LinkEnd; readonly to: LinkEnd } & Pick<Flow, 'relation' | 'count' | 'mutual'>;

function createTally() {
  const flows = new Map<string, Flow>();
  let [links, unplaced] = [0, 0];
  return {
    add({ from, to, relation, count, mutual }: Counted) {
      links += count;
      let [a, b] = [from.territory, to.territory];
      if (a === undefined || b === undefined) {
        unplaced += count;
        return;
      }
      if (symmetric.has(relation) && a > b) [a, b] = [b, a];
      const key = `${relation} ${a} ${b}`;
      const known = flows.get(key);
      flows.set(key, {
        from: a,
        to: b,
        relation,
        count: count + (known?.count ?? 0),
        mutual: mutual + (known?.mutual ?? 0),
      });
    },
    read: (): Flows => ({
      links,
      unplaced,
      flows: [...flows.values()]
        .filter(({ count }) => count > 0)
        .sort(
          (a, b) =>
            b.count - a.count || (`${a.from} ${a.to} ${a.relation}` < `${b.from} ${b.to} ${b.relation}` ? -1 : 1),
        ),
    }),
  };
}

function territoryAt(level: FlowLevel, departement: string | null, commune: string | null): string | undefined {
  if (level === 'commune') return commune ?? undefined;
  if (departement === null || level === 'departement') return departement ?? undefined;
  const region = regionOf(departement);
  return region && `R${region}`;
}
