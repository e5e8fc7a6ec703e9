import { hash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSnapshot } from '../../server/bin/make-snapshot.ts';
import { snapshotFolder } from '../../server/bin/snapshot-folder.ts';
import { openScene, placeTurtle, type Scene, site } from '../observatory.ts';
import { type Served, serve } from './serve.ts';

let scene: Scene;
let web: Served;
beforeAll(async () => {
  scene = await openScene([site('ouvert.localhost', { '/fiche': placeTurtle('Le lieu ouvert') })]);
  scene.observatory.register('http://ouvert.localhost/fiche', 'test');
  await scene.observatory.round();
  await makeSnapshot({ dataFolder: scene.dataFolder, sharedHosts: ['pods.localhost'] }, { now: scene.now() });
  web = await serve({ snapshotFolder: snapshotFolder(scene.dataFolder) });
});
afterAll(async () => {
  await web.close();
  await scene.close();
});

it('shows each snapshot with files whose sums are right, packed or not, and a citation', async () => {
  expect((await web.get('/snapshots/latest')).headers.get('location')).toBe('/snapshots/2026-01-01');
  const asked = await web.get('/snapshots/2026-01-01', { accept: 'application/json' });
  const { parts, citation } = (await asked.json()) as {
    citation: string;
    parts: { files: { name: string; sha256: string }[] }[];
  };
  expect(citation).toContain('/snapshots/2026-01-01');
  for (const { name, sha256 } of parts.flatMap(({ files }) => files))
    for (const encoding of ['gzip', 'identity']) {
      const answer = await web.get(`/snapshots/2026-01-01/${name}`, { 'accept-encoding': encoding });
      expect(hash('sha256', new Uint8Array(await answer.arrayBuffer())), name).toBe(sha256);
    }
  const page = await (await web.get('/snapshots/2026-01-01', { accept: 'text/html' })).text();
  expect(page).toContain('obsidienne-2026-01-01-open.nq.gz');
  expect(await (await web.get('/snapshots/2026-01-01/CITATION.cff')).text()).toContain('cff-version: 1.2.0');
});

it('answers 404 to dates and names that are none of them', async () => {
  for (const path of [
    '/snapshots/2025-01-01',
    '/snapshots/..%2F..',
    '/snapshots/2026-01-01/snapshot.json',
    '/snapshots/2026-01-01/..%2F..%2Fobsidienne.sqlite',
  ])
    expect((await web.get(path)).status, path).toBe(404);
});
