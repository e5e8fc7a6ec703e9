import type { DatabaseSync } from 'node:sqlite';
import type { PointColumns } from '../../points/columns-file.ts';
import type { FacetDictionary, PointsManifest } from '../../points/manifest.ts';
import { mortonCode, partsPerDegree } from '../../points/morton.ts';
import { boundsOf } from '../../points/positions.ts';
import { collectSets, type SetColumn } from '../../points/set-column.ts';
import type { PlaceName } from '../../points/tile-format.ts';
import { VOCAB } from '../../rdf/terms.ts';
import { type Text, wording } from '../../rdf/text.ts';
import { readAttributions } from '../attributions.ts';
import { eachBit, type Postings } from '../bits.ts';
import type { Concepts } from '../concepts.ts';
import type { FacetName } from '../entity.ts';
import { createFacetCounter } from '../facet-counter.ts';
import { createFacetIndex, type FacetTable } from '../facet-index.ts';
import { createFacetValues, type FacetValues } from '../facet-values.ts';
import { facetsOfType } from '../facets.ts';
import type { FilterParts } from '../filter-bits.ts';
import { bitsOf } from '../filter-bits.ts';
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
  const { slots, lon, lat } = orderSlots(table, named);
  const rowOf = new Int32Array(table.ids.length).fill(-1);
  for (const [row, slot] of slots.entries()) rowOf[slot] = row;
  const day = now.toISOString().slice(0, 10);
  const facets = readDictionaries(db, concepts, { index, values });
  const kinds = concepts.inScheme('kinds').map(({ key }) => key);
  const sets = Object.fromEntries(
    facets.map(({ name, values: listed }) => {
      if (name === 'open') return [name, openColumn(table, { rowOf, count: slots.length, day })];
      const postings = values.of('place', name as FacetName);
      const held = listed.map(({ key }) => postings.get(values.valueOf(name as FacetName, key)));
      return [name, facetColumn(held, { rowOf, count: slots.length })];
    }),
  );
  const rows = slots.map((slot) => named.get(table.ids[slot] ?? 0) ?? unnamed);
  const shown = collectSets(slots.length);
  for (const [row, { kind }] of rows.entries()) shown.add(row, shownKind(kind, kinds));
  return {
    manifest: {
      day,
      count: slots.length,
      located: lon.length,
      bounds: boundsOf({ lon, lat }, null),
      facets,
      kinds,
      attributions: readAttributions(db),
    },
    columns: { count: slots.length, lon, lat, sets: { ...sets, shown: shown.finish() } },
    names: rows.map(({ kind: _kind, ...name }) => name),
    ids: Uint32Array.from(slots, (slot) => table.ids[slot] ?? 0),
  };
}

interface NamedPlace extends PlaceName {
  readonly kind: string | null;
}

const unnamed: NamedPlace = { key: '', name: '', kind: null };

function readNames(db: DatabaseSync): ReadonlyMap<number, NamedPlace> {
  const rows = db
    .prepare(
      `SELECT e.id, k.key, e.description ->> '$.names' AS names, e.concepts ->> '$.kind[0]' AS kind
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
      kind: row['kind'] as string | null,
    });
  }
  return found;
}

/** The places with a position along the Morton curve, then the others; what ties stands in the order of the keys. */
function orderSlots(table: FacetTable, named: ReadonlyMap<number, NamedPlace>) {
  const slots: number[] = [];
  const parts = (degrees: number | undefined) => Math.round((degrees ?? 0) * partsPerDegree);
  const codes = new Float64Array(table.ids.length).fill(Number.MAX_SAFE_INTEGER);
  let count = 0;
  eachOf(table.live, (slot) => {
    slots.push(slot);
    if (Number.isNaN(table.lon[slot])) return;
    codes[slot] = mortonCode(parts(table.lon[slot]), parts(table.lat[slot]));
    count++;
  });
  const keyOf = (slot: number) => named.get(table.ids[slot] ?? 0)?.key ?? '';
  slots.sort((a, b) => (codes[a] as number) - (codes[b] as number) || (keyOf(a) < keyOf(b) ? -1 : 1));
  const located = slots.slice(0, count);
  return {
    slots,
    lon: Int32Array.from(located, (slot) => parts(table.lon[slot])),
    lat: Int32Array.from(located, (slot) => parts(table.lat[slot])),
  };
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

function facetColumn(held: readonly (Postings | undefined)[], { rowOf, count }: Rows): SetColumn {
  const sets = collectSets(count);
  for (const [value, postings] of held.entries())
    if (postings) eachOf(postings, (slot) => sets.add(rowOf[slot] as number, value));
  return sets.finish();
}

function openColumn({ hours }: FacetTable, { rowOf, count, day }: Rows & { readonly day: string }): SetColumn {
  const sets = collectSets(count);
  const { spansOf } = createOpenSpans(day);
  for (const [slot, written] of hours) for (const minute of spansOf(written)) sets.add(rowOf[slot] as number, minute);
  return sets.finish();
}

function shownKind(iri: string | null, kinds: readonly string[]): number {
  const at = kinds.indexOf(iri?.slice(`${VOCAB}kinds/`.length) ?? '');
  return at < 0 ? Math.max(0, kinds.indexOf(otherKind)) : at;
}

function eachOf({ list, bits }: Postings, visit: (at: number) => void): void {
  if (list) list.forEach(visit);
  else if (bits) eachBit(bits, visit);
}
