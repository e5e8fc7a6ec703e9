import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Served } from '../../server/bin/commands/serve.ts';
import { serve } from '../../server/bin/commands/serve.ts';
import { readConfig } from '../../server/bin/config.ts';
import { openDatabase } from '../../server/bin/state/open-database.ts';

let dataFolder: string;
let db: DatabaseSync;
let served: Served;
beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
  const env = { PORT: '0', OBSIDIENNE_HOST: '127.0.0.1', OBSIDIENNE_DEMO: '0', OBSIDIENNE_LOG: 'silent' };
  served = await serve(readConfig({ ...env, OBSIDIENNE_DATA: dataFolder, OBSIDIENNE_SPARQL_REPLICAS: '1' }), {
    say: () => undefined,
    hosts: { 'lieu.localhost': { address: '127.0.0.1', port: 9 } },
    database: (folder) => {
      db = openDatabase(folder);
      return db;
    },
  });
  await served.observatory.graph.settled();
});
afterEach(async () => {
  await served.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

const register = (path: string, accept = 'application/json') =>
  fetch(`${served.url}/registrations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ url: `http://lieu.localhost${path}` }),
  });
const health = async () => {
  const response = await fetch(`${served.url}/health`);
  return { status: response.status, body: (await response.json()) as { status: string; database: boolean } };
};

/** An answer about the disk holds for two seconds. */
const patience = { timeout: 20_000, interval: 200 };

describe('an observatory whose disk refuses', () => {
  it('goes on answering pages, says what it cannot do, and never acknowledges what it did not keep', async () => {
    db.exec('PRAGMA query_only = ON');
    expect((await fetch(`${served.url}/lieux`)).status).toBe(200);
    await expect.poll(health, patience).toMatchObject({ status: 503, body: { status: 'read-only', database: false } });
    const refused = await register('/');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ status: 503, detail: expect.stringMatching(/pas été gardée/) });
    const page = await register('/', 'text/html');
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('pas été gardée');

    db.exec('PRAGMA query_only = OFF');
    const accepted = await register('/');
    expect(accepted.status).toBe(202);
    expect(served.observatory.registry.findByUrl('http://lieu.localhost/')).toBeDefined();
    await expect.poll(health, patience).toMatchObject({ status: 200, body: { status: 'ready', database: true } });
  });
});
