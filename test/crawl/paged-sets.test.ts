import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPages } from '../../server/bin/records/read-pages.ts';
import { mapRecords } from '../../server/crosswalk/apply-mapping.ts';
import { mappingOfWritten } from '../../server/crosswalk/mapping.ts';
import { createDereferencer } from '../../server/fetch/dereference.ts';
import { dayMs } from '../../server/registry/registration.ts';
import { openScene, type Scene } from '../observatory.ts';

const path = '/api/explore/v2.1/catalog/datasets/lieux/records';
const target = `http://paged.localhost${path}`;
const many = (length: number) => Array.from({ length }, (_, at) => ({ id: `l${at}`, nom: `Lieu ${at}` }));
let lieux = many(230);
const mapping = mappingOfWritten(
  { format: 'json', records: 'results', id: 'id', profile: "{ 'name': $line('nom') }", ignored: [] },
  {
    key: 'pages',
    title: { fr: 'Pages', en: 'Pages' },
    dataFile: 'records',
    source: { page: 'https://set.example/', file: target, modified: '2026-01-01' },
    attribution: 'Personne',
  },
);

let server: Server;
let asked: string[];
/** The page that the server fails at. */
let broken: number | undefined;
let scene: Scene;
const set = () => scene.observatory.records.findSet('pages');
async function nextDay(days = 1) {
  scene.later(days * dayMs + 1000);
  await scene.observatory.round();
}

beforeEach(async () => {
  asked = [];
  broken = undefined;
  lieux = many(230);
  server = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, target);
    if (pathname === path.replace('/records', '/exports/json')) {
      asked.push('export');
      return void response.setHeader('content-type', 'application/json').end(JSON.stringify(lieux));
    }
    if (pathname !== path) return void response.writeHead(404).end();
    const [offset, limit] = ['offset', 'limit'].map((name) => Number(searchParams.get(name) ?? 0));
    asked.push(`${offset}+${limit}`);
    if (offset === broken) return void response.writeHead(500).end();
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ total_count: lieux.length, results: lieux.slice(offset, (offset ?? 0) + (limit ?? 0)) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  scene = await openScene([], [], { servers: { 'paged.localhost': { address: '127.0.0.1', port } } });
  const first = new TextEncoder().encode(JSON.stringify({ results: lieux.slice(0, 3) }));
  await scene.observatory.importSet(mapping, mapRecords(mapping, [[first]]), { target });
  await scene.observatory.round();
});
afterEach(async () => {
  await scene.close();
  server.close();
});

describe('a set that comes in pages', () => {
  it('is read to its last page', async () => {
    await nextDay();
    expect(asked).toEqual(['0+100', '100+100', '200+100']);
    expect(set()).toMatchObject({ problem: null, records: 230 });
    expect(scene.observatory.directory.counts().place).toBe(230);
  });

  it('is read whole from its export where its pages end too early', async () => {
    lieux = many(10_200);
    const { port } = server.address() as AddressInfo;
    const dereferencer = createDereferencer({
      userAgent: 'Obsidienne/0.1',
      hosts: { 'paged.localhost': { address: '127.0.0.1', port } },
      robots: false,
      politeness: { gapMs: 0 },
    });
    const limit = 100_000_000;
    const pages = await readPages(target, (url) => dereferencer.dereference(url, { limitBytes: limit }), limit);
    await dereferencer.close();
    const rows =
      pages.state === 'read'
        ? mapRecords(
            mapping,
            pages.bodies.map((body) => [body]),
          )
        : undefined;
    let count = 0;
    for await (const _ of rows?.profiles ?? []) count++;
    expect([asked, count]).toEqual([['0+100', 'export'], 10_200]);
  });

  it('is left as it was when one of them cannot be read, and tried again', async () => {
    broken = 100;
    await nextDay();
    expect(set()).toMatchObject({ records: 3, failures: 1, problem: 'unreachable' });
    broken = undefined;
    await nextDay(2);
    expect(set()).toMatchObject({ records: 230, failures: 0 });
  });
});
