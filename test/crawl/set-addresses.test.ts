import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPages } from '../../server/bin/records/read-pages.ts';
import { createDereferencer, type Dereferencer } from '../../server/fetch/dereference.ts';

const table = 'id,nom\n1,Le Quai\n';
const limitBytes = 1_000_000;
let server: Server;
let dereferencer: Dereferencer;
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    if (url === '/gzip')
      return void response
        .writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/csv' })
        .end(gzipSync(table));
    if (url === '/moved') return void response.writeHead(302, { location: '/gzip' }).end();
    if (url === '/around') return void response.writeHead(302, { location: '/around' }).end();
    if (url === '/slow') return void response.writeHead(200, { 'content-type': 'text/csv' }).write('id,nom\n');
    if (url === '/bomb')
      return void response
        .writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/csv' })
        .end(gzipSync('0'.repeat(5_000_000)));
    if (url === '/endless') {
      response.writeHead(200, { 'content-type': 'text/csv' });
      const more = () => {
        while (response.write('1,Le Quai\n'.repeat(1000)));
        response.once('drain', more);
      };
      return more();
    }
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  dereferencer = createDereferencer({
    userAgent: 'Obsidienne/0.1',
    hosts: { 'sets.localhost': { address: '127.0.0.1', port } },
    robots: false,
    politeness: { gapMs: 0 },
    limits: { totalMs: 1500 },
  });
});
afterAll(async () => {
  await dereferencer.close();
  server.closeAllConnections();
  server.close();
});

const read = (path: string) =>
  readPages(
    `http://sets.localhost${path}`,
    (url, limit) => dereferencer.dereference(url, { limitBytes: limit }),
    limitBytes,
  );

describe('the address of a set', () => {
  it.each(['/gzip', '/moved'])('%s gives its table', async (path) => {
    const met = await read(path);
    expect(met.state === 'read' && Buffer.concat(met.bodies).toString()).toBe(table);
  });

  it.each([
    ['/nothing', 'not-found'],
    ['/around', 'bad-answer'],
    ['/slow', 'unreachable'],
    ['/endless', 'too-large'],
    ['/bomb', 'too-large'],
  ])('%s gives nothing, and says that it is %s', async (path, state) => {
    expect((await read(path)).state).toBe(state);
  });
});
