import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { dayMs } from '../../server/registry/registration.ts';
import { type SceneSite, serveScene } from '../http/scene-site.ts';
import type { Followed } from '../ldes-client/follow.ts';
import { openScene, placeTurtle, type Scene, site } from '../observatory.ts';

const count = 120;
const url = (i: number) => `http://grand.localhost/p${i}`;
const places = (changed: Readonly<Record<string, ReturnType<typeof placeTurtle> | typeof gone>> = {}) => [
  site('grand.localhost', {
    ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`/p${i}`, placeTurtle(`Lieu ${i}`)] as const)),
    ...changed,
  }),
];
const gone = { body: '', mediaType: null, status: 410 };
const as = (kind: string) => `https://www.w3.org/ns/activitystreams#${kind}`;

let scene: Scene;
let web: SceneSite;
beforeAll(async () => {
  scene = await openScene(places());
  for (let i = 0; i < count; i++) scene.observatory.register(url(i), 'test');
  await scene.observatory.round();
  web = await serveScene(scene);
});
afterAll(async () => {
  await web.close();
  await scene.close();
});

it('gives the reference client of event streams everything, and then an update and a delete', async () => {
  const folder = new URL('../ldes-client/', import.meta.url);
  const client = fork(fileURLToPath(new URL('follow.ts', folder)), [`${web.url}/feed`], {
    cwd: fileURLToPath(folder),
    execArgv: [],
  });
  const exited = once(client, 'exit');
  const followed: Followed[] = [];
  client.on('message', (member: Followed) => followed.push(member));
  const sees = (total: number) =>
    vi.waitFor(() => expect(followed).toHaveLength(total), { timeout: 30_000, interval: 100 });
  const kindOf = ({ quads }: Followed) => quads.find(({ predicate }) => predicate.endsWith('#type'))?.object;
  const namesIn = ({ id, quads }: Followed) =>
    quads.flatMap((q) => (q.predicate === 'https://schema.org/name' && q.graph === id ? [q.object] : []));

  await sees(count);
  expect(new Set(followed.map(kindOf))).toEqual(new Set([as('Create')]));
  expect(new Set(followed.map(({ versionOf }) => versionOf)).size).toBe(count);
  const seventh = followed.find(({ versionOf }) => versionOf === url(7));
  expect(seventh && namesIn(seventh)).toEqual(['Lieu 7']);

  scene.later(2 * dayMs);
  await scene.serve(places({ '/p7': placeTurtle('Lieu repeint') }));
  await scene.observatory.round();
  await sees(count + 1);
  expect(followed.at(-1)).toMatchObject({ versionOf: url(7), at: '2026-01-03T00:00:00.000Z' });
  expect(followed.slice(-1).map((member) => [kindOf(member), namesIn(member)])).toEqual([
    [as('Update'), ['Lieu repeint']],
  ]);

  scene.later(9 * dayMs);
  await scene.serve(places({ '/p7': gone }));
  await scene.observatory.round();
  await sees(count + 2);
  expect(followed.slice(-1).map((member) => [kindOf(member), member.versionOf, namesIn(member)])).toEqual([
    [as('Delete'), url(7), []],
  ]);
  client.disconnect();
  await exited;
});
