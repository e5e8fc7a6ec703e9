import type { DatabaseSync } from 'node:sqlite';
import { dayNumber } from '../../directory/facets/facets.ts';
import type { Actor, Exchange, Meeting, Source, Tie } from './actor.ts';
import { prepareRows, type Row } from './base-rows.ts';
import type { ConceptSpace } from './concept-space.ts';
import { createGrid, type Grid } from './grid.ts';
import { createRowReader } from './read-rows.ts';

/** What leads are found in: actors with their needs and offers, by who they are, by what it is about and by where. */
export interface LeadBase {
  find(iri: string): Actor | undefined;
  byId(id: number): Actor | undefined;
  readonly actors: Iterable<Actor>;
  tiesOf(iri: string): readonly Tie[];
  needsOf(resource: number): Grid<Exchange> | undefined;
  offersOf(resource: number): Grid<Exchange> | undefined;
  /** Actors by a practice, a scale or a discipline that they name. */
  actorsOf(concept: number): Grid<Actor> | undefined;
  readonly meetings: readonly Meeting[];
  /** How many actors name a concept, of all. */
  shareOf(concept: number): number;
}

/** A base that follows the state file. */
export interface FollowingBase extends LeadBase {
  /** Reads again what the documents that changed since say; tells how many of them there were. */
  refresh(today: number): number;
}

interface Known {
  source: Source;
  readonly signature: string;
  /** IRIs of the actors that it has a part in. */
  readonly concerned: readonly string[];
}

const nowhere = { lon: Number.NaN, lat: Number.NaN };
/** What works from afar is looked at wherever it is. */
const whereOf = ({ isFromAfar, holder }: Exchange) => (isFromAfar ? nowhere : holder);
const whereIs = (actor: Actor) => actor;

/** Reads the base of a state file whole; `refresh` then follows it document by document. */
export function readLeadBase(db: DatabaseSync, space: ConceptSpace, today: number): FollowingBase {
  const rows = prepareRows(db);
  const sources = new Map<string, Source>();
  const read = createRowReader(space, (registration) => sources.get(registration));
  const actors = new Map<string, Actor>();
  const ids = new Map<number, Actor>();
  const ties = new Map<string, Tie[]>();
  const grids = {
    need: new Map<number, Grid<Exchange>>(),
    offer: new Map<number, Grid<Exchange>>(),
    actor: new Map<number, Grid<Actor>>(),
  };
  const known = new Map<string, Known>();
  let meetings: readonly Meeting[] = [];

  const gridOf = <T>(
    grid: Map<number, Grid<T>>,
    concept: number,
    placeOf: (thing: T) => Pick<Actor, 'lon' | 'lat'>,
  ): Grid<T> => {
    const found = grid.get(concept) ?? createGrid(placeOf);
    grid.set(concept, found);
    return found;
  };
  const index = (actor: Actor, change: 'add' | 'remove') => {
    for (const exchange of [...actor.needs, ...actor.offers])
      for (const resource of exchange.resources) gridOf(grids[exchange.side], resource, whereOf)[change](exchange);
    for (const concept of new Set([...actor.practices, ...actor.scales, ...actor.disciplines]))
      gridOf(grids.actor, concept, whereIs)[change](actor);
  };
  const put = (actor: Actor) => {
    actors.set(actor.iri, actor);
    ids.set(actor.id, actor);
    index(actor, 'add');
  };
  const drop = (iri: string) => {
    const actor = actors.get(iri);
    if (!actor) return;
    index(actor, 'remove');
    actors.delete(iri);
    ids.delete(actor.id);
  };
  const tie = (one: Tie) => {
    for (const end of [one.subject, one.object]) {
      const list = ties.get(end);
      if (list) list.push(one);
      else ties.set(end, [one]);
    }
  };
  const untie = (iri: string) => {
    for (const one of ties.get(iri) ?? []) {
      const other = one.subject === iri ? one.object : one.subject;
      ties.set(
        other,
        (ties.get(other) ?? []).filter((known) => known !== one),
      );
    }
    ties.delete(iri);
  };
  /** An organisation is where the places are that it runs, a cooperation where those are that take part in it. */
  const whereTied = (iri: string, placeOf: (iri: string) => { lon: number; lat: number } | undefined) => {
    const ends = (ties.get(iri) ?? []).flatMap(({ relation, subject, object }) =>
      relation === 'operatedBy' && object === iri
        ? subject
        : relation === 'participant' && subject === iri
          ? object
          : [],
    );
    const there = ends.map(placeOf).filter((at) => at !== undefined && !Number.isNaN(at.lon + at.lat));
    const sum = (pick: 'lon' | 'lat') => there.reduce((total, at) => total + (at?.[pick] ?? 0), 0) / there.length;
    return { lon: sum('lon'), lat: sum('lat') };
  };
  const ownPlace = (row: Row) => ({
    lon: (row['lon'] as number | null) ?? Number.NaN,
    lat: (row['lat'] as number | null) ?? Number.NaN,
  });

  function readDocuments(): { readonly changed: string[]; readonly gone: string[] } {
    const [changed, seen] = [[] as string[], new Set<string>()];
    for (const row of rows.documents.iterate()) {
      const registration = row['registration'] as string;
      seen.add(registration);
      const signature = `${row['changed_at']} ${row['first']} ${row['many']}`;
      const source = sources.get(registration);
      const days = { readDay: dayNumber(row['read_at'] as string), changedDay: dayNumber(row['changed_at'] as string) };
      // Kept as one object: what was read of it says then at once that it was read again.
      if (source) Object.assign(source, days);
      else sources.set(registration, { registration, ...days });
      const before = known.get(registration);
      if (before?.signature !== signature) {
        changed.push(registration);
        known.set(registration, {
          source: sources.get(registration) as Source,
          signature,
          concerned: before?.concerned ?? [],
        });
      }
    }
    return { changed, gone: [...known.keys()].filter((registration) => !seen.has(registration)) };
  }

  function load(): void {
    const { changed } = readDocuments();
    const concerned = new Map(changed.map((registration) => [registration, [] as string[]]));
    const concern = (registration: unknown, iri: string) => {
      const list = concerned.get(registration as string);
      if (list && list.at(-1) !== iri) list.push(iri);
    };
    for (const row of rows.ties.iterate()) tie(read.tie(row));
    const waiting = new Map(rows.actors.all().map((row) => [row['iri'] as string, row]));
    const places = new Map([...waiting].map(([iri, row]) => [iri, ownPlace(row)]));
    const make = (iri: string, exchanges: readonly Row[]) => {
      const row = waiting.get(iri);
      if (!row) return;
      waiting.delete(iri);
      concern(row['document'], iri);
      for (const exchange of exchanges) {
        concern(exchange['document'], iri);
        concern(exchange['link_document'], iri);
      }
      const at = places.get(iri);
      const where = at && !Number.isNaN(at.lon + at.lat) ? at : whereTied(iri, (end) => places.get(end));
      put(read.actor(row, exchanges, where));
    };
    let [holder, own]: [string, Row[]] = ['', []];
    for (const row of rows.exchanges.iterate()) {
      if (row['holder'] !== holder) {
        make(holder, own);
        [holder, own] = [row['holder'] as string, []];
      }
      own.push(row);
    }
    make(holder, own);
    for (const iri of [...waiting.keys()]) make(iri, []);
    for (const [registration, iris] of concerned) {
      const one = known.get(registration);
      if (one) known.set(registration, { ...one, concerned: iris });
    }
  }

  /** Takes some actors away and reads them again; those whose place follows from theirs too. */
  function reload(iris: ReadonlySet<string>): void {
    const dirty = new Set(iris);
    const follow = () => {
      for (const iri of iris)
        for (const { relation, subject, object } of ties.get(iri) ?? [])
          if (relation === 'operatedBy' && subject === iri) dirty.add(object);
          else if (relation === 'participant' && object === iri) dirty.add(subject);
    };
    follow();
    for (const iri of iris) untie(iri);
    const found = new Map<string, Tie>();
    for (const iri of iris)
      for (const row of rows.tiesOf.all(iri))
        found.set(`${row['subject']} ${row['relation']} ${row['object']}`, read.tie(row));
    for (const one of found.values()) tie(one);
    follow();
    for (const iri of dirty) drop(iri);
    const placeOf = (end: string) => {
      const row = rows.actor.get(end);
      return row && ownPlace(row);
    };
    for (const iri of dirty) {
      const row = rows.actor.get(iri);
      if (!row) continue;
      const at = ownPlace(row);
      put(read.actor(row, rows.exchangesOf.all(iri), Number.isNaN(at.lon + at.lat) ? whereTied(iri, placeOf) : at));
    }
  }

  const readMeetings = (day: number) => {
    meetings = rows.meetings.all(new Date(day * 86_400_000).toISOString().slice(0, 10)).map(read.meeting);
  };
  load();
  readMeetings(today);
  return {
    find: (iri) => actors.get(iri),
    byId: (id) => ids.get(id),
    get actors() {
      return actors.values();
    },
    tiesOf: (iri) => ties.get(iri) ?? [],
    needsOf: (resource) => grids.need.get(resource),
    offersOf: (resource) => grids.offer.get(resource),
    actorsOf: (concept) => grids.actor.get(concept),
    get meetings() {
      return meetings;
    },
    shareOf: (concept) => (grids.actor.get(concept)?.size ?? 0) / Math.max(1, actors.size),
    refresh(day) {
      const { changed, gone } = readDocuments();
      const dirty = new Set<string>();
      for (const registration of [...changed, ...gone])
        for (const iri of known.get(registration)?.concerned ?? []) dirty.add(iri);
      for (const registration of changed) {
        const concerned = rows.concerned.all(registration).map(({ iri }) => iri as string);
        for (const iri of concerned) dirty.add(iri);
        const one = known.get(registration);
        if (one) known.set(registration, { ...one, concerned });
      }
      for (const registration of gone) {
        known.delete(registration);
        sources.delete(registration);
      }
      if (dirty.size > 0) reload(dirty);
      readMeetings(day);
      return changed.length + gone.length;
    },
  };
}
