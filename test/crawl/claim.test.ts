import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayMs } from '../../server/registry/registration.ts';
import { serveScene } from '../http/scene-site.ts';
import { importLabs, lab } from '../imported-labs.ts';
import { openScene, placeTurtle, type Scene, site } from '../observatory.ts';

const record = 'http://sources.localhost/sources/fablabs-france/quai';
const profile = 'http://quai.localhost/fiche';
const own = (more: string, town = '35000') =>
  site('quai.localhost', { '/fiche': placeTurtle('Le Quai, par nous', more).replace('"35000"', `"${town}"`) });
const claiming = `schema:sameAs <${record}#lieu> ;`;

let scene: Scene;
const names = () =>
  scene.observatory.directory
    .list({ type: 'place' }, { page: 1, size: 50, sort: 'name', language: 'fr' })
    .items.map(({ name }) => name);
async function publish(more: string, town?: string) {
  await scene.serve([own(more, town)]);
  scene.later(dayMs);
  scene.observatory.hint(profile, 'test');
  await scene.observatory.round();
}

beforeEach(async () => {
  scene = await openScene([own('')]);
  await importLabs(scene.observatory, [lab({ name: 'Labo du quai' })]);
  scene.observatory.register(profile, 'test');
  await scene.observatory.round();
});
afterEach(() => scene.close());

describe('a record about a place', () => {
  it('stands beside the profile of a place that says nothing of it', () => {
    expect(names()).toEqual(['Labo du quai', 'Le Quai, par nous']);
  });

  it('gives way to the profile that says to be the same, stays as a source, and comes back when that is taken back', async () => {
    await publish(claiming);
    expect(names()).toEqual(['Le Quai, par nous']);
    const [place] = scene.observatory.directory.list({ type: 'place' }, { page: 1, size: 1, language: 'fr' }).items;
    const entity = scene.observatory.directory.entity('place', place?.key ?? '', 'fr');
    expect(entity?.claims).toMatchObject([{ source: record, properties: { equipment: [{ kind: 'concept' }] } }]);
    const web = await serveScene(scene);
    try {
      const moved = await fetch(`${web.url}/lieux/sources-fablabs-france-quai`, { redirect: 'manual' }).catch(
        () => undefined,
      );
      const key = scene.observatory.directory.locate(`${profile}#lieu`)?.key;
      expect([moved?.status, moved?.headers.get('location')]).toEqual([302, `/lieux/${key}`]);
    } finally {
      await web.close();
    }
    await publish('');
    expect(names()).toEqual(['Labo du quai', 'Le Quai, par nous']);
  });

  it('is not taken over by a profile of another town', async () => {
    await scene.serve([
      site('quai.localhost', {
        '/fiche': placeTurtle('Ailleurs', claiming)
          .replace('"35000"', '"13001"')
          .replace('"Rennes"', '"Marseille"')
          .replace('48.11', '43.3')
          .replace('-1.68', '5.37'),
      }),
    ]);
    scene.later(dayMs);
    scene.observatory.hint(profile, 'test');
    await scene.observatory.round();
    expect(names()).toEqual(['Ailleurs', 'Labo du quai']);
  });
});
