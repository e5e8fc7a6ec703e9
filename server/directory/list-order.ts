import type { DatabaseSync } from 'node:sqlite';
import { kilometres } from './distance.ts';
import type { EntityType, Filter, Sort } from './entity.ts';
import { entityTypes } from './entity.ts';
import type { Bits } from './facets/bits.ts';
import { countBits, eachBit, hasBit } from './facets/bits.ts';
import type { FacetIndex } from './facets/facet-index.ts';
import type { FacetTable } from './facets/facet-table.ts';
import { isBefore } from './facets/facets.ts';
import type { TextMatcher } from './search/text-matcher.ts';

/** A stretch of a list. */
export interface Range {
  readonly offset: number;
  readonly size: number;
}

/** Puts the entities of a list in order. */
export interface ListOrder {
  /** The ids of one stretch of the chosen ones; entities that tie stand in the order of their ids, so that no page repeats one. */
  idsOf(filter: Filter, chosen: { readonly bits: Bits; readonly sort: Sort }, range: Range): readonly number[];
}

/** Asking whether a name's entity is chosen costs a fifth of putting a chosen one in its place. */
const askingCost = 0.2;

/** Makes the ordering over the index; names are ordered by the database, the rest by the index's columns. */
export function createListOrder(db: DatabaseSync, index: FacetIndex, matcher: TextMatcher, now: () => Date): ListOrder {
  let asked: { readonly bits: Bits; readonly type: number } | undefined;
  db.function('is_chosen', (id) => {
    const at = index.slotOf(id as number);
    return at && asked && at.type === asked.type && hasBit(asked.bits, at.slot) ? 1 : 0;
  });
  const sql = {
    few: db.prepare(
      'SELECT e.id FROM json_each(?) j CROSS JOIN entity e ON e.id = j.value ORDER BY e.sort_name, e.id LIMIT ? OFFSET ?',
    ),
    many: db.prepare(
      'SELECT e.id FROM entity e WHERE e.lead = 1 AND e.type = ? AND is_chosen(e.id) ORDER BY e.sort_name, e.id LIMIT ? OFFSET ?',
    ),
    all: db.prepare(
      'SELECT e.id FROM entity e WHERE e.lead = 1 AND e.type = ? ORDER BY e.sort_name, e.id LIMIT ? OFFSET ?',
    ),
  };

  function byName(type: EntityType, bits: Bits, { offset, size }: Range): number[] {
    const table = index.table(type);
    const total = countBits(bits);
    // Either the chosen ones are put in order, or the index of all names is read until the page is full.
    const read = Math.min(table.live.size, ((offset + size) * table.live.size) / Math.max(1, total));
    const rows =
      total === table.live.size
        ? sql.all.all(type, size, offset)
        : total < read * askingCost
          ? sql.few.all(JSON.stringify(idsIn(type, bits)), size, offset)
          : many(type, bits, { offset, size });
    return rows.map((row) => row['id'] as number);
  }

  function many(type: EntityType, bits: Bits, { offset, size }: Range) {
    asked = { bits, type: entityTypes.indexOf(type) };
    return sql.many.all(type, size, offset);
  }

  function idsIn(type: EntityType, bits: Bits): number[] {
    const { ids } = index.table(type);
    const found: number[] = [];
    eachBit(bits, (slot) => found.push(ids[slot] as number));
    return found;
  }

  /** The smallest keys first; only the stretch asked for is put in order. */
  function byKey(type: EntityType, bits: Bits, keyOf: (slot: number) => number, { offset, size }: Range): number[] {
    const { ids } = index.table(type);
    const keys = new Float64Array(countBits(bits));
    let at = 0;
    eachBit(bits, (slot) => {
      keys[at++] = keyOf(slot);
    });
    const sorted = keys.slice().sort();
    const [from, to] = [sorted[offset], sorted[Math.min(offset + size, sorted.length) - 1]];
    if (from === undefined || to === undefined || size === 0) return [];
    const stretch: { readonly key: number; readonly id: number }[] = [];
    let before = 0;
    at = 0;
    eachBit(bits, (slot) => {
      const key = keys[at++] as number;
      if (key < from) before++;
      else if (key <= to) stretch.push({ key, id: ids[slot] as number });
    });
    stretch.sort((a, b) => a.key - b.key || a.id - b.id);
    return stretch.slice(offset - before, offset - before + size).map(({ id }) => id);
  }

  function byRelevance(type: EntityType, q: string, bits: Bits, range: Range): number[] {
    const found: number[] = [];
    let { offset, size } = range;
    for (const tier of matcher.match(type, q).tiers()) {
      const part = bits.map((word, at) => word & (tier[at] ?? 0));
      const length = countBits(part);
      if (offset < length && size > 0) {
        const ids = byName(type, part, { offset, size });
        found.push(...ids);
        size -= ids.length;
      }
      offset = Math.max(0, offset - length);
    }
    return found;
  }

  return {
    idsOf(filter, { bits, sort }, range) {
      const { type, near, q } = filter;
      const table = index.table(type);
      switch (sort) {
        case 'name':
          return byName(type, bits, range);
        case 'changed':
          return byKey(type, bits, (slot) => -(table.changedAt[slot] as number), range);
        case 'date':
          return byKey(type, bits, dateKey(table, now()), range);
        case 'distance': {
          if (!near) return byName(type, bits, range);
          const key = (slot: number) =>
            kilometres(table.lon[slot] as number, table.lat[slot] as number, near.lon, near.lat);
          return byKey(type, bits, key, range);
        }
        case 'relevance':
          if (q) return byRelevance(type, q, bits, range);
          if (!near && (type === 'need' || type === 'offer'))
            return byKey(type, bits, standingKey(table, now()), range);
          return this.idsOf(filter, { bits, sort: near ? 'distance' : type === 'event' ? 'date' : 'name' }, range);
      }
    },
  };
}

/** What still stands first, what changed last before the rest; then what is met or over. */
function standingKey({ standsUntil, changedAt }: FacetTable, now: Date): (slot: number) => number {
  const today = now.toISOString().slice(0, 10);
  return (slot) => {
    const until = standsUntil[slot] ?? '';
    const isOver = until === '-' || (until !== '' && isBefore(until, today));
    return (isOver ? 2e15 : 0) - (changedAt[slot] as number);
  };
}

/** What is to come or still on first, the soonest first; then what is past, the last first; then what has no date. */
function dateKey({ startsAt, standsUntil }: FacetTable, now: Date): (slot: number) => number {
  const far = 1e15;
  const today = now.toISOString().slice(0, 10);
  return (slot) => {
    const at = startsAt[slot] as number;
    if (Number.isNaN(at)) return 3 * far;
    return isBefore(standsUntil[slot] || new Date(at).toISOString(), today) ? 2 * far - at : at;
  };
}
