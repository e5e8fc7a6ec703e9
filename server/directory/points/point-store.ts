import type { Bounds, PointsManifest } from '../../points/manifest.ts';
import type { ClusterPage, ClusterRequest, Filtered, TileAddress } from '../../points/point-engine.ts';
import type { Selection } from '../../points/selection.ts';
import type { Directory } from '../directory.ts';
import { namePage } from './name-pages.ts';
import { createPointAnswerer } from './point-answerer.ts';
import type { Build } from './point-builder.ts';
import type { BuiltVersion } from './point-messages.ts';

/** One version of the places, as the map has them. */
export interface PointVersion {
  readonly manifest: PointsManifest;
  /** The file of columns, compressed; null where there are too many places for one file. */
  readonly columns: BuiltVersion['compressed'];
  /** What a page of rows is called, as JSON: lists of key, name and, where it is another, English name. */
  names(page: number): Uint8Array<ArrayBuffer> | undefined;
  /** The rows of a selection, ascending. */
  rows(selection: Selection): readonly number[];
  filter(selection: Selection): Promise<Filtered>;
  count(selection: Selection, box: Bounds): Promise<number>;
  tile(selection: Selection, address: TileAddress): Promise<Uint8Array>;
  cluster(selection: Selection, request: ClusterRequest): Promise<ClusterPage | undefined>;
}

/** The places in the versions that maps may still show; threads of its own make and answer them. */
export interface PointStore {
  /** The newest version: the one of this moment when it can be made soon, else the one before. */
  newest(): Promise<PointVersion>;
  /** Begins to make the version of this moment, so that the next to ask need not wait. */
  refresh(): void;
  /** A version that is still held: the last few are. */
  find(version: string): PointVersion | undefined;
  /** Drops every version, since something in them must no longer be told. */
  forget(): void;
  close(): Promise<void>;
}

export interface PointStoreOptions {
  /** Begins to make the version of a moment. */
  readonly build: (now: Date) => Build;
  readonly directory: Pick<Directory, 'version' | 'idsOf'>;
  readonly now: () => Date;
  /** Milliseconds that only ever grow. */
  readonly elapsed?: () => number;
  /** Up to so many places a version is waited for, and made again whatever it costs. */
  readonly alwaysFresh?: number;
  /** Told when a version could not be made and an older one goes on. */
  readonly onFailure?: (error: unknown) => void;
}

const keptVersions = 4;
/** An older version is for the pages that are open; what was taken down must not be found in it for long. */
const keptMs = 15 * 60_000;
/** Up to so many places nobody is shown an older version than that of the moment: it is made in a second or less. */
const alwaysFresh = 5000;
/** How long the newest version is waited for while an older one could answer, in milliseconds: always fresh, and beyond. */
const patienceMs = { fresh: 5000, large: 500 };
/** And at most this share of the time goes into making versions. */
const buildShare = 0.1;

/** A version, how to find its rows, and when a newer one came. */
interface Held {
  readonly built: BuiltVersion;
  readonly rowsOf: (selection: Selection) => readonly number[];
  replacedAt: number;
}

/** Opens the store; the first version is made at the first question. */
export function createPointStore(options: PointStoreOptions): PointStore {
  const { build, directory, now, elapsed = () => performance.now(), onFailure = () => undefined } = options;
  const fresh = options.alwaysFresh ?? alwaysFresh;
  /** The newest last. */
  let held: Held[] = [];
  let building: { readonly begun: Build; readonly done: Promise<void> } | undefined;
  let builtFor = '';
  let nextBuildAt = 0;
  let later: NodeJS.Timeout | undefined;
  let isClosed = false;
  /** Grows when what is being made is to be thrown away. */
  let era = 0;
  const answerer = createPointAnswerer((version, selection) => findHeld(version)?.rowsOf(selection) ?? [], now);
  const findHeld = (version: string) => held.find(({ built }) => built.manifest.version === version);

  function keep(built: BuiltVersion): void {
    const replaced = held.at(-1);
    if (replaced) replaced.replacedAt = elapsed();
    const newest = findHeld(built.manifest.version) ?? {
      built,
      rowsOf: createRowFinder(built, directory),
      replacedAt: 0,
    };
    newest.replacedAt = Number.POSITIVE_INFINITY;
    held = [...held.filter((one) => one !== newest), newest];
    forgetOld();
  }

  function forgetOld(): void {
    const oldest = elapsed() - keptMs;
    const kept = held.slice(-keptVersions).filter(({ replacedAt }) => replacedAt > oldest);
    for (const one of held) if (!kept.includes(one)) answerer.forget(one.built);
    held = kept;
  }

  const isSmall = () => (held.at(-1)?.built.manifest.count ?? 0) <= fresh;

  /** Starts making the version of this moment, unless it is held, under way, or was made too lately for what it costs. */
  function refresh(): void {
    const wanted = `${directory.version} ${now().toISOString().slice(0, 10)}`;
    if (building || wanted === builtFor) return;
    const waitMs = held.length > 0 ? nextBuildAt - elapsed() : 0;
    if (waitMs > 0) {
      later ??= setTimeout(() => {
        later = undefined;
        refresh();
      }, waitMs).unref();
      return;
    }
    const startedAt = elapsed();
    const begun = build(now());
    const begunIn = era;
    const done = begun.version
      .then((built) => {
        if (era !== begunIn) return;
        builtFor = wanted;
        keep(built);
      })
      .finally(() => {
        const tookMs = elapsed() - startedAt;
        nextBuildAt = isSmall() ? 0 : elapsed() + tookMs / buildShare;
        building = undefined;
      });
    done.catch((error: unknown) => {
      if (!isClosed) onFailure(error);
    });
    building = { begun, done };
  }

  return {
    refresh,
    async newest() {
      refresh();
      // What cannot be made is told to `onFailure`, and the version before goes on.
      const settled = (ms: number) => Promise.race([building?.done.catch(() => undefined), pause(ms)]);
      if (held.length > 0 && building) await settled(isSmall() ? patienceMs.fresh : patienceMs.large);
      // The one that was under way may have been begun before the last change.
      refresh();
      if (isSmall() && building) await settled(patienceMs.fresh);
      for (;;) {
        const newest = held.at(-1);
        if (newest) return open(newest);
        refresh();
        await building?.done;
      }
    },
    find(version) {
      forgetOld();
      const found = findHeld(version);
      return found && open(found);
    },
    forget() {
      era++;
      builtFor = '';
      for (const { built } of held) answerer.forget(built);
      held = [];
    },
    async close() {
      isClosed = true;
      clearTimeout(later);
      await building?.begun.stop();
      await answerer.close();
    },
  };

  function open({ built, rowsOf }: Held): PointVersion {
    return {
      manifest: built.manifest,
      columns: built.compressed,
      names: (page) => namePage(built, page),
      rows: rowsOf,
      filter: async (selection) => (await answerer.ask(built, { about: 'filter', selection })) as Filtered,
      count: async (selection, box) => (await answerer.ask(built, { about: 'count', selection, box })) as number,
      tile: async (selection, address) =>
        (await answerer.ask(built, { about: 'tile', selection, address })) as Uint8Array,
      cluster: async (selection, request) =>
        (await answerer.ask(built, { about: 'cluster', selection, request })) as ClusterPage | undefined,
    };
  }
}

/** Finds a version's rows by what the directory knows now: the search of lists and of the map is one. */
function createRowFinder({ ids }: BuiltVersion, directory: Pick<Directory, 'idsOf'>): Held['rowsOf'] {
  let rowById: Map<number, number> | undefined;
  return ({ q, facets }) => {
    rowById ??= new Map(Array.from(ids, (id, row) => [id, row]));
    const rows: number[] = [];
    for (const id of directory.idsOf({ type: 'place', ...(q === '' ? {} : { q }), ...facets })) {
      const row = rowById.get(id);
      if (row !== undefined) rows.push(row);
    }
    return rows.sort((a, b) => a - b);
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
