import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerAddress } from '../../server/graph/external/engine-server.ts';
import { freePort } from './free-port.ts';

/** Jars of Apache Jena Fuseki (`jena-fuseki-main` and what it needs), as Java takes them; absent where it is not to be tried. */
export const fusekiClasspath = process.env['FUSEKI_CLASSPATH'];

/** What is left out without Fuseki, and how to have it tried; undefined where its jars are named. */
export function lackOfFuseki(): string | undefined {
  return fusekiClasspath
    ? undefined
    : 'Fuseki was not tried: FUSEKI_CLASSPATH names no jars. To try it too, set it as docs/external-engine.md says under "Servers".';
}

export interface Fuseki {
  readonly address: ServerAddress;
  stop(): Promise<unknown>;
}

const startWithinMs = 60_000;

/** Starts Fuseki over an empty TDB2 in a folder, on loopback, asking for a password of this run. */
export async function startFuseki(folder: string): Promise<Fuseki> {
  if (!fusekiClasspath) throw new Error(lackOfFuseki());
  const data = join(folder, 'tdb2');
  mkdirSync(data, { recursive: true });
  const passwords = join(folder, 'passwords');
  writeFileSync(passwords, 'observatory: of-this-run\n');
  const port = await freePort();
  const child: ChildProcess = spawn(
    'java',
    [
      ...['-cp', fusekiClasspath, 'org.apache.jena.fuseki.main.cmds.FusekiMainCmd'],
      ...['--tdb2', `--loc=${data}`, '--update', `--port=${port}`, '--localhost'],
      ...['--auth=basic', `--passwd=${passwords}`, '--timeout=10000', '/ds'],
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let words = '';
  child.stderr?.on('data', (data: Buffer) => {
    words = (words + data.toString()).slice(-2_000);
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const until = Date.now() + startWithinMs;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`Fuseki did not start: ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    address: {
      endpoint: `http://127.0.0.1:${port}/ds/query`,
      update: `http://127.0.0.1:${port}/ds/update`,
      credentials: { user: 'observatory', password: 'of-this-run' },
    },
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/ds/query?query=ASK%7B%7D`, {
      signal: AbortSignal.timeout(2_000),
    });
    await answer.arrayBuffer();
    return answer.status === 401 || answer.ok;
  } catch {
    return false;
  }
}
