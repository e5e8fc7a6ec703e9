import type { DatabaseSync } from 'node:sqlite';
import type { PointColumns } from '../../points/columns-file.ts';
import type { FacetDictionary, PointsManifest } from '../../points/manifest.ts';
import { eastOf, southOf, squareOf } from '../../points/mercator.ts';
import { mortonCode } from '../../points/morton.ts';
import { boundsOf, readPositions } from '../../points/positions.ts';
import { collectSets, type SetColumn } from '../../points/set-column.ts';
import type { PlaceName } from '../../points/tile-format.ts';
import { type Text, wording } from '../../rdf/text.ts';
import { readAttributions } from '../attributions.ts';
import type { Concepts } from '../concepts.ts';
import type { FacetName } from '../entity.ts';
import { eachBit, type Postings } from '../facets/bits.ts';
import { createFacetCounter } from '../facets/facet-counter.ts';
import { createFacetIndex } from '../facets/facet-index.ts';
import type { FacetTable } from '../facets/facet-table.ts';
import { createFacetValues, type FacetValues } from '../facets/facet-values.ts';
import { facetsOfType } from '../facets/facets.ts';
import type { FilterParts } from '../facets/filter-bits.ts';
import { bitsOf } from '../facets/filter-bits.ts';
import { territoryIri, territoryName } from '../territory-names.ts';
import { createOpenSpans } from './open-spans.ts';

/** The places of one state of the directory. */
export interface ReadPoints {
  readonly manifest: Omit<PointsManifest, 'version' | 'hasColumns'>;
  readonly columns: PointColumns;
  /** By row. */
  readonly names: readonly PlaceName[];
  readonly ids: Uint32Array;
}

const otherKind = 'other';

/** Reads every place of the directory's tables, as they are at `now`. */
export function readPoints(db: DatabaseSync, concepts: Concepts, now: Date): ReadPoints {
  const index = createFacetIndex(db, concepts, () => now);
  const values = createFacetValues(db, index, () => now);
  const table = index.table('place');
  const named = readNames(db);
  const { slots, codes } = orderSlots(table, named);
  const rowOf = new Int32Array(table.ids.length).fill(-1);
  for (const [row, slot] of slots.entries()) rowOf[slot] = row;
  const day = now.toISOString().slice(0, 10);
  const facets = readDictionaries(db, concepts, { index, values });
  const rows = slots.map((slot) => named.get(table.ids[slot] ?? 0) ?? unnamed);
  const sets = Object.fromEntries(
    facets.map(({ name, values: listed }) => {
      if (name === 'open') return [name, openColumn(table, { rowOf, count: slots.length, day })];
      const postings = values.of('place', name as FacetName);
      const held = listed.map(({ key }) => postings.get(values.valueOf(name as FacetName, key)));
      const first = name === 'kind' ? statedFirst(rows, listed) : undefined;
      return [name, facetColumn(held, { rowOf, count: slots.length, first })];
    }),
  );
  // Places without a kind are drawn as the last one.
  const kinds = concepts.inScheme('kinds').map(({ key }) => key);
  kinds.sort((a, b) => Number(a === otherKind) - Number(b === otherKind));
  return {
    manifest: {
      day,
      count: slots.length,
      located: codes.length,
      bounds: boundsOf(readPositions(codes), null),
      facets,
      kinds,
      attributions: readAttributions(db),
    },
    columns: { count: slots.length, codes, sets },
    names: rows.map(({ kinds: _kinds, ...name }) => name),
    ids: Uint32Array.from(slots, (slot) => table.ids[slot] ?? 0),
  };
}

interface NamedPlace extends PlaceName {
  /** The IRIs of its kinds, as it states them. */
  readonly kinds: readonly string[];
}

const unnamed: NamedPlace = { key: '', name: '', kinds: [] };

function readNames(db: DatabaseSync): ReadonlyMap<number, NamedPlace> {
  const rows = db
    .prepare(
      `SELECT e.id, k.key, e.description ->> '$.names' AS names, e.concepts ->> '$.kind' AS kinds
       FROM entity e JOIN entity_key k ON k.iri = e.iri WHERE e.lead = 1 AND e.type = 'place'`,
    )
    .iterate();
  const found = new Map<number, NamedPlace>();
  for (const row of rows) {
    const names = JSON.parse(row['names'] as string) as Text;
    const [name, en] = [wording(names, 'fr'), wording(names, 'en')];
    found.set(row['id'] as number, {
      key: row['key'] as string,
      name,
      ...(en === name ? {} : { en }),
      kinds: row['kinds'] === null ? [] : (JSON.parse(row['kinds'] as string) as string[]),
    });
  }
  return found;
}

/** The places with a position along the Morton curve, then the others; what ties stands in the order of the keys. */
function orderSlots(table: FacetTable, named: ReadonlyMap<number, NamedPlace>) {
  const slots: number[] = [];
  const { lon, lat } = table;
  const codes = new Float64Array(table.ids.length).fill(Number.MAX_SAFE_INTEGER);
  let count = 0;
  eachOf(table.live, (slot) => {
    slots.push(slot);
    if (Number.isNaN(lon[slot])) return;
    codes[slot] = mortonCode(squareOf(eastOf(lon[slot] as number)), squareOf(southOf(lat[slot] as number)));
    count++;
  });
  const keyOf = (slot: number) => named.get(table.ids[slot] ?? 0)?.key ?? '';
  slots.sort((a, b) => (codes[a] as number) - (codes[b] as number) || (keyOf(a) < keyOf(b) ? -1 : 1));
  return { slots, codes: Float64Array.from(slots.slice(0, count), (slot) => codes[slot] as number) };
}

/** The values that lists offer for places, the most frequent first, and the régions, which addresses may name. */
function readDictionaries(
  db: DatabaseSync,
  concepts: Concepts,
  { index, values }: Pick<FilterParts, 'index' | 'values'>,
): FacetDictionary[] {
  const matcher: FilterParts['matcher'] = {
    match: () => {
      throw new Error('no words are searched for here');
    },
  };
  const parts = { index, values, matcher };
  const filter = { type: 'place' } as const;
  const counted = createFacetCounter(db, concepts, parts).count(filter, bitsOf(filter, parts));
  return facetsOfType.place.map((name) => {
    const listed = (counted[name] ?? []).map(({ key, iri, label }) => ({ key, iri, label }));
    if (name === 'territory') return { name, isPartial: true, values: [...listed, ...regions(values)] };
    const last = (key: string) => Number(name === 'kind' && key === otherKind);
    return { name, isPartial: false, values: listed.sort((a, b) => last(a.key) - last(b.key)) };
  });
}

function regions(values: FacetValues): FacetDictionary['values'] {
  const codes = [...values.of('place', 'territory').keys()].filter((code) => code.startsWith('R')).sort();
  return codes.map((key) => {
    const name = territoryName(key);
    return { key, iri: territoryIri(key), label: { fr: name, en: name } };
  });
}

interface Rows {
  readonly rowOf: Int32Array;
  readonly count: number;
}

/** The values that rows hold; `first` says which of a row's values comes before the others, -1 for none. */
function facetColumn(
  held: readonly (Postings | undefined)[],
  { rowOf, count, first }: Rows & { readonly first: Int32Array | undefined },
): SetColumn {
  const sets = collectSets(count);
  for (const [row, value] of first?.entries() ?? []) if (value >= 0) sets.add(row, value);
  for (const [value, postings] of held.entries())
    if (postings)
      eachOf(postings, (slot) => {
        const row = rowOf[slot] as number;
        if (first?.[row] !== value) sets.add(row, value);
      });
  return sets.finish();
}

/** By row, the first kind that the place states and we know: the one that it is drawn by. */
function statedFirst(rows: readonly NamedPlace[], listed: FacetDictionary['values']): Int32Array {
  const at = new Map(listed.map(({ iri }, value) => [iri, value]));
  return Int32Array.from(rows, ({ kinds }) => at.get(kinds.find((iri) => at.has(iri)) ?? '') ?? -1);
}

function openColumn({ hours }: FacetTable, { rowOf, count, day }: Rows & { readonly day: string }): SetColumn {
  const sets = collectSets(count);
  const { spansOf } = createOpenSpans(day);
  for (const [slot, written] of hours) for (const minute of spansOf(written)) sets.add(rowOf[slot] as number, minute);
  return sets.finish();
}

function eachOf({ list, bits }: Postings, visit: (at: number) => void): void {
  if (list) list.forEach(visit);
  else if (bits) eachBit(bits, visit);
}
