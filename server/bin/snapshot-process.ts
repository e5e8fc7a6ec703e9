import { giveWay } from '../graph/give-way.ts';
import { makeSnapshot } from './make-snapshot.ts';
import type { ReadStateOptions } from './read-state.ts';

/** Run by `keepSnapshots` in a process of its own: pages and visits come first. */
giveWay(15);
const [, , options = '{}', now = ''] = process.argv;
await makeSnapshot(JSON.parse(options) as ReadStateOptions, { now: new Date(now) });
