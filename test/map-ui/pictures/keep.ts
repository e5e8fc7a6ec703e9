import { spawnSync } from 'node:child_process';

/** Keeps what the settled pages look like now; look at what changed before committing it. */
const { status } = spawnSync('npx', ['vitest', 'run', '--config', 'test/vitest.config.ts', 'test/map-ui/pictures'], {
  stdio: 'inherit',
  env: { ...process.env, KEEP_PICTURES: '1' },
});
process.exitCode = status ?? 1;
