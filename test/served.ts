import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Served } from '../server/bin/commands/serve.ts';
import { serve } from '../server/bin/commands/serve.ts';
import { readConfig } from '../server/bin/config.ts';

/** The whole observatory on a free port with a folder of its own, and everything it said. */
export interface ServedAlone extends Served {
  readonly said: readonly string[];
  readonly dataFolder: string;
}

type Environment = Readonly<Record<string, string>>;

/** Starts what `npm start` starts, without any example: an observatory that knows nobody yet. */
export async function serveEmpty(environment: Environment = {}): Promise<ServedAlone> {
  return serveAlone({ OBSIDIENNE_DEMO: '0', ...environment });
}

/** Starts what `npm start` starts, on the demonstration, and waits until every example profile was visited. */
export async function serveDemo(environment: Environment = {}): Promise<ServedAlone> {
  const served = await serveAlone(environment);
  const deadline = Date.now() + 60_000;
  const { registry } = served.observatory;
  while (!served.said.some((line) => line.startsWith('Read ')) || registry.countDue(new Date()) > 0) {
    if (Date.now() > deadline)
      throw new Error(`the demonstration was not read within a minute: ${served.said.join(' / ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return served;
}

async function serveAlone(environment: Environment): Promise<ServedAlone> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
  const said: string[] = [];
  const served = await serve(
    readConfig({
      PORT: '0',
      OBSIDIENNE_HOST: '127.0.0.1',
      OBSIDIENNE_DATA: dataFolder,
      OBSIDIENNE_LOG: 'silent',
      ...environment,
    }),
    { say: (line) => said.push(line) },
  );
  return {
    ...served,
    said,
    dataFolder,
    async stop() {
      await served.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
