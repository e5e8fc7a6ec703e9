import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/external/need-virtuoso.ts'],
    include: ['test/external/**/*.external.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 1,
    reporters: ['default', './test/closing-line.ts'],
  },
});
