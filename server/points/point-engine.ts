import { type Clusters, createClusters } from './clusters.ts';
import type { PointColumns } from './columns-file.ts';
import {
  countValues,
  type FacetChoice,
  type FacetColumn,
  type PartedRows,
  partRows,
  type RowFilter,
} from './count-rows.ts';
import type { Bounds, PointsManifest } from './manifest.ts';
import { isOpenIn } from './open-spans.ts';
import { boundsOf, countWithin, degreesOf, locatedOf, readPositions } from './positions.ts';
import { createRecentlyUsed } from './recently-used.ts';
import { readChoices, type Selection, writeSelection } from './selection.ts';
import { namePagesOfTile, namesFrom, namesPerPage, type PlaceName } from './tile-format.ts';
import { type MarkedPlace, writeTile } from './write-tile.ts';

/** What a selection keeps, and what choosing otherwise would. */
export interface Filtered {
  readonly total: number;
  /** How many of them have a position, and the smallest box around these; null without any. */
  readonly located: number;
  readonly bounds: Bounds | null;
  /** By facet and value, as in the manifest: how many places choosing it, in place of the facet's own choices, would show. */
  readonly facets: readonly (readonly number[])[];
}

export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Which of a cluster's places are wanted. */
export interface ClusterRequest {
  readonly cluster: number;
  readonly offset: number;
  readonly limit: number;
}

/** A place of a cluster, as the map draws it. */
export interface Leaf {
  readonly row: number;
  readonly kind: string;
  readonly lon: number;
  readonly lat: number;
}

export interface ClusterPage {
  /** The zoom at which it comes apart, beyond the map's closest when no view shows it apart. */
  readonly expansionZoom: number;
  readonly leaves: readonly Leaf[];
}

/** Answers from the columns of one version: the same in a browser's worker and in a thread of the server. */
export interface PointEngine {
  filter(selection: Selection): Promise<Filtered>;
  /** How many places of a selection lie in a box. */
  countIn(selection: Selection, box: Bounds): Promise<number>;
  /** A Mapbox Vector Tile; no bytes where there is nothing. */
  tile(selection: Selection, address: TileAddress): Promise<Uint8Array>;
  /** Undefined for a cluster that the selection does not have. */
  cluster(selection: Selection, request: ClusterRequest): Promise<ClusterPage | undefined>;
}

export interface EngineParts {
  readonly manifest: Pick<PointsManifest, 'day' | 'facets' | 'kinds'>;
  readonly columns: PointColumns;
  /** The rows that fit what only the server can tell: words, and values that the manifest does not list. */
  readonly rowsOf: (selection: Selection) => Promise<readonly number[]>;
  /** What rows are called; undefined where it cannot be had just now. */
  readonly namesOf: (rows: readonly number[]) => Promise<readonly (PlaceName | undefined)[]>;
  readonly now: () => Date;
  /** How many rows the selections that are kept may have together. */
  readonly keptRows: number;
}

/** What a selection keeps, those of it that have a position, and, once they were asked for, its counts at a minute and its clusters. */
interface Kept extends PartedRows {
  readonly located: Uint32Array | null;
  counted?: { readonly minute: number; readonly facets: readonly (readonly number[])[] };
  clusters?: Clusters;
}

/** Makes the engine of one version; selections that were asked about lately are kept with their clusters. */
export function createPointEngine(parts: EngineParts): PointEngine {
  const { manifest, columns, rowsOf, namesOf, now, keptRows } = parts;
  const { count } = columns;
  const positions = readPositions(columns.codes);
  const kind = shownKinds(columns, manifest);
  const kindOf = (row: number) => manifest.kinds[kind[row] ?? 0] ?? '';
  const kept = createRecentlyUsed<Kept>({ limit: keptRows, weigh });

  /** The facets' columns; who is open depends on the minute. */
  const columnsAt = (minute: number): FacetColumn[] =>
    manifest.facets.map(({ name, values }) => {
      const column = columns.sets[name] ?? { ids: new Uint32Array(count), sets: [[]] };
      const sets = name === 'open' ? column.sets.map((spans) => (isOpenIn(spans, minute) ? [0] : [])) : column.sets;
      return { ids: column.ids, sets, size: values.length };
    });

  const flagsOf = async (selection: Selection) => {
    const flags = new Uint8Array(count);
    for (const row of await rowsOf(selection)) flags[row] = 1;
    return flags;
  };

  async function readFilter(selection: Selection): Promise<RowFilter> {
    const choices = readChoices(manifest.facets, selection).map(async (choice): Promise<FacetChoice> => {
      const { name = '', isPartial = false } = manifest.facets[choice.facet] ?? {};
      if (!isPartial || choice.unlisted.length === 0) return choice;
      return { ...choice, also: await flagsOf({ q: '', facets: { [name]: choice.unlisted } }) };
    });
    const { q } = selection;
    return {
      ...(q === '' ? {} : { within: await flagsOf({ q, facets: {} }) }),
      choices: await Promise.all(choices),
    };
  }

  function keep(selection: Selection, minute: number): Promise<Kept> {
    const followsClock = (selection.facets['open']?.length ?? 0) > 0;
    return kept.take(`${followsClock ? minute : ''} ${writeSelection(selection)}`, async () => {
      const parted = partRows(count, columnsAt(minute), await readFilter(selection));
      return { ...parted, located: locatedOf(positions, parted.rows) };
    });
  }

  const minuteNow = () => Math.floor((now().getTime() - Date.parse(manifest.day)) / 60_000);

  async function clustersOf(selection: Selection): Promise<Clusters> {
    const found = await keep(selection, minuteNow());
    found.clusters ??= createClusters({ rows: found.located, positions, kind, kinds: manifest.kinds.length });
    return found.clusters;
  }

  async function namesIn(rows: readonly number[], zoom: number): Promise<ReadonlyMap<number, PlaceName>> {
    const pages = new Set(rows.map((row) => Math.floor(row / namesPerPage)));
    if (zoom < namesFrom || pages.size > namePagesOfTile) return new Map();
    const names = await namesOf(rows);
    return new Map(rows.flatMap((row, i) => (names[i] ? [[row, names[i]] as const] : [])));
  }

  return {
    async filter(selection) {
      const minute = minuteNow();
      const found = await keep(selection, minute);
      if (found.counted?.minute !== minute) {
        const facets = countValues(columnsAt(minute), found).map((counts) => [...counts]);
        found.counted = { minute, facets };
      }
      return {
        total: found.total,
        located: found.located?.length ?? columns.codes.length,
        bounds: boundsOf(positions, found.located),
        facets: found.counted.facets,
      };
    },
    async countIn(selection, box) {
      const { located } = await keep(selection, minuteNow());
      return countWithin(positions, located, box);
    },
    async tile(selection, { z, x, y }) {
      const marks = (await clustersOf(selection)).marks(z, x, y);
      if (marks.length === 0) return new Uint8Array();
      const names = await namesIn(
        marks.flatMap((mark) => ('row' in mark ? [mark.row] : [])),
        z,
      );
      return writeTile(marks, (row): MarkedPlace => {
        const { name, en } = names.get(row) ?? {};
        return {
          kind: kindOf(row),
          ...(name === undefined ? {} : { name }),
          ...(en === undefined ? {} : { en }),
        };
      });
    },
    async cluster(selection, { cluster, offset, limit }) {
      const clusters = await clustersOf(selection);
      const rows = clusters.leaves(cluster, { offset, limit });
      const expansionZoom = clusters.expansionZoom(cluster);
      if (!rows || expansionZoom === undefined) return undefined;
      return { expansionZoom, leaves: rows.map((row) => ({ row, kind: kindOf(row), ...degreesOf(positions, row) })) };
    },
  };
}

/** The rows that a selection makes us hold, and something for being held at all. */
function weigh({ total, missed }: Kept): number {
  return [...missed.values()].reduce((sum, { length }) => sum + length, total + 1000);
}

/** By row, the kind that it is drawn by: the first of its set, the last of all for a place without. */
function shownKinds({ sets }: PointColumns, { facets, kinds }: EngineParts['manifest']): Uint8Array {
  const values = facets.find(({ name }) => name === 'kind')?.values ?? [];
  const { ids = [], sets: held = [] } = sets['kind'] ?? {};
  const bySet = held.map(([first]) => {
    const at = kinds.indexOf(values[first ?? -1]?.key ?? '');
    return at < 0 ? kinds.length - 1 : at;
  });
  return Uint8Array.from(ids, (id) => bySet[id] ?? 0);
}
