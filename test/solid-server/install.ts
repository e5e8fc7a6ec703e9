import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Part of `npm ci` in the folder above the tests: brings the tests' Solid server into this folder, unless it is there. */
const folder = fileURLToPath(new URL('.', import.meta.url));
const { npm_execpath: npm } = process.env;

/** Whoever runs an observatory installs without what only tests need (`npm ci --omit=dev`); this is part of it. */
const testsAreWanted = existsSync(new URL('../../node_modules/vitest', import.meta.url));
if (npm && testsAreWanted && !isInstalled()) {
  const { status } = spawnSync(process.execPath, [npm, 'ci'], { cwd: folder, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

function isInstalled(): boolean {
  const [wanted, present] = ['package-lock.json', 'node_modules/.package-lock.json'].map((file) =>
    statSync(`${folder}${file}`, { throwIfNoEntry: false }),
  );
  return wanted !== undefined && present !== undefined && present.mtimeMs >= wanted.mtimeMs;
}
