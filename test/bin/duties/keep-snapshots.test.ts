import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepSnapshots, type SnapshotKeeper } from '../../../server/bin/duties/keep-snapshots.ts';
import { listSnapshots } from '../../../server/opendata/kept-snapshots.ts';
import { openScene, placeTurtle, type Scene, site } from '../../observatory.ts';

let scene: Scene;
let keeper: SnapshotKeeper | undefined;
beforeEach(async () => {
  scene = await openScene([site('lieu.localhost', { '/fiche': placeTurtle('Le lieu') })]);
  scene.observatory.register('http://lieu.localhost/fiche', 'test');
  await scene.observatory.round();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(async () => {
  keeper?.stop();
  vi.useRealTimers();
  await scene.close();
});

const dates = () => listSnapshots(join(scene.dataFolder, 'snapshots')).map(({ date }) => date);

it('writes a snapshot when a day begins, once nothing waits to be read, and keeps the first of each month for ever', async () => {
  let now = new Date('2026-02-01T00:00:30Z');
  let isIdle = false;
  const failures: unknown[] = [];
  keeper = keepSnapshots(
    { dataFolder: scene.dataFolder, sharedHosts: ['pods.localhost'] },
    {
      isIdle: () => isIdle,
      suppressionList: scene.observatory.suppressionList,
      onFailure: (error) => failures.push(error),
      now: () => now,
    },
  );
  const aMinuteLater = () => vi.advanceTimersByTime(60_000);
  const becomes = (expected: readonly string[]) =>
    vi.waitFor(
      () => {
        aMinuteLater();
        expect(failures).toEqual([]);
        expect(dates()).toEqual(expected);
      },
      { timeout: 20_000, interval: 100 },
    );
  aMinuteLater();
  expect(dates()).toEqual([]);
  isIdle = true;
  await becomes(['2026-02-01']);
  now = new Date('2026-02-02T00:00:30Z');
  await becomes(['2026-02-02', '2026-02-01']);
  now = new Date('2026-04-10T00:00:30Z');
  await becomes(['2026-04-10', '2026-02-01']);
}, 60_000);
