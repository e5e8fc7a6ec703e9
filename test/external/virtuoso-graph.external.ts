import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createExternalGraph } from '../../server/graph/external/external-graph.ts';
import { describeGraph } from '../graph/describe-graph.ts';
import { startVirtuoso, type Virtuoso } from './virtuoso.ts';

const folder = mkdtempSync(join(tmpdir(), 'obsidienne-virtuoso-'));
let virtuoso: Virtuoso;
beforeAll(async () => {
  virtuoso = await startVirtuoso({ folder });
});
afterAll(async () => {
  await virtuoso.stop();
  rmSync(folder, { recursive: true, force: true });
});

// Each graph finds what the one before it left, and has to make it its own.
describeGraph(
  'Virtuoso',
  async (options) => {
    const graph = createExternalGraph({ server: virtuoso.address, owner: 'tests', ...options });
    await graph.settled();
    return graph;
  },
  { numbersAreOne: true, truthIsANumber: true, geometriesAreRounded: true, pathsNeedAnEnd: true },
);
