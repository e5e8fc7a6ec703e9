import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isInstalled } from '../server/pods/install-pods.ts';

/** Part of `npm ci` in the folder above: brings the programs that tests run beside ours into folders of their own, unless they are there. */
const trees = ['../server/pods/solid-server/', 'ldes-client/'];
const { npm_execpath: npm } = process.env;

/** Whoever runs an observatory installs without what only tests need (`npm ci --omit=dev`); this is part of it. */
const testsAreWanted = existsSync(new URL('../node_modules/vitest', import.meta.url));
for (const tree of trees) {
  const folder = fileURLToPath(new URL(tree, import.meta.url));
  if (!npm || !testsAreWanted || isInstalled(folder)) continue;
  const { status } = spawnSync(process.execPath, [npm, 'ci'], { cwd: folder, stdio: 'inherit' });
  process.exitCode ||= status ?? 1;
}
