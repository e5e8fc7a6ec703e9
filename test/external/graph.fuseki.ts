import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createExternalGraph } from '../../server/graph/external/external-graph.ts';
import { describeGraph } from '../graph/describe-graph.ts';
import { type Fuseki, startFuseki } from './fuseki.ts';

const folder = mkdtempSync(join(tmpdir(), 'obsidienne-fuseki-'));
let fuseki: Fuseki;
beforeAll(async () => {
  fuseki = await startFuseki(folder);
});
afterAll(async () => {
  await fuseki.stop();
  rmSync(folder, { recursive: true, force: true });
});

// Each graph finds what the one before it left, and has to make it its own.
describeGraph('Fuseki', async (options) => {
  const graph = createExternalGraph({ server: fuseki.address, owner: 'tests', ...options });
  await graph.settled();
  return graph;
});
