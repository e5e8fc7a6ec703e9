import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('solid-server/', import.meta.url));

/** Brings the Solid server into its folder, unless it is there; `npm` is the script that npm itself is run by. */
export async function installPods(npm: string | undefined, say: (line: string) => void): Promise<void> {
  if (isInstalled(folder)) return;
  say('Installing the Solid server (once, some 100 MB) …');
  const [command, ...before] = npm ? [process.execPath, npm] : ['npm'];
  const [code] = await once(spawn(command, [...before, 'ci'], { cwd: folder, stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new Error('the Solid server could not be installed: npm ci --prefix server/pods/solid-server');
}

/** Whether a folder has what its lock file names. */
export function isInstalled(tree: string): boolean {
  const [wanted, present] = ['package-lock.json', 'node_modules/.package-lock.json'].map((file) =>
    statSync(`${tree}${file}`, { throwIfNoEntry: false }),
  );
  return wanted !== undefined && present !== undefined && present.mtimeMs >= wanted.mtimeMs;
}
