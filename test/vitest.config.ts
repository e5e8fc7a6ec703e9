import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** These take minutes: begun last, one of them would keep the other worker waiting. */
const long = ['/kill.test.ts', '/axe.test.ts', '/kill-steps.test.ts', '/languages.test.ts'];

function rankOf({ moduleId }: TestSpecification): number {
  const rank = long.findIndex((end) => moduleId.endsWith(end));
  return rank < 0 ? long.length : rank;
}

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

export default defineConfig({
  test: {
    globalSetup: ['test/unpack-browser.ts'],
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    reporters: ['default', './test/closing-line.ts'],
  },
});
