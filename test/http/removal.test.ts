import { afterEach, expect, it } from 'vitest';
import { dayMs } from '../../server/registry/registration.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, select, site } from '../observatory.ts';
import { type SceneSite, serveScene } from './scene-site.ts';

let scene: Scene;
let observatory: SceneSite;
afterEach(async () => {
  await observatory.close();
  await scene.close();
});

const turtle = placeTurtle('La Grange', 'schema:description "On y répare des vélos."@fr ;');
const gone = { body: '', mediaType: null, status: 410 };

/** Whether each way to the place still leads to it. */
async function whereItIs() {
  const json = async (path: string) => (await (await observatory.get(path)).json()) as { total: number; count: number };
  const feed = await (await observatory.get('/feed.atom')).text();
  return {
    map: (await json('/api/points')).count === 1,
    page: (await observatory.page('/lieux/grange')).status === 200,
    search: (await json('/api/places?q=velos')).total === 1,
    sparql: (await select(scene.observatory, 'SELECT ?x { ?x <https://schema.org/name> "La Grange"@fr }')).length === 1,
    feed: !feed.includes('<at:deleted-entry ref="http://grange.localhost/#lieu"'),
  };
}
const everywhere = { map: true, page: true, search: true, sparql: true, feed: true };
const nowhere = { map: false, page: false, search: false, sparql: false, feed: false };

it('a removal reaches map, pages, search, SPARQL and feed in the same step', async () => {
  scene = await openScene([site('grange.localhost', { '/': turtle })]);
  observatory = await serveScene(scene);
  scene.observatory.register('http://grange.localhost/', 'test');
  await scene.observatory.round();
  expect(await whereItIs()).toEqual(everywhere);
  await scene.serve([site('grange.localhost', { '/': gone })]);
  scene.later(2 * dayMs);
  expect(await whereItIs()).toEqual(everywhere);
  await scene.observatory.round();
  expect(await whereItIs()).toEqual(nowhere);
  await scene.serve([site('grange.localhost', { '/': turtle })]);
  scene.observatory.register('http://grange.localhost/', 'test');
  await scene.observatory.round();
  // The map is made again as often as it can be afforded: what comes may be a little late, what leaves may not.
  expect({ ...(await whereItIs()), map: true, feed: true }).toEqual(everywhere);
  expect(scene.observatory.changes.latest('place', 'grange')?.kind).toBe('back');
});
