import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderHeld, holdFolder } from '../../server/bin/state/hold-folder.ts';

const script = fileURLToPath(new URL('hold-folder-process.ts', import.meta.url));
let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map(kill));
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a process that takes the folder; resolves with what it said. */
async function start(): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const said = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim())),
  );
  return { child, said };
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

describe('holdFolder', () => {
  it('lets one of several that start at once have the folder, and tells the others to whom it went', async () => {
    const started = await Promise.all(Array.from({ length: 6 }, start));
    const holders = started.filter(({ said }) => said === 'held');
    expect(holders).toHaveLength(1);
    for (const { said } of started.filter((one) => !holders.includes(one)))
      expect(said).toMatch(/ is in use by (process \d+ on \S+ since \S+|another process)$/);
    expect(() => holdFolder(folder)).toThrow(
      `${folder} is in use by process ${holders[0]?.child.pid} on ${hostname()} since `,
    );
  });

  it('takes the folder of a holder that was killed, whoever has its number now', async () => {
    const { child } = await start();
    await kill(child);
    // The number of a process that is alive: ours.
    writeFileSync(join(folder, 'holder.txt'), `process ${process.pid}\n`);
    const release = holdFolder(folder);
    expect((await start()).said).toContain(`is in use by process ${process.pid} on `);
    release();
    expect((await start()).said).toBe('held');
  });

  it('refuses this process a second time, until it gives the folder back', () => {
    const release = holdFolder(folder);
    expect(() => holdFolder(folder)).toThrow(FolderHeld);
    release();
    holdFolder(folder)();
  });
});
