import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openImports } from '../../../server/bin/records/open-imports.ts';
import { mapRecords } from '../../../server/crosswalk/apply-mapping.ts';
import { mappingOfWritten } from '../../../server/crosswalk/mapping.ts';
import { openScene, type Scene } from '../../observatory.ts';

const mapping = mappingOfWritten(
  { format: 'csv', records: '$', id: 'id', profile: "{ 'name': $line('nom') }", ignored: [] },
  {
    key: 'essai',
    title: { fr: 'Essai', en: 'Trial' },
    dataFile: 'essai.csv',
    source: { page: 'https://set.example/', file: 'https://set.example/data', modified: '2026-01-01' },
    attribution: 'Personne',
  },
);
const table = (count: number, named: string) =>
  `id,nom\n${Array.from({ length: count }, (_, at) => `r${at},${named} ${at}`).join('\n')}\n`;
const mapped = (text: string) => mapRecords(mapping, [[new TextEncoder().encode(text)]]);

let folder: string;
const open = () => openImports({ dataFolder: folder, sharedHosts: [] });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-set-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('an import', () => {
  it('shows all of its records at once, however many transactions it took', async () => {
    const { db, importSet, memory } = open();
    const seen = new Set<number>();
    const looking = setInterval(() => seen.add(memory.records.ids('essai', 0, 5000).length), 1);
    const { added } = await importSet(mapping, mapped(table(1500, 'Lieu')));
    await importSet(mapping, mapped(table(1400, 'Autre lieu')), { mayLose: true });
    clearInterval(looking);
    expect(added.count).toBe(1500);
    expect([...seen].filter((count) => ![0, 1500, 1400].includes(count))).toEqual([]);
    expect(memory.records.find('essai', 'r3')?.document).toContain('Autre lieu 3');
    expect(memory.records.find('essai', 'r1450')).toBeUndefined();
    expect(memory.records.findSet('essai')?.records).toBe(1400);
    expect(db.prepare('SELECT count(*) AS n FROM record').get()).toEqual({ n: 1400 });
    db.close();
  });

  it('that breaks off changes nothing, and leaves nothing behind once the next is through', async () => {
    const { db, importSet, memory } = open();
    await importSet(mapping, mapped(table(600, 'Lieu')));
    await expect(importSet(mapping, mapped(`${table(600, 'Autre')}"cassé`))).rejects.toThrow(/[Qq]uote/);
    expect(memory.records.find('essai', 'r3')?.document).toContain('Lieu 3');
    expect(memory.records.ids('essai', 0, 5000)).toHaveLength(600);
    expect(await importSet(mapping, mapped(table(600, 'Lieu')))).toMatchObject({
      changed: { count: 0 },
      added: { count: 0 },
    });
    expect(db.prepare('SELECT count(*) AS n FROM record').get()).toEqual({ n: 600 });
    db.close();
  });

  it('is not begun while another one is under way', async () => {
    const [one, two] = [open(), open()];
    const first = one.importSet(mapping, mapped(table(600, 'Lieu')));
    await expect(two.importSet(mapping, mapped(table(600, 'Lieu')))).rejects.toThrow(/another import is under way/);
    await first;
    one.db.close();
    two.db.close();
  });

  it('that is killed at any moment leaves the set as it was or as it is to be, and every record due', async () => {
    const file = join(folder, 'essai.csv');
    const header = {
      ...mapping.written,
      ...{ title: mapping.title, dataFile: 'essai.csv', source: mapping.source, attribution: 'Personne' },
    };
    writeFileSync(join(folder, 'essai.json'), JSON.stringify({ ...header, profile: 'essai.jsonata' }));
    writeFileSync(join(folder, 'essai.jsonata'), mapping.written?.profile ?? '');
    const cli = fileURLToPath(new URL('../../../server/bin/obsidienne.ts', import.meta.url));
    const env = { ...process.env, OBSIDIENNE_DATA: folder, OBSIDIENNE_SPARQL_REPLICAS: '1' };
    const counts: number[] = [];
    for (const ms of [300, 420, 500, 580, 660, 760, 900]) {
      writeFileSync(file, table(1000, `Lieu ${ms}`));
      const child = spawn(process.execPath, [cli, 'import', join(folder, 'essai.json'), file], {
        env,
        stdio: 'ignore',
      });
      await pause(ms);
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      const { db, memory } = open();
      const ids = memory.records.ids('essai', 0, 5000);
      const names = new Set(ids.map((id) => /Lieu (\d+) /.exec(memory.records.find('essai', id)?.document ?? '')?.[1]));
      counts.push(ids.length);
      expect([0, 1000]).toContain(ids.length);
      expect(names.size).toBeLessThanOrEqual(1);
      db.close();
    }
    const { db, importSet, memory } = open();
    await importSet(mapping, mapped(table(1000, 'Enfin')));
    expect(memory.records.unsettled()).toEqual([]);
    expect(db.prepare('SELECT count(*) AS n FROM record').get()).toEqual({ n: 1000 });
    expect(db.prepare('SELECT count(*) AS n FROM registration WHERE next_visit_at IS NOT NULL').get()).toEqual({
      n: 1000,
    });
    db.close();
  }, 60_000);
});

describe('an import beside a running observatory', () => {
  let scene: Scene;
  afterEach(() => scene.close());

  it('is read by it at its next round', async () => {
    scene = await openScene([]);
    const { db, importSet } = openImports({ dataFolder: scene.dataFolder, sharedHosts: [] }, () => scene.now());
    await importSet(mapping, mapped(table(5, 'Lieu')));
    db.close();
    expect(scene.observatory.directory.counts().place).toBe(0);
    await scene.observatory.round();
    expect(scene.observatory.directory.counts().place).toBe(5);
  });
});
