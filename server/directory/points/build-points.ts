import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { createConcepts } from '../concepts.ts';
import { packPoints } from './pack-points.ts';
import type { BuildOrder } from './point-messages.ts';
import { readPoints } from './read-points.ts';

/** Makes one version of the points in a thread of its own, over a connection of its own, and ends. */
const order = workerData as BuildOrder;
const db = new DatabaseSync(order.file, { readOnly: true });
// All that is read belongs to one moment.
db.exec('BEGIN');
const read = readPoints(db, createConcepts(order.concepts), order.now);
db.close();
const built = packPoints(read, order.maxColumns);
const moved = [...Object.values(built.compressed ?? {}), built.ids].map(({ buffer }) => buffer as ArrayBuffer);
parentPort?.postMessage(built, moved);
