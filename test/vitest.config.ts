import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/unpack-browser.ts'],
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', './test/closing-line.ts'],
  },
});
