import type { DatabaseSync } from 'node:sqlite';
import type { Language } from '../rdf/text.ts';
import type { Filter, ListOptions, Page, Summary } from './entity.ts';
import type { EntityReader } from './entity-reader.ts';
import { descriptionOf, summaryColumns, summaryTables } from './entity-reader.ts';
import { countBits } from './facets/bits.ts';
import type { FacetCounter } from './facets/facet-counter.ts';
import type { FilterParts } from './facets/filter-bits.ts';
import { bitsOf } from './facets/filter-bits.ts';
import type { ListOrder } from './list-order.ts';

/** Every item of a list, in pieces. */
export interface WholeList {
  readonly total: number;
  readonly pieces: Iterable<readonly Summary[]>;
}

const pieceSize = 200;

export interface ListReader {
  list(filter: Filter, options: ListOptions): Page;
  /** The whole of a list, read as it is taken: what is downloaded is never cut, and never held in memory at once. */
  all(filter: Filter, options: Pick<ListOptions, 'sort' | 'language'>): WholeList;
  /** The summaries of some ids of the table `entity`, in their order. */
  summariesOf(ids: readonly number[], language: Language): readonly Summary[];
}

/** Answers lists: one page of summaries, the whole total, and the counts of every facet that suits the type. */
export function createListReader(
  db: DatabaseSync,
  parts: FilterParts & { readonly entities: EntityReader; readonly counter: FacetCounter; readonly order: ListOrder },
): ListReader {
  const { entities, counter, order, matcher } = parts;
  const rowsOf = db.prepare(
    `SELECT ${summaryColumns} FROM json_each(?) j CROSS JOIN ${summaryTables} WHERE e.id = j.value ORDER BY j.key`,
  );
  const summariesOf = (ids: readonly number[], language: Language) =>
    rowsOf.all(JSON.stringify(ids)).map((row) => entities.summary(row, descriptionOf(row), language));
  return {
    summariesOf,
    all(filter, { sort = 'relevance', language }) {
      const bits = bitsOf(filter, parts);
      const total = countBits(bits);
      const ids = order.idsOf(filter, { bits, sort }, { offset: 0, size: total });
      function* pieces() {
        for (let at = 0; at < total; at += pieceSize) yield summariesOf(ids.slice(at, at + pieceSize), language);
      }
      return { total, pieces: pieces() };
    },
    list(filter, { page, size, sort = 'relevance', language, facets = true }) {
      const bits = bitsOf(filter, parts);
      const ids = order.idsOf(filter, { bits, sort }, { offset: (page - 1) * size, size });
      const closeTo = filter.q === undefined ? undefined : matcher.match(filter.type, filter.q).closeTo;
      return {
        total: countBits(bits),
        page,
        size,
        items: summariesOf(ids, language),
        facets: facets ? counter.count(filter, bits) : {},
        ...(closeTo ? { closeTo } : {}),
      };
    },
  };
}
