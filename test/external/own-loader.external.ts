import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngineServer } from '../../server/graph/external/engine-server.ts';
import { createExternalGraph } from '../../server/graph/external/external-graph.ts';
import { createHeldReader } from '../../server/graph/external/keeping/held.ts';
import { readChanges, writeUpdate } from '../../server/graph/external/keeping/write-changes.ts';
import { writeDatasetFiles } from '../../server/graph/external/keeping/write-dataset-files.ts';
import { syntheticGraphs } from '../bench/synthetic-graphs.ts';
import { rows } from '../graph/read-answer.ts';
import { startVirtuoso, type Virtuoso } from './virtuoso.ts';

const places = 200;
const folder = mkdtempSync(join(tmpdir(), 'obsidienne-virtuoso-'));
let virtuoso: Virtuoso;
beforeAll(async () => {
  virtuoso = await startVirtuoso({ folder });
});
afterAll(async () => {
  await virtuoso.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('Virtuoso, filled by its own loader', () => {
  it('holds what updates would have brought, so that nothing is left to write', async () => {
    const files = join(folder, 'files');
    const written = await writeDatasetFiles(syntheticGraphs(places), files);
    await virtuoso.loadFiles(files, 'graphs-*.nq.gz');
    await virtuoso.loadFiles(files, written.held);
    const server = createEngineServer(virtuoso.address);
    const held = createHeldReader(server, 'tests', new AbortController().signal);
    expect(await held.count()).toBe(written.graphs);
    const all = readChanges(await Array.fromAsync(syntheticGraphs(places)));
    const found = await held.find(all.map(({ iri }) => iri));
    expect(writeUpdate(all, (iri) => found.get(iri))).toEqual({ text: '', more: 0 });
    server.close();
  });

  it('is taken over by the observatory, which goes on by updates', async () => {
    const graph = createExternalGraph({
      server: virtuoso.address,
      owner: 'tests',
      load: () => syntheticGraphs(places),
    });
    try {
      await graph.settled();
      const count = 'SELECT (COUNT(*) AS ?n) { ?place a <https://w3id.org/obsidienne/ns#ThirdPlace> }';
      expect(await rows(graph, count)).toEqual([String(places)]);
      await graph.change([{ iri: 'http://new.example/', role: 'profile', triples: '<urn:x:new> <urn:x:p> "new" .\n' }]);
      expect(await rows(graph, 'SELECT ?o { <urn:x:new> ?p ?o }')).toEqual(['new']);
    } finally {
      await graph.close();
    }
  });
});
