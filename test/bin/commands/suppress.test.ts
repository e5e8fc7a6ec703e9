import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Suppression } from '../../../server/registry/suppressions.ts';
import type { Scene } from '../../observatory.ts';
import { openScene, placeTurtle, site } from '../../observatory.ts';

const cli = fileURLToPath(new URL('../../../server/bin/obsidienne.ts', import.meta.url));
const url = 'http://a.localhost/profil.ttl';
let scene: Scene;

beforeAll(async () => {
  scene = await openScene([site('a.localhost', { '/profil.ttl': placeTurtle('Un lieu') })]);
  scene.observatory.register(url, 'test');
  await scene.observatory.round();
});
afterAll(() => scene.close());

const run = async (...args: string[]) => {
  const env = { ...process.env, OBSIDIENNE_DATA: scene.dataFolder };
  return (await promisify(execFile)(process.execPath, [cli, 'suppress', ...args], { env })).stdout;
};
const names = () =>
  scene.observatory.directory
    .list({ type: 'place' }, { page: 1, size: 9, language: 'fr' })
    .items.map(({ name }) => name);

it('takes down beside a running observatory, lists without telling what, and lifts', async () => {
  expect(await run('--list')).toContain('Nothing is suppressed.');
  expect(names()).toEqual(['Un lieu']);

  const added = JSON.parse(await run(url, '--reason', 'demande du 3 mars', '--json')) as Suppression & {
    registrations: number;
  };
  expect(added).toMatchObject({ kind: 'address', reason: 'demande du 3 mars', registrations: 1 });
  expect(names()).toEqual([]);
  expect(await scene.observatory.followSuppressions()).toBe(1);
  expect(scene.observatory.refuse(url)?.en).toContain('taken down at the request');

  const list = await run('--list');
  expect(list).toContain('demande du 3 mars');
  expect(list).not.toContain('a.localhost');
  expect(list).toContain(added.fingerprint.slice(0, 12));

  await expect(run('http://b.localhost/', '--lift')).rejects.toThrow(/is not on the list/);
  expect(await run(url, '--lift')).toContain('may be read again');
  expect(scene.observatory.refuse(url)).toBeUndefined();
  scene.observatory.register(url, 'test');
  await scene.observatory.round();
  expect(names()).toEqual(['Un lieu']);
});
