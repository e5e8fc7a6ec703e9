import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSnapshot } from '../../server/bin/duties/make-snapshot.ts';
import { mapRecords } from '../../server/crosswalk/apply-mapping.ts';
import { mappingOfWritten } from '../../server/crosswalk/mapping.ts';
import { serveScene } from '../http/scene-site.ts';
import { openScene, type Scene } from '../observatory.ts';

/** One set with a licence, and one whose makers have said nothing. */
const setOf = (key: string, license?: string) =>
  mappingOfWritten(
    { format: 'csv', records: '$', id: 'id', profile: "{ 'name': $line('nom') }", ignored: [] },
    {
      key,
      title: { fr: key, en: key },
      dataFile: `${key}.csv`,
      source: { page: 'https://set.example/', file: `https://set.example/${key}.csv`, modified: '2026-01-01' },
      attribution: `Qui a fait ${key}`,
      ...(license ? { license } : {}),
    },
  );

let scene: Scene;
let everything: string;
let withoutLicense: number;
beforeAll(async () => {
  scene = await openScene([], []);
  for (const [mapping, name] of [
    [setOf('ouvert', 'https://spdx.org/licenses/etalab-2.0'), 'Le lieu ouvert'],
    [setOf('muet'), 'Le lieu sans licence'],
  ] as const) {
    const bytes = new TextEncoder().encode(`id,nom\n1,${name}\n`);
    await scene.observatory.importSet(mapping, mapRecords(mapping, [[bytes]]));
  }
  await scene.observatory.round();
  const options = { dataFolder: scene.dataFolder, sharedHosts: ['pods.localhost'], origin: 'https://obs.example' };
  const { made } = await makeSnapshot(options, { now: new Date('2026-02-01T03:00:00Z') });
  withoutLicense = made.withoutLicense;
  const folder = join(scene.dataFolder, 'snapshots', made.date);
  const files = made.parts.flatMap(({ files }) => files.map(({ stored }) => readFileSync(join(folder, stored))));
  everything = files.map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('latin1')).join('');
});
afterAll(() => scene.close());

describe('records of others in downloads', () => {
  it('are both shown, each with whom to credit', () => expect(scene.observatory.directory.counts().place).toBe(2));

  it('are counted on the page of their source as by the query beside the number', async () => {
    await scene.observatory.graph.settled();
    const web = await serveScene(scene);
    try {
      for (const path of ['/sources', '/sources/ouvert', '/sources/muet']) {
        const page = await (await web.page(path)).text();
        const links = [...page.matchAll(/class="figure-query" href="([^"]+)" rel="nofollow" data-counts="(\d+)"/g)];
        expect(links.length, path).toBe(path === '/sources' ? 2 : 1);
        for (const [, href = '', count] of links) {
          const answer = await web.get(href.replaceAll('&amp;', '&'), { accept: 'text/csv' });
          const [, ...rows] = (await answer.text()).trim().split('\r\n');
          expect(
            rows.map((row) => row.split(',')[1]),
            href,
          ).toEqual(Array.from({ length: Number(count) }, () => 'listed'));
        }
      }
      expect(await (await web.page('/sources/ouvert')).text()).toContain('href="/sources/ouvert.json"');
    } finally {
      await web.close();
    }
  });

  it('are there with credit and licence where the set has a licence', () => {
    expect(everything).toContain('Le lieu ouvert');
    expect(everything).toContain('Qui a fait ouvert');
    expect(everything).toContain('etalab-2.0');
  });

  it('stay out where nobody has said under which licence', () => {
    expect(withoutLicense).toBe(1);
    expect(everything).not.toContain('Le lieu sans licence');
    expect(everything).not.toContain('Qui a fait muet');
  });
});
