import { once } from 'node:events';
import { buffer, text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Opened } from '../../server/fetch/dereference.ts';
import { type Page, page, type RawWeb, redirect, startRawWeb, status } from './raw-web.ts';

let web: RawWeb;
const closed: Promise<unknown>[] = [];

/** Sends a first word and leaves the response open. */
const open =
  (word: string, after?: (write: (chunk: string) => boolean, end: () => void) => void): Page =>
  (_request, response) => {
    closed.push(once(response, 'close'));
    response.writeHead(200, { 'content-type': 'text/turtle' });
    response.write(word);
    after?.(
      (chunk) => response.write(chunk),
      () => response.end(),
    );
  };

const received: { type: string | undefined; body: string }[] = [];
const receive =
  (answer: Page): Page =>
  async (request, response) => {
    received.push({ type: request.headers['content-type'], body: await text(request) });
    answer(request, response);
  };

beforeAll(async () => {
  web = await startRawWeb({
    'a.example/open': open('un '),
    'a.example/ends': open('un ', (write, end) => {
      write('deux');
      end();
    }),
    'a.example/breaks': (_request, response) => {
      response.writeHead(200);
      response.write('un');
      setImmediate(() => response.destroy());
    },
    'a.example/endless': open('', (write) => {
      for (let i = 0; i < 100; i++) write('x'.repeat(65_536));
    }),
    'a.example/bomb': page(gzipSync(Buffer.alloc(8 * 1024 * 1024)), { 'content-encoding': 'gzip' }),
    'a.example/moved': redirect('http://b.example/open'),
    'b.example/open': open('b'),
    'a.example/inside': redirect('http://127.0.0.1/'),
    'a.example/loop': redirect('/loop'),
    'a.example/gone': status(410),
    'a.example/silent': () => undefined,
    'a.example/plain': page('<#a> <#b> <#c> .'),
    'a.example/subscribe': receive((_request, response) =>
      response.writeHead(201, { 'content-type': 'application/ld+json' }).end('{}'),
    ),
    'a.example/refuse': receive(status(422)),
    'a.example/elsewhere': receive(redirect('http://b.example/subscribe', 307)),
    'a.example/hangs-up': receive((_request, response) => void response.destroy()),
  });
});
afterAll(() => web.close());

const options = { accept: 'text/turtle', idleMs: 30_000, maxBytes: 1_000_000 };

async function opened(path: string, more: Partial<typeof options> = {}): Promise<Opened> {
  const met = await web.dereferencer().stream(`http://a.example${path}`, { ...options, ...more });
  if (met.state !== 'open') throw new Error(`${path}: ${JSON.stringify(met)}`);
  return met;
}

describe('a response that stays open', () => {
  test('gives what its server sends as it comes, and ends with it', async () => {
    const { chunks, close } = await opened('/open');
    const first = await chunks[Symbol.asyncIterator]().next();
    expect(Buffer.from(first.value as Uint8Array).toString()).toBe('un ');
    close();
    expect((await buffer((await opened('/ends')).chunks)).toString()).toBe('un deux');
    expect(web.requests.at(-1)?.headers).toMatchObject({ accept: 'text/turtle', 'accept-encoding': 'identity' });
  });

  test('ends without a word when the connection breaks, and after so long a silence', async () => {
    expect((await buffer((await opened('/breaks')).chunks)).toString()).toBe('un');
    expect((await buffer((await opened('/open', { idleMs: 1 })).chunks)).toString()).toBe('un ');
  });

  test('is given up beyond its bytes, counted as they come, and its connection closed', async () => {
    expect((await buffer((await opened('/endless')).chunks)).length).toBeLessThanOrEqual(1_000_000);
    await closed.at(-1);
    expect((await buffer((await opened('/bomb')).chunks)).length).toBeLessThan(20_000);
  });

  test('is closed by whoever opened it', async () => {
    const { chunks, close } = await opened('/open');
    close();
    expect((await buffer(chunks)).length).toBeLessThanOrEqual(3);
    await closed.at(-1);
  });

  test('keeps nobody else from the same site', async () => {
    const door = web.dereferencer();
    const streams = await Promise.all(
      ['/open', '/open'].map((path) => door.stream(`http://a.example${path}`, options)),
    );
    expect(streams.map(({ state }) => state)).toEqual(['open', 'open']);
    expect(await door.dereference('http://a.example/plain')).toMatchObject({ state: 'document' });
    await door.close();
    await Promise.all(closed);
  });

  test('passes the same guards at every hop', async () => {
    const { chunks, close } = await opened('/moved');
    expect(Buffer.from((await chunks[Symbol.asyncIterator]().next()).value as Uint8Array).toString()).toBe('b');
    close();
    const met = (path: string) => web.dereferencer({ limits: { totalMs: 300 } }).stream(path, options);
    expect(await met('http://a.example/inside')).toEqual({ state: 'blocked', reason: 'private-address' });
    expect(await met('http://localhost/open')).toEqual({ state: 'blocked', reason: 'private-address' });
    expect(await met('file:///etc/passwd')).toEqual({ state: 'blocked', reason: 'scheme' });
    expect(await met('http://a.example/loop')).toMatchObject({ state: 'bad-answer', reason: 'redirects' });
    expect(await met('http://a.example/gone')).toEqual({ state: 'gone', status: 410 });
    expect(await met('http://a.example/silent')).toMatchObject({ state: 'unreachable', reason: 'timeout' });
  });

  test('is not opened where robots.txt says no', async () => {
    const closedWeb = await startRawWeb({
      'a.example/robots.txt': page('User-agent: *\nDisallow: /'),
      'a.example/open': open('x'),
    });
    const door = closedWeb.dereferencer({ robots: true });
    expect(await door.stream('http://a.example/open', options)).toMatchObject({ state: 'refused' });
    expect(closedWeb.asked).toEqual(['a.example/robots.txt']);
    await closedWeb.close();
  });
});

describe('a document that is sent', () => {
  const post = { mediaType: 'application/ld+json', body: '{"type":"x"}' };
  const send = (path: string) => web.dereferencer().send(path, post);

  test('arrives with its type, and the answer is a document', async () => {
    expect(await send('http://a.example/subscribe')).toMatchObject({
      state: 'document',
      document: { mediaType: 'application/ld+json', accept: 'application/ld+json' },
    });
    expect(received.at(-1)).toEqual({ type: 'application/ld+json', body: '{"type":"x"}' });
    expect(await send('http://a.example/refuse')).toMatchObject({ state: 'bad-answer', status: 422 });
  });

  test('is not sent on, nor a second time, nor inside', async () => {
    const before = received.length;
    expect(await send('http://a.example/elsewhere')).toMatchObject({ state: 'bad-answer', reason: 'redirects' });
    expect(await send('http://a.example/hangs-up')).toMatchObject({ state: 'unreachable', reason: 'connection' });
    expect(received).toHaveLength(before + 2);
    expect(await send('http://[::1]/subscribe')).toEqual({ state: 'blocked', reason: 'private-address' });
  });
});
