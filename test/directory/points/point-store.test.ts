import { afterEach, describe, expect, it } from 'vitest';
import { packPoints } from '../../../server/directory/points/pack-points.ts';
import type { Build } from '../../../server/directory/points/point-builder.ts';
import type { BuiltVersion } from '../../../server/directory/points/point-messages.ts';
import {
  createPointStore,
  type PointStore,
  type PointStoreOptions,
} from '../../../server/directory/points/point-store.ts';
import { everything } from '../../../server/points/selection.ts';
import { inventPoints } from '../../points/invented-points.ts';

let store: PointStore | undefined;
afterEach(() => store?.close());

const versionOf = (count: number) => packPoints(inventPoints(count), 1000);

/** A store over a directory of `state.version` places; each build waits to be let go. */
function openStore(more: Partial<PointStoreOptions> = {}) {
  const state = { version: 10, builds: 0, now: new Date('2026-11-25T12:00:00Z'), elapsedMs: 0 };
  const held: { readonly go: (version: BuiltVersion) => void; readonly fail: (error: Error) => void }[] = [];
  let isHeld = false;
  const opened = createPointStore({
    directory: {
      get version() {
        return state.version;
      },
      idsOf: ({ q }) => (q === 'two' ? [2, 1, 999] : []),
    },
    now: () => state.now,
    elapsed: () => state.elapsedMs,
    build(): Build {
      state.builds++;
      const count = state.version;
      const version = isHeld
        ? new Promise<BuiltVersion>((resolve, reject) => held.push({ go: resolve, fail: reject }))
        : Promise.resolve(versionOf(count));
      return { version, stop: async () => undefined };
    },
    ...more,
  });
  store = opened;
  return {
    opened,
    state,
    held,
    hold(hold: boolean) {
      isHeld = hold;
    },
  };
}

const countIn = async (opened: PointStore) => (await opened.newest()).manifest.count;

describe('the store of points', () => {
  it('makes a version at the first question, and again only when the directory has changed', async () => {
    const { opened, state } = openStore();
    expect(await countIn(opened)).toBe(10);
    expect(await countIn(opened)).toBe(10);
    expect(state.builds).toBe(1);
    state.version = 11;
    expect(await countIn(opened)).toBe(11);
  });

  it('makes a new one with the day, since needs end and readings age', async () => {
    const { opened, state } = openStore();
    await opened.newest();
    state.now = new Date('2026-11-26T00:00:01Z');
    await opened.newest();
    expect(state.builds).toBe(2);
  });

  it('answers from the version before while a newer one takes its time', async () => {
    const { opened, state, held, hold } = openStore({ alwaysFresh: 0 });
    await opened.newest();
    hold(true);
    state.version = 12;
    expect(await countIn(opened)).toBe(10);
    held[0]?.go(versionOf(12));
    await expect.poll(() => countIn(opened)).toBe(12);
  });

  it('goes on with the version before when a newer one cannot be made, and tells', async () => {
    const failures: unknown[] = [];
    const { opened, state, held, hold } = openStore({ alwaysFresh: 0, onFailure: (error) => failures.push(error) });
    await opened.newest();
    hold(true);
    state.version = 12;
    const asked = countIn(opened);
    held[0]?.fail(new Error('disk on fire'));
    expect(await asked).toBe(10);
    expect(failures.map(String)).toEqual(['Error: disk on fire']);
  });

  it('keeps the last versions for the pages that are open, and lets older ones go', async () => {
    const { opened, state } = openStore();
    const versions: string[] = [];
    for (let count = 10; count < 16; count++) {
      state.version = count;
      versions.push((await opened.newest()).manifest.version);
    }
    expect(versions.map((version) => opened.find(version) !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
    const [, , old = ''] = versions;
    expect(await opened.find(old)?.filter(everything)).toMatchObject({ total: 12 });
  });

  it('lets a version go a quarter of an hour after a newer one came, whoever still shows it', async () => {
    const { opened, state } = openStore();
    const before = (await opened.newest()).manifest.version;
    state.version = 11;
    await opened.newest();
    state.elapsedMs = 14 * 60_000;
    expect(opened.find(before)).toBeDefined();
    state.elapsedMs = 16 * 60_000;
    expect(opened.find(before)).toBeUndefined();
    expect(await countIn(opened)).toBe(11);
  });

  it('makes versions that take long seldom, but in the end', async () => {
    const { opened, state, held, hold } = openStore({ alwaysFresh: 0 });
    await opened.newest();
    hold(true);
    state.version = 12;
    opened.refresh();
    state.elapsedMs = 2000;
    held[0]?.go(versionOf(12));
    await expect.poll(() => countIn(opened)).toBe(12);
    hold(false);
    state.version = 13;
    expect(await countIn(opened)).toBe(12);
    state.elapsedMs = 2000 + 19_000;
    expect(await countIn(opened)).toBe(12);
    state.elapsedMs = 2000 + 21_000;
    expect(await countIn(opened)).toBe(13);
  });

  it('answers nothing of any version once it was told to forget, nor of one that was being made', async () => {
    const { opened, state, held, hold } = openStore();
    const before = (await opened.newest()).manifest.version;
    hold(true);
    state.version = 12;
    opened.refresh();
    opened.forget();
    expect(opened.find(before)).toBeUndefined();
    const asked = opened.newest();
    held[0]?.go(versionOf(12));
    await expect.poll(() => held.length).toBe(2);
    held[1]?.go(versionOf(11));
    expect((await asked).manifest.count).toBe(11);
  });

  it('finds rows by what the directory finds, in the order of the rows', async () => {
    const { opened } = openStore();
    const version = await opened.newest();
    expect(version.rows({ q: 'two', facets: {} })).toEqual([0, 1]);
    // The thread that answers asks for them too.
    expect(await version.filter({ q: 'two', facets: {} })).toMatchObject({ total: 2 });
  });

  it('offers no file of columns when the places are too many for one, and answers tiles all the same', async () => {
    const { opened, state } = openStore();
    state.version = 1001;
    const version = await opened.newest();
    expect(version.manifest.hasColumns).toBe(false);
    expect(version.columns).toBeNull();
    expect((await version.tile(everything, { z: 0, x: 0, y: 0 })).length).toBeGreaterThan(0);
  });

  it('is called by what it says: the same places are the same version, another name is another', () => {
    const points = inventPoints(20);
    const hash = (read: typeof points) => packPoints(read, 1000).manifest.version;
    expect(hash(inventPoints(20))).toBe(hash(points));
    const renamed = {
      ...points,
      names: points.names.map((name, row) => (row === 7 ? { ...name, name: 'Autre' } : name)),
    };
    expect(hash(renamed)).not.toBe(hash(points));
  });
});
