import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { SmallWeb } from '../../fixtures/small-web.ts';
import { startSmallWeb } from '../../fixtures/small-web.ts';
import { syntheticSites } from '../../fixtures/synthetic.ts';
import { schemaVersion } from '../../server/bin/state/migrations.ts';
import { stateFile } from '../../server/bin/state/open-database.ts';
import { createHeldChanges } from '../../server/registry/held-changes.ts';
import { dayMs } from '../../server/registry/registration.ts';
import { createRegistry } from '../../server/registry/registry.ts';
import { openScene } from '../observatory.ts';
import { createStateCheck } from './state-check.ts';
import type { StepTask } from './step-process.ts';

vi.setConfig({ testTimeout: 600_000 });

const script = fileURLToPath(new URL('step-process.ts', import.meta.url));
/** Every kill takes two processes: at all steps of a command where there is time, at some of them elsewhere. */
const most = process.env['CI'] ? { command: 60, round: 16 } : { command: 4, round: 3 };
const places = 8;
const { sites, urls } = syntheticSites(places);
const host = sites[0]?.host ?? '';

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
  folders.push(folder);
  return folder;
};
const cache = newFolder();

/** A data folder in which every place was read. */
let full: string;
/** The same with every place held: its site has said that it is gone. */
let held: string;
/** A backup of `full`. */
let copy: string;
let ids: readonly string[];
let gone: SmallWeb;
const later = new Date(Date.parse('2026-01-01T00:00:00Z') + 2 * dayMs).toISOString();

beforeAll(async () => {
  full = newFolder();
  held = newFolder();
  copy = join(newFolder(), 'copie.sqlite');
  const scene = await openScene(sites, undefined, { config: { sharedHosts: [], sparqlReplicas: 0 } });
  ids = urls.map((url) => scene.observatory.register(url, 'test').id);
  await scene.observatory.round();
  await scene.restart(() => cpSync(scene.dataFolder, full, { recursive: true }));
  await scene.close();
  gone = await startSmallWeb([
    { host, pages: new Map(urls.map((url) => [new URL(url).pathname, { body: '', mediaType: null, status: 410 }])) },
  ]);
  cpSync(full, held, { recursive: true });
  await run({ work: 'round', dataFolder: held, hosts: gone.hosts, now: later });
  await run({ work: 'backup', dataFolder: full, value: copy });
});
afterAll(async () => {
  await gone.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Runs one process to its end: the steps it took, or undefined when it was killed. */
function run(task: StepTask): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: cache },
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(undefined);
      else if (code === 0) resolve(Number(said.trim().split('\n').at(-1)));
      else reject(new Error(`${task.work} ended with ${code ?? signal}`));
    });
  });
}

/** Kills a work before each of its steps, each time on the same state, and then lets it be done. */
async function killEverywhere(
  from: string,
  task: Omit<StepTask, 'dataFolder' | 'kill'>,
  look: { readonly killed: (folder: string) => void; readonly done: (folder: string) => void },
): Promise<void> {
  const copyOf = () => {
    const folder = newFolder();
    cpSync(from, folder, { recursive: true });
    return folder;
  };
  const whole = copyOf();
  const steps = (await run({ ...task, dataFolder: whole })) ?? 0;
  expect(steps).toBeGreaterThan(1);
  look.done(whole);
  const every = Math.max(1, steps / most[task.work === 'round' ? 'round' : 'command']);
  for (let at = 1; at <= steps; at += every) {
    const dataFolder = copyOf();
    expect(await run({ ...task, dataFolder, kill: Math.floor(at) })).toBeUndefined();
    look.killed(dataFolder);
    await run({ ...task, dataFolder });
    look.done(dataFolder);
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Everything is whole, every registration is there, and so many places are shown. */
const isWhole = (folder: string, shown = places) =>
  expect(createStateCheck(() => undefined)(folder, ids).filter((one) => one.shown)).toHaveLength(shown);

function withDatabase<T>(folder: string, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(join(folder, stateFile));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const heldIn = (folder: string) => withDatabase(folder, (db) => createHeldChanges(db).list().length);

it('has every place held before anything is killed', () => {
  expect(heldIn(held)).toBe(places);
  isWhole(held);
});

it('brings a state of the first version up to this one, killed at any step', async () => {
  const old = newFolder();
  cpSync(full, old, { recursive: true });
  withDatabase(old, (db) =>
    db.exec(`ALTER TABLE registration DROP COLUMN sources; ALTER TABLE registration DROP COLUMN streaks;
      ALTER TABLE registration DROP COLUMN expires_at; ALTER TABLE registration ADD COLUMN etag TEXT;
      ALTER TABLE registration ADD COLUMN last_modified TEXT; ALTER TABLE registration ADD COLUMN byte_hash TEXT;
      DROP TABLE record; DROP TABLE record_set;
      ALTER TABLE visit DROP COLUMN site_ms; ALTER TABLE held DROP COLUMN entries; ALTER TABLE held DROP COLUMN decided_at;
      PRAGMA user_version = 1`),
  );
  await killEverywhere(
    old,
    { work: 'open' },
    {
      killed: (folder) => isWhole(folder),
      done: (folder) =>
        withDatabase(folder, (db) => {
          expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: schemaVersion });
          expect(createRegistry(db).counts().listed).toBe(places);
        }),
    },
  );
});

it('saves a backup or none, killed at any step, and never harms the state or an earlier backup', async () => {
  const file = join(newFolder(), 'copie.sqlite');
  cpSync(copy, file);
  await killEverywhere(
    full,
    { work: 'backup', value: file },
    {
      killed: (folder) => {
        isWhole(folder);
        expect(readBackup(file)).toEqual({ integrity: 'ok', registrations: places });
      },
      done: (folder) => {
        isWhole(folder);
        expect(withDatabase(folder, (db) => db.prepare('PRAGMA integrity_check').get())).toEqual({
          integrity_check: 'ok',
        });
        expect(existsSync(`${file}.part`)).toBe(false);
      },
    },
  );
});

it('has the old state or the backup in place, killed at any step of a restore', async () => {
  const empty = newFolder();
  await run({ work: 'open', dataFolder: empty });
  const shown = (folder: string) => createStateCheck(() => undefined)(folder).length;
  await killEverywhere(
    empty,
    { work: 'restore', value: copy },
    {
      killed: (folder) => expect([0, places]).toContain(withDatabase(folder, countRegistrations)),
      done: (folder) => expect(shown(folder)).toBe(places),
    },
  );
});

it('takes an operator’s word or not, killed at any step of accept', async () => {
  await killEverywhere(
    held,
    { work: 'accept', value: host },
    {
      killed: (folder) => {
        isWhole(folder);
        expect([0, places]).toContain(heldIn(folder));
      },
      done: (folder) => expect(heldIn(folder)).toBe(0),
    },
  );
});

it('takes an address down for good once it has been done to the end, killed at any step of suppress', async () => {
  const [url = ''] = urls;
  const [id = ''] = ids;
  await killEverywhere(
    full,
    { work: 'suppress', value: url },
    {
      killed: (folder) =>
        withDatabase(folder, (db) => {
          expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
          expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
          expect(countRegistrations(db)).toBe(places);
        }),
      done: (folder) =>
        withDatabase(folder, (db) => {
          expect(createRegistry(db).find(id)).toMatchObject({ status: 'withdrawn', shown: false, graphHash: null });
          expect(createRegistry(db).counts().listed).toBe(places - 1);
        }),
    },
  );
});

it('makes the directory again at the next start, killed at any step of it', async () => {
  const outdated = newFolder();
  cpSync(full, outdated, { recursive: true });
  withDatabase(outdated, (db) => db.exec("UPDATE projection SET version = -1; UPDATE entity SET sort_name = 'zzz'"));
  await killEverywhere(
    outdated,
    { work: 'round', now: '2026-01-01T00:00:00Z' },
    {
      killed: (folder) => expect(withDatabase(folder, (db) => createRegistry(db).counts().listed)).toBe(places),
      done: (folder) => isWhole(folder),
    },
  );
});

it('holds what a whole site takes away, killed at any step of the round that meets it', async () => {
  await killEverywhere(
    full,
    { work: 'round', hosts: gone.hosts, now: later },
    {
      killed: (folder) => {
        isWhole(folder);
        expect(withDatabase(folder, (db) => createRegistry(db).counts().withdrawn)).toBe(0);
      },
      // What was postponed when the process was killed is visited an hour later.
      done: () => undefined,
    },
  );
});

function readBackup(file: string): { integrity: unknown; registrations: number } {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const integrity = db.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
    return { integrity, registrations: countRegistrations(db) };
  } finally {
    db.close();
  }
}

function countRegistrations(db: DatabaseSync): number {
  const isMade = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'registration'").get();
  return isMade ? (db.prepare('SELECT count(*) AS n FROM registration').get()?.['n'] as number) : 0;
}
