import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../server/bin/config.ts';
import { serverOfThisTest } from '../../graph/external/of-this-test.ts';
import type { StandardServer } from '../../graph/external/standard-server.ts';
import { rows } from '../../graph/read-answer.ts';
import { openScene, placeTurtle, type Scene, site } from '../../observatory.ts';

const cli = fileURLToPath(new URL('../../../server/bin/obsidienne.ts', import.meta.url));
let scene: Scene;
beforeAll(async () => {
  scene = await openScene(
    [
      site('quai.localhost', { '/fiche': placeTurtle('L’atelier du quai') }),
      site('halle.localhost', { '/fiche': placeTurtle('La halle') }),
    ],
    undefined,
    { config: { sharedHosts: readConfig({}).sharedHosts } },
  );
  for (const host of ['quai', 'halle']) scene.observatory.register(`http://${host}.localhost/fiche`, 'test');
  await scene.observatory.round();
});
afterAll(() => scene.close());

function run(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const env = { ...process.env, OBSIDIENNE_DATA: scene.dataFolder };
  return new Promise((resolve) =>
    execFile(process.execPath, [cli, 'graph-files', ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    ),
  );
}

/** What a server answers who knows nothing of us. */
async function ask({ address }: StandardServer, query: string): Promise<readonly string[]> {
  const answer = await fetch(address.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/sparql-results+json' },
    body: new URLSearchParams({ query }),
  });
  const { results } = (await answer.json()) as {
    readonly results: { readonly bindings: readonly Readonly<Record<string, { readonly value: string }>>[] };
  };
  return results.bindings.flatMap((row) => Object.values(row).map(({ value }) => value));
}

describe('obsidienne graph-files', () => {
  it('writes beside a running observatory what a server answers from as it does', async () => {
    const folder = join(scene.dataFolder, 'for-the-loader');
    const { code, out, err } = await run(folder, '--json');
    expect([code, err]).toEqual([0, '']);
    const { files, held, graphs } = JSON.parse(out) as { files: string[]; held: string; graphs: number };
    expect(graphs).toBeGreaterThan(6);
    const server = await serverOfThisTest();
    for (const name of [...files, held])
      await server.load(gunzipSync(readFileSync(join(folder, name))).toString('utf8'));
    const own = scene.observatory.graph;
    await own.settled();
    const names = '?place <https://schema.org/name> ?name';
    const inUnion = await ask(
      server,
      `SELECT ?name { GRAPH <urn:obsidienne:graph:union> { ${names} } } ORDER BY ?name`,
    );
    expect(inUnion).toEqual(['La halle', 'L’atelier du quai']);
    expect(inUnion).toEqual(await rows(own, `SELECT ?name { ${names} }`));
    const all = '?s ?p ?o';
    expect(await ask(server, `SELECT (COUNT(*) AS ?n) { GRAPH <urn:obsidienne:graph:union> { ${all} } }`)).toEqual(
      await rows(own, `SELECT (COUNT(*) AS ?n) { ${all} }`),
    );
  });

  it('says in a line what was written, and refuses a folder with something in it', async () => {
    const folder = join(scene.dataFolder, 'once-more');
    const first = await run(folder);
    expect(first.out).toMatch(
      /^\d+ graphs, \d+ statements in 1 file of .+once-more; load held\.nq\.gz when all of them are in\n$/,
    );
    const second = await run(folder);
    expect(second.code).toBe(1);
    expect(second.err).toMatch(/^obsidienne: the folder .+ is not empty: name a new one/);
  });
});
