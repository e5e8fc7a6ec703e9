import type { Opening } from '../entity.ts';
import { type OpenSpans, openSpans } from '../opening/opening-hours.ts';
import type { Bits, Postings } from './bits.ts';
import { addTo, emptyPostings, isEmpty, removeAll } from './bits.ts';
import type { FacetRow } from './facet-rows.ts';

/** The entities of one type by slot, a small number each, with what lists filter, count and order by. */
export interface FacetTable {
  /** `entity.id` of each slot, 0 where it is free. */
  readonly ids: readonly number[];
  readonly live: Postings;
  /** Who has a value, by facet (a concept's by its property) and value. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, Postings>>;
  /** In degrees, NaN where unknown. */
  readonly lon: readonly number[];
  readonly lat: readonly number[];
  /** Milliseconds since 1970: when its document last changed, and when it begins (NaN). */
  readonly changedAt: readonly number[];
  readonly startsAt: readonly number[];
  /** Until when a need, an offer or an event stands, as `FacetRow` has it. */
  readonly standsUntil: readonly string[];
  /** When its document was last read (`dayNumber`). */
  readonly readDay: readonly number[];
  readonly hours: ReadonlyMap<number, Hours>;
}

/** When an entity is open, on the clocks of its time zone. */
export interface Hours {
  readonly zone: string;
  readonly openings: readonly Opening[];
  spansOn(date: string): OpenSpans;
}

/** A table that follows its entities. */
export interface GrowingTable extends FacetTable {
  /** Gives an entity a slot. */
  add(row: FacetRow): number;
  /** Takes an entity out of its slot; what it had stays until `sweep`. */
  free(slot: number): void;
  /** Takes the slots out of every set. */
  sweep(slots: Bits): void;
  readAgain(slot: number, day: number): void;
}

/** Makes an empty table. */
export function createFacetTable(): GrowingTable {
  const [ids, lon, lat, changedAt, startsAt, readDay]: number[][] = [[], [], [], [], [], []] as const;
  const standsUntil: string[] = [];
  const free: number[] = [];
  const live = emptyPostings();
  const values = new Map<string, Map<string, Postings>>();
  const hours = new Map<number, Hours>();

  function postingsOf(facet: string, value: string): Postings {
    const ofFacet = values.get(facet) ?? new Map<string, Postings>();
    values.set(facet, ofFacet);
    const postings = ofFacet.get(value) ?? emptyPostings();
    ofFacet.set(value, postings);
    return postings;
  }

  return {
    ids,
    live,
    values,
    lon,
    lat,
    changedAt,
    startsAt,
    standsUntil,
    readDay,
    hours,
    add(row) {
      const slot = free.pop() ?? ids.length;
      ids[slot] = row.id;
      lon[slot] = row.lon;
      lat[slot] = row.lat;
      changedAt[slot] = row.changedAt;
      startsAt[slot] = row.startsAt;
      standsUntil[slot] = row.standsUntil;
      readDay[slot] = row.readDay;
      if (row.openings) hours.set(slot, hoursOf(row.openings, row.zone));
      addTo(live, slot);
      for (const [facet, own] of row.values) for (const value of own) addTo(postingsOf(facet, value), slot);
      return slot;
    },
    free(slot) {
      ids[slot] = 0;
      hours.delete(slot);
      free.push(slot);
    },
    sweep(slots) {
      if (isEmpty(slots)) return;
      removeAll(live, slots);
      for (const ofFacet of values.values())
        for (const [value, postings] of ofFacet) {
          removeAll(postings, slots);
          if (postings.size === 0) ofFacet.delete(value);
        }
    },
    readAgain(slot, day) {
      readDay[slot] = day;
    },
  };
}

/** The spans of a day are worked out once, at the day's first question. */
function hoursOf(openings: readonly Opening[], zone: string): Hours {
  let day = '';
  let spans: OpenSpans = [];
  return {
    zone,
    openings,
    spansOn(date) {
      if (date !== day) spans = openSpans(openings, date);
      day = date;
      return spans;
    },
  };
}
