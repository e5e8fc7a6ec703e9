import { type Box, boxAround, isInBox, kilometres } from '../distance.ts';
import type { FacetName, Filter } from '../entity.ts';
import { facetNames } from '../entity.ts';
import type { TextMatcher } from '../search/text-matcher.ts';
import type { Bits } from './bits.ts';
import { eachBit, emptyBits, intersect, mergeInto, setBit, subtract } from './bits.ts';
import type { FacetIndex } from './facet-index.ts';
import type { FacetTable } from './facet-table.ts';
import type { FacetValues } from './facet-values.ts';
import { canEnd, leftOutWhen } from './facets.ts';

export interface FilterParts {
  readonly index: FacetIndex;
  readonly values: FacetValues;
  readonly matcher: TextMatcher;
}

/** The slots of a type's table that a filter lets through; `without` leaves one facet out, for counting what choosing in it would give. */
export function bitsOf(filter: Filter, { index, values, matcher }: FilterParts, without?: FacetName): Bits {
  const table = index.table(filter.type);
  const bits = emptyBits(table.ids.length);
  mergeInto(bits, table.live);
  for (const name of facetNames) {
    const chosen = filter[name];
    if (name === without || !chosen || chosen.length === 0) continue;
    const postings = values.of(filter.type, name);
    const any = emptyBits(table.ids.length);
    for (const value of chosen) {
      const found = postings.get(values.valueOf(name, value));
      if (found) mergeInto(any, found);
    }
    intersect(bits, any);
  }
  if (canEnd(filter.type) && !filter.ended) leaveOutEnded(filter, table, bits);
  if (filter.q !== undefined) intersect(bits, matcher.match(filter.type, filter.q).all);
  const { bbox, near } = filter;
  if (bbox) intersect(bits, inBox(table, bits, bbox));
  if (near) {
    const around = inBox(table, bits, boxAround(near));
    intersect(bits, within(table, around, near));
  }
  return bits;
}

/** What is over by its date, and what is met unless just that is asked for. */
function leaveOutEnded(filter: Filter, table: FacetTable, bits: Bits): void {
  const ended = table.values.get('ended');
  for (const why of leftOutWhen(filter)) {
    const gone = emptyBits(table.ids.length);
    const found = ended?.get(why);
    if (!found) continue;
    mergeInto(gone, found);
    subtract(bits, gone);
  }
}

function inBox({ lon, lat }: FacetTable, among: Bits, box: Box): Bits {
  const found = emptyBits(among.length * 32);
  eachBit(among, (slot) => {
    if (isInBox(lon[slot] as number, lat[slot] as number, box)) setBit(found, slot);
  });
  return found;
}

function within({ lon, lat }: FacetTable, among: Bits, near: NonNullable<Filter['near']>): Bits {
  const found = emptyBits(among.length * 32);
  eachBit(among, (slot) => {
    if (kilometres(lon[slot] as number, lat[slot] as number, near.lon, near.lat) <= near.radiusKm) setBit(found, slot);
  });
  return found;
}
