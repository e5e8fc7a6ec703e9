import type { DatabaseSync } from 'node:sqlite';
import type { Concepts } from '../concepts.ts';
import { withBroader } from '../facets/facets.ts';

/** Who acts: what is said, done or sought is no actor. */
export const actorTypes = ['place', 'network', 'organization', 'person'] as const;
export type ActorType = (typeof actorTypes)[number];

/** The relations between actors, as links are stored. */
export const actorRelations = [
  'memberOf',
  'operatedBy',
  'cooperatesWith',
  'sharesResourceWith',
  'inspiredBy',
  'partnerTerritory',
] as const;

/** An actor with what a drawing of many needs. */
export interface Actor {
  /** Its `entity.id`. */
  readonly id: number;
  readonly iri: string;
  readonly type: ActorType;
  readonly key: string;
  /** Concept keys: kinds (of places) and scales as said, practices by their top concept, disciplines as said. */
  readonly kinds: readonly string[];
  readonly scales: readonly string[];
  readonly practices: readonly string[];
  readonly disciplines: readonly string[];
}

/** Two actors that are linked, by their place among the actors; one tie for a pair, whatever they say. */
export interface Tie {
  readonly from: number;
  readonly to: number;
  readonly relations: readonly string[];
  /** Both sides state one of the relations. */
  readonly isMutual: boolean;
}

/** All actors, by name, and what ties them. */
export interface ActorBase {
  readonly actors: readonly Actor[];
  readonly ties: readonly Tie[];
}

/** Reads every actor and every tie; a second or so for 50,000 places: not for the thread of the pages. */
export function readActors(db: DatabaseSync, concepts: Pick<Concepts, 'find'>): ActorBase {
  const rows = db
    .prepare(
      `SELECT e.id, e.iri, e.type, e.concepts, k.key FROM entity e JOIN entity_key k ON k.iri = e.iri
       WHERE e.lead = 1 AND e.type IN (SELECT value FROM json_each(?)) ORDER BY e.sort_name, e.iri`,
    )
    .all(JSON.stringify(actorTypes));
  const actors = rows.map((row): Actor => {
    const said = JSON.parse(row['concepts'] as string) as Readonly<Record<string, readonly string[]>>;
    const keysOf = (iris: readonly string[]) => iris.flatMap((iri) => concepts.find(iri)?.key ?? []);
    const topOf = (iri: string) => withBroader(concepts, iri).findLast((one) => concepts.find(one)) ?? iri;
    return {
      id: row['id'] as number,
      iri: row['iri'] as string,
      type: row['type'] as ActorType,
      key: row['key'] as string,
      kinds: keysOf(said['kind'] ?? []),
      scales: keysOf(said['scale'] ?? []),
      practices: keysOf((said['practice'] ?? []).map(topOf)),
      disciplines: keysOf(said['discipline'] ?? []),
    };
  });
  return { actors, ties: readTies(db, new Map(actors.map(({ iri }, index) => [iri, index]))) };
}

function readTies(db: DatabaseSync, indexOf: ReadonlyMap<string, number>): readonly Tie[] {
  const found = new Map<number, { from: number; to: number; sides: Map<string, Set<string>> }>();
  const stated = db
    .prepare('SELECT subject, relation, object, stated_by FROM link WHERE relation IN (SELECT value FROM json_each(?))')
    .iterate(JSON.stringify(actorRelations));
  for (const row of stated) {
    const [a, b] = [indexOf.get(row['subject'] as string), indexOf.get(row['object'] as string)];
    if (a === undefined || b === undefined || a === b) continue;
    const [from, to] = a < b ? [a, b] : [b, a];
    const pair = from * indexOf.size + to;
    const known = found.get(pair) ?? { from, to, sides: new Map() };
    found.set(pair, known);
    const relation = row['relation'] as string;
    known.sides.set(relation, (known.sides.get(relation) ?? new Set()).add(row['stated_by'] as string));
  }
  return [...found.values()]
    .map(({ from, to, sides }) => ({
      from,
      to,
      relations: [...sides.keys()].sort(),
      isMutual: [...sides.values()].some((by) => by.size > 1),
    }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}
