import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeDatasetFiles } from '../../../server/graph/external/keeping/write-dataset-files.ts';
import type { GraphChange } from '../../../server/graph/graph.ts';
import { rows } from '../read-answer.ts';
import { graphOfThisTest, serverOfThisTest } from './of-this-test.ts';

const dataset: readonly GraphChange[] = [
  { iri: 'urn:x:about', role: 'about', triples: '<urn:x:doc> <urn:x:p> "2026-01-01" .\n' },
  {
    iri: 'http://a.example/',
    role: 'profile',
    triples: [
      '<http://a.example/#lieu> <urn:x:name> "L\\u2019\\u00e9tabli \\"du quai\\"\\net apr\u00e8s \\\\"@fr .',
      '<http://a.example/#lieu> <urn:x:address> _:b0 .',
      '_:b0 <urn:x:town> "Rennes" .',
      '<urn:x:said> <urn:x:by> "two" .',
      '',
    ].join('\n'),
  },
  {
    iri: 'http://b.example/',
    role: 'profile',
    triples: '_:b0 <urn:x:town> "Brest" .\n<urn:x:said> <urn:x:by> "two" .\n',
  },
];

function folderOfThisTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const textOf = (folder: string, name: string) => gunzipSync(readFileSync(join(folder, name))).toString('utf8');
const said = 'SELECT ?s ?p ?o { ?s ?p ?o FILTER(!ISBLANK(?s) && !ISBLANK(?o)) } ORDER BY ?s ?p ?o';
const graphs = 'SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g';

describe('the files for a loader', () => {
  it('bring a server to what updates would, so that an observatory finds nothing to write', async () => {
    const folder = folderOfThisTest();
    const { files, held, ...counted } = await writeDatasetFiles(dataset, folder);
    expect(counted).toEqual({ graphs: 3, statements: 13 });
    expect(readdirSync(folder).sort()).toEqual([...files, held].sort());
    const [loaded, updated] = [await serverOfThisTest(), await serverOfThisTest()];
    for (const name of [...files, held]) await loaded.load(textOf(folder, name));
    const [one, other] = [loaded, updated].map((server) =>
      graphOfThisTest(server, { owner: 'tests', load: () => dataset }),
    );
    if (!one || !other) throw new Error('unreachable');
    for (const graph of [one, other]) await graph.settled();
    for (const query of [said, graphs]) expect(await rows(one, query)).toEqual(await rows(other, query));
    expect((await rows(one, said)).join()).toContain('L\u2019\u00e9tabli');
    expect((await rows(one, 'SELECT ?t { ?s <urn:x:address>/<urn:x:town> ?t }')).join()).toBe('Rennes');
    const wrote = (texts: readonly string[]) => texts.filter((text) => text.includes('urn:x:')).length;
    expect([wrote(await loaded.updates()), wrote(await updated.updates())]).toEqual([0, 1]);
  });

  it('are compared when something changed since: only that is written', async () => {
    const folder = folderOfThisTest();
    const { files, held } = await writeDatasetFiles(dataset, folder);
    const server = await serverOfThisTest();
    for (const name of [...files, held]) await server.load(textOf(folder, name));
    const changed = { ...dataset[2], triples: '_:b0 <urn:x:town> "Morlaix" .\n' } as GraphChange;
    const graph = graphOfThisTest(server, { owner: 'tests', load: () => [...dataset.slice(0, 2), changed] });
    await graph.settled();
    expect(await rows(graph, 'SELECT ?t { ?s <urn:x:town> ?t } ORDER BY ?t')).toEqual(['Morlaix', 'Rennes']);
    expect(await rows(graph, 'SELECT ?o { <urn:x:said> ?p ?o }')).toEqual(['two']);
    const texts = (await server.updates()).join();
    expect([texts.includes('Morlaix'), texts.includes('Rennes')]).toEqual([true, false]);
  });

  it('are not put beside others', async () => {
    const folder = folderOfThisTest();
    writeFileSync(join(folder, 'old.nq.gz'), '');
    await expect(writeDatasetFiles(dataset, folder)).rejects.toThrow(/is not empty: name a new one/);
  });

  it('are not written of what is not well-formed', async () => {
    const bad: GraphChange = { iri: 'urn:x:bad', role: 'about', triples: '<urn:x:a> <urn:x:b> "never ends .\n' };
    await expect(writeDatasetFiles([bad], folderOfThisTest())).rejects.toThrow();
  });
});
