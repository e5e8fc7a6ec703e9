import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readThings } from '../../server/bin/records/read-things.ts';
import { applyMapping } from '../../server/crosswalk/apply-mapping.ts';
import { mappingOfWritten } from '../../server/crosswalk/mapping.ts';
import { lookAtFile } from '../../server/crosswalk/sketch/look-at-file.ts';
import { sketchMapping } from '../../server/crosswalk/sketch/sketch-mapping.ts';
import { type SceneSite, serveScene } from '../http/scene-site.ts';
import { openScene, type Scene, site } from '../observatory.ts';
import { trialSet } from './trial-set.ts';

interface Said {
  readonly name: string;
  readonly description?: string;
  readonly kind: string;
  readonly address?: { readonly postalCode: string; readonly addressLocality: string };
  readonly at?: readonly [latitude: number, longitude: number];
}

/** What tables and those who read them stumble over. */
const hostile: readonly Said[] = [
  {
    name: `=cmd|' /C calc'!A0`,
    description: '+33 est un indicatif ; @tous, « bienvenue »',
    kind: 'fablab',
    address: { postalCode: '01000', addressLocality: 'Bourg-en-Bresse' },
    at: [46.2051, 5.2255],
  },
  {
    name: `Le "Quai"; l'atelier, où l’on répare`,
    description: 'Première ligne\nDeuxième ligne\n- un\n- deux',
    kind: 'shared-kitchen',
    address: { postalCode: '20200', addressLocality: 'Bastia' },
    at: [42.6977, 9.4508],
  },
  { name: '-12 °C, la chambre froide', kind: 'food-growing-place' },
  { name: '@ccueil', description: '="0123"', kind: 'coworking', at: [-20.8789, 55.4481] },
  { name: '   Œuvre; ""; fin\t', kind: 'cultural-place', at: [48.11, -1.68] },
  { name: 'Éo', kind: 'living-lab', address: { postalCode: '97411', addressLocality: 'Saint-Paul' } },
  { name: '2024', kind: 'craft-workshop' },
];
/** Kinds are told by what repeats. */
const places = [...hostile, ...hostile.map(({ kind }) => ({ name: `Encore ${kind}`, kind }) satisfies Said as Said)];
const clean = (text: string) => text.trim();

function turtleOf({ name, description, kind, address, at }: Said): string {
  const text = (value: string) => `${JSON.stringify(value)}@fr`;
  return `<> foaf:primaryTopic <#lieu> ; dct:license <https://creativecommons.org/licenses/by/4.0/> .
    <#lieu> a obs:ThirdPlace ; schema:name ${text(name)} ; obs:kind kinds:${kind}
      ${description ? `; schema:description ${text(description)}` : ''}
      ${address ? `; schema:address [ schema:addressLocality "${address.addressLocality}" ; schema:postalCode "${address.postalCode}" ]` : ''}
      ${at ? `; schema:geo [ schema:latitude ${at[0]} ; schema:longitude ${at[1]} ]` : ''} .`;
}

let scene: Scene;
let web: SceneSite;
beforeAll(async () => {
  const pages = Object.fromEntries(places.map((place, at) => [`/${at}`, turtleOf(place)]));
  scene = await openScene([site('a.localhost', pages)]);
  for (const path of Object.keys(pages)) scene.observatory.register(`http://a.localhost${path}`, 'test');
  await scene.observatory.round();
  web = await serveScene(scene);
});
afterAll(async () => {
  await web.close();
  await scene.close();
});

/** Read by whoever knows nothing of us: an observatory of others, say. */
async function thereAndBack(path: string) {
  const bytes = new Uint8Array(await (await web.get(path)).arrayBuffer());
  const look = await lookAtFile(() => [bytes], { dataFile: 'essai' }, readThings);
  const mapping = mappingOfWritten((await sketchMapping(look)).written, trialSet);
  const { profiles, report } = await applyMapping(mapping, bytes, { readThings });
  return { back: profiles.map(({ profile }) => profile['primaryTopic'] as Record<string, unknown>), report };
}

describe.each(['/api/places.csv?size=100', '/api/places.csv?size=100&lang=en', '/api/places.geojson?size=100'])(
  'a table of places that goes out and comes back: %s',
  (path) => {
    it('says the same of each, whatever stands in its cells', async () => {
      const { back, report } = await thereAndBack(path);
      expect([report.refused, report.dropped, back.length]).toEqual([[], [], places.length]);
      for (const { name, description, kind, address, at } of places) {
        const found = back.find((one) => one['name'] === clean(name));
        expect(found, name).toMatchObject({
          name: clean(name),
          ...(description ? { description } : {}),
          kind: [`https://w3id.org/obsidienne/kinds/${kind}`],
          ...(at ? { geo: { latitude: at[0], longitude: at[1] } } : {}),
          ...(address ? { address } : {}),
        });
        if (!description) expect(found).not.toHaveProperty('description');
        if (!at && !address) expect(found).not.toHaveProperty('geo');
      }
    });
  },
);

it('runs no formula in a spreadsheet on the way', async () => {
  const text = await (await web.get('/api/places.csv?size=100')).text();
  expect(text).toContain(`'=cmd|' /C calc'!A0`);
  expect(text).not.toMatch(/(?:^|[,\n]"?)[=+@]/m);
});
