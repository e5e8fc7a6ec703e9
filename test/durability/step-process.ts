import { flushCompileCache } from 'node:module';
import type { SmallWeb } from '../../fixtures/small-web.ts';
import { killAt } from './kill-point.ts';

/** What this process is told to do, as JSON in its one argument. */
export interface StepTask {
  readonly dataFolder: string;
  readonly work: keyof typeof works;
  /** What a command is given: a file, a site, an address. */
  readonly value?: string;
  readonly hosts?: SmallWeb['hosts'];
  /** What its clock shows. */
  readonly now?: string;
  /** Before which step it ends by itself. */
  readonly kill?: number;
}

const task = JSON.parse(process.argv[2] ?? '{}') as StepTask;
const { dataFolder, value = '' } = task;
const env = { OBSIDIENNE_DATA: dataFolder };

/** Each loads only what it needs. */
const works = {
  async open() {
    const { openDatabase } = await import('../../server/bin/state/open-database.ts');
    return () => openDatabase(dataFolder).close();
  },
  async backup() {
    const { backUp } = await import('../../server/bin/commands/backup.ts');
    return () => backUp(dataFolder, value);
  },
  async restore() {
    const { restore } = await import('../../server/bin/commands/backup.ts');
    return () => restore(dataFolder, value);
  },
  async accept() {
    const { acceptCommand } = await import('../../server/bin/commands/accept.ts');
    return () => acceptCommand().parseAsync([value, '--json'], { from: 'user' });
  },
  async suppress() {
    const { suppressCommand } = await import('../../server/bin/commands/suppress.ts');
    return () => suppressCommand().parseAsync([value, '--json'], { from: 'user' });
  },
  /** Opens the observatory, visits what is due, and closes it. */
  async round() {
    const { bundledExaminer } = await import('../../server/bin/bundled-examiner.ts');
    const { openObservatory } = await import('../../server/bin/open-observatory.ts');
    return async () => {
      const observatory = await openObservatory({
        config: {
          dataFolder,
          crawlConcurrency: 4,
          fetchTimeoutMs: 30_000,
          fetchGapMs: 0,
          sharedHosts: [],
          readers: 1,
          sparqlReplicas: 0,
          sparqlDeadlineMs: 1000,
        },
        hosts: task.hosts ?? {},
        examiner: bundledExaminer(),
        ...(task.now ? { now: () => new Date(task.now ?? '') } : {}),
      });
      await observatory.round();
      await observatory.close();
    };
  },
} as const satisfies Record<string, () => Promise<() => unknown>>;

Object.assign(process.env, env);
const work = await works[task.work]();
// A process that is killed never gets to keep its compiled code for the next one.
flushCompileCache();
const steps = killAt(task.kill);
await work();
console.log(`\n${steps()}`);
