import { defineConfig } from 'vitest/config';
import { fusekiClasspath } from './fuseki.ts';

export default defineConfig({
  test: {
    globalSetup: ['test/external/need-virtuoso.ts'],
    include: ['test/external/**/*.external.ts', ...(fusekiClasspath ? ['test/external/*.fuseki.ts'] : [])],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 1,
    reporters: ['default', './test/external/left-out.ts', './test/closing-line.ts'],
  },
});
