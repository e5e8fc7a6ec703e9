import { setPriority } from 'node:os';
import { makeSnapshot } from './make-snapshot.ts';
import type { ReadStateOptions } from './read-state.ts';

/** Run by `keepSnapshots` in a process of its own: pages and visits come first. */
setPriority(15);
const options = JSON.parse(process.argv[2] ?? '{}') as ReadStateOptions;
await makeSnapshot(options, { now: new Date() });
