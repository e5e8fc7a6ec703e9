import type { Reporter } from 'vitest/node';
import { lackOfFuseki } from './fuseki.ts';

/** Says what the run left out and how to have it run, before the line that counts. */
export default class LeftOut implements Reporter {
  onTestRunEnd(): void {
    const lack = lackOfFuseki();
    if (lack) console.log(lack);
  }
}
