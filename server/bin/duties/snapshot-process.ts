import { giveWay } from '../../graph/give-way.ts';
import type { ReadStateOptions } from '../state/read-state.ts';
import { makeSnapshot } from './make-snapshot.ts';

/** Run by `keepSnapshots` in a process of its own: pages and visits come first. */
giveWay(15);
const [, , options = '{}', now = ''] = process.argv;
await makeSnapshot(JSON.parse(options) as ReadStateOptions, { now: new Date(now) });
