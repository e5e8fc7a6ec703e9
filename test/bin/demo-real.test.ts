import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import type { RealFigures } from '../../server/bin/commands/demo-real-report.ts';

const run = promisify(execFile);
const command = fileURLToPath(new URL('../../server/bin/obsidienne.ts', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'demo-real-'));
afterAll(() => rmSync(work, { recursive: true }));

/** Runs the command where it can leave its data, and gives back what it said. */
async function demoReal(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { OBSIDIENNE_DATA: _, ...env } = process.env;
  try {
    return {
      code: 0,
      ...(await run(process.execPath, [command, 'demo-real', ...args], { cwd: work, env, timeout: 50_000 })),
    };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

const empty = { organisation: '', adresse: '', web: '', twitter: '', mastodon: '', email: '', tel: '', rss: '' };
const bretagne = (id: string, name: string, [lon, lat]: readonly [number, number], cp: string, ville: string) => ({
  type: 'Feature',
  properties: { ...empty, id, name, structure: 'fablab', cp, ville },
  geometry: { type: 'Point', coordinates: [lon, lat] },
});

function folderWith(files: Record<string, unknown>): string {
  const folder = mkdtempSync(join(work, 'sets-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  return folder;
}

const sets = folderWith({
  'fablabs-tiers-lieux-bretagne-2020.geojson': {
    type: 'FeatureCollection',
    features: [
      bretagne('1', 'Le Phare', [-4.49, 48.39], '29200', 'Brest'),
      bretagne('2', 'La Ruche <b>& Cie</b>', [-1.55, 47.21], '44000', 'Nantes'),
      bretagne('3', 'Bidouille', [-1.67, 48.11], '35000', 'Rennes'),
    ],
  },
  'lieux-numeriques-centre-val-de-loire.json': [
    {
      gid: 1,
      c_nom: 'EPN PERDU',
      c_postcode: 37000,
      c_city: 'TOURS',
      c_lat_coor1: 43.65,
      c_long_coor1: 6.12,
      c__edit_datemaj: '2020/06/30',
      c_categories_espace: '{EPN}',
    },
    { gid: 2, c_nom: '', c_postcode: 37000, c_city: 'TOURS', c_categories_espace: '{EPN}' },
  ],
});

describe('the demonstration on real sets', () => {
  it('reads every published profile by the path of everyone and tells what was met', async () => {
    const { code, stdout, stderr } = await demoReal(sets, '--json');
    expect(stderr).toMatch(/ lacks .*fablabs-france-2017\.json.*: those sets are left out\n$/);
    expect(code).toBe(0);
    const figures = JSON.parse(stdout) as RealFigures;
    expect(figures).toMatchObject({ registered: 4, conforming: 4, violating: 0, unread: 0 });
    expect(figures.quads).toBeGreaterThan(40);
    expect(figures.sets.map(({ key, registered }) => [key, registered])).toEqual([
      ['bretagne-2020', 3],
      ['centre-val-de-loire', 1],
    ]);
    expect(figures.sets.flatMap(({ outside }) => outside)).toEqual([
      expect.objectContaining({ name: 'La Ruche & Cie', cause: 'beyond', shown: true, warned: false }),
      expect.objectContaining({ name: 'EPN PERDU', cause: 'misplaced', shown: true, warned: true }),
    ]);
    expect(figures.sets[1]?.loss.refused).toEqual([{ row: 2, id: '2', reason: 'no name' }]);
  });

  it('asks nothing of the web again when its data was kept', async () => {
    const first = JSON.parse((await demoReal(sets, '--json', '--keep')).stdout) as RealFigures;
    const second = JSON.parse((await demoReal(sets, '--json', '--keep')).stdout) as RealFigures;
    expect({ ...second, seconds: 0 }).toEqual({ ...first, seconds: 0 });
  });

  it('credits each set and lists what lies outside, for people', async () => {
    const { stdout } = await demoReal(sets);
    expect(stdout).toMatch(/^registered 4, conforming 4, violating 0, \d+ quads, \d+\.\d s$/m);
    expect(stdout).toContain('credit: MapLab BZH (G. Rouan, 2020), CC BY 4.0');
    expect(stdout).toMatch(/! EPN PERDU: \d+ km away; the address says 37000 TOURS, the position falls in Var \(83\)/);
    expect(stdout).toContain('row 2 (2): no name');
  });

  it.each([
    ['a folder that does not exist', join(work, 'nowhere'), /nowhere is not a folder/],
    [
      'a folder without the files',
      folderWith({}),
      /^obsidienne: .* lacks .*fablabs-tiers-lieux-bretagne-2020\.geojson and .*, which the mappings read$/,
    ],
    [
      'a file that is not what its mapping says',
      folderWith({ 'fablabs-tiers-lieux-bretagne-2020.geojson': {}, 'lieux-numeriques-centre-val-de-loire.json': [] }),
      /^obsidienne: Mapping bretagne-2020\.json: records: finds nothing in fablabs-tiers-lieux-bretagne-2020\.geojson$/,
    ],
  ])('fails in one line for %s', async (_, folder, message) => {
    const { code, stderr } = await demoReal(folder);
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(message);
  });
});
