import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Document } from '../../server/fetch/dereference.ts';
import { page, type RawWeb, redirect, startRawWeb, status } from './raw-web.ts';

const turtle = '<#lieu> <https://schema.org/name> "Le lieu"@fr .\n';
const aMebibyte = 1024 * 1024;
const bomb = gzipSync(Buffer.alloc(64 * aMebibyte, 0x20));

let web: RawWeb;

beforeAll(async () => {
  web = await startRawWeb({
    'a.example/plain': page(turtle, { etag: '"v1"', 'last-modified': 'Mon, 23 Nov 2026 10:00:00 GMT' }),
    'a.example/latin1': page(Buffer.from('<#a> <#b> "caf\u00e9" .', 'latin1'), {
      'content-type': 'Text/Turtle; charset=ISO-8859-1',
    }),
    'a.example/wrong-type': page(turtle, { 'content-type': 'application/octet-stream' }),
    'a.example/no-type': (_request, response) => response.end(turtle),
    'a.example/links': page(turtle, {
      link: '</contexte.jsonld>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json", <profil.ttl>; rel=alternate',
    }),
    'a.example/gzip': page(gzipSync(turtle), { 'content-encoding': 'gzip' }),
    'a.example/deflate': page(deflateSync(turtle), { 'content-encoding': 'deflate' }),
    'a.example/brotli': page(brotliCompressSync(turtle), { 'content-encoding': 'br' }),
    'a.example/double': page(gzipSync(gzipSync(turtle)), { 'content-encoding': 'gzip, gzip' }),
    'a.example/compress': page(turtle, { 'content-encoding': 'compress' }),
    'a.example/not-gzip': page(turtle, { 'content-encoding': 'gzip' }),
    'a.example/cut-gzip': page(gzipSync(turtle).subarray(0, 30), { 'content-encoding': 'gzip' }),
    'a.example/bomb': page(bomb, { 'content-encoding': 'gzip' }),
    'a.example/big': page('#'.repeat(aMebibyte + 1)),
    'a.example/big-page': page(' '.repeat(aMebibyte + 1), { 'content-type': 'text/html; charset=utf-8' }),
    'a.example/huge-page': page(' '.repeat(3 * aMebibyte + 1), { 'content-type': 'text/html' }),
    'a.example/endless': (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/turtle' });
      const pour = () => {
        while (!response.destroyed && response.write('#'.repeat(65_536)));
      };
      response.on('drain', pour);
      pour();
    },
    'a.example/drip': (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/turtle' });
      const drip = setInterval(() => response.write('#'), 10);
      response.on('close', () => clearInterval(drip));
    },
    'a.example/silent': () => undefined,
    'a.example/gone': status(410),
    'a.example/private': status(401),
    'a.example/forbidden': status(403),
    'a.example/teapot': status(418),
    'a.example/unasked-304': status(304),
    'a.example/busy': status(429, { 'retry-after': '120' }),
    'a.example/down': status(503, { 'retry-after': 'Mon, 23 Nov 2026 13:00:00 GMT' }),
    'a.example/broken': status(500),
    'a.example/cached': (request, response) => {
      const unchanged = request.headers['if-none-match'] === '"v1"';
      response
        .writeHead(unchanged ? 304 : 200, { etag: '"v1"', 'content-type': 'text/turtle' })
        .end(unchanged ? '' : turtle);
    },
    'a.example/to-cached': redirect('http://b.example/cached'),
    'b.example/cached': (request, response) => response.writeHead(request.headers['if-none-match'] ? 304 : 200).end(),
    'a.example/see-other': redirect('http://b.example/profil.ttl#lieu', 303),
    'b.example/profil.ttl': page(turtle),
    'a.example/accented': redirect('/café'),
    'a.example/caf%C3%A9': page(turtle),
    'a.example/moved': redirect('plain', 301),
    'a.example/temporary': redirect('/plain', 307),
    'a.example/permanent': redirect('//a.example/plain', 308),
    'a.example/loop': redirect('/loop2'),
    'a.example/loop2': redirect('/loop'),
    'a.example/nowhere': status(302),
    'a.example/strange-redirect': redirect('http://[oops'),
    'a.example/header-bomb': page(turtle, { 'x-long': 'x'.repeat(40_000) }),
    'a.example/bad-etag': page(turtle, { etag: 'no quotes', 'last-modified': 'yesterday' }),
    'a.example/cut-short': (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/turtle', 'content-length': '1000' });
      response.write(turtle, () => response.destroy());
    },
  });
});

afterAll(() => web.close());

async function documentAt(url: string): Promise<Document> {
  const met = await web.dereferencer().dereference(url);
  if (met.state !== 'document') throw new Error(`met ${JSON.stringify(met)}`);
  return met.document;
}

const text = (document: Document) => new TextDecoder().decode(document.body);

describe('a document', () => {
  test('comes with its type, validators, hash and final URL', async () => {
    expect(await documentAt('http://a.example/plain')).toMatchObject({
      url: 'http://a.example/plain',
      finalUrl: 'http://a.example/plain',
      mediaType: 'text/turtle',
      validators: { etag: '"v1"', lastModified: 'Mon, 23 Nov 2026 10:00:00 GMT' },
      hash: createHash('sha256').update(turtle).digest('hex'),
    });
  });

  test('keeps the charset parameter, lower-case, and the bytes as they are', async () => {
    const document = await documentAt('http://a.example/latin1');
    expect(document).toMatchObject({ mediaType: 'text/turtle', charset: 'iso-8859-1' });
    expect(Buffer.from(document.body).toString('latin1')).toContain('café');
  });

  test('keeps a wrong media type, and an absent one as empty', async () => {
    expect((await documentAt('http://a.example/wrong-type')).mediaType).toBe('application/octet-stream');
    expect((await documentAt('http://a.example/no-type')).mediaType).toBe('');
  });

  test('lists its Link header with absolute targets', async () => {
    expect((await documentAt('http://a.example/links')).links).toEqual([
      {
        target: 'http://a.example/contexte.jsonld',
        rel: 'http://www.w3.org/ns/json-ld#context',
        type: 'application/ld+json',
      },
      { target: 'http://a.example/profil.ttl', rel: 'alternate' },
    ]);
  });

  test.each(['gzip', 'deflate', 'brotli'])('is decompressed from %s', async (coding) => {
    expect(text(await documentAt(`http://a.example/${coding}`))).toBe(turtle);
  });

  test('leaves out validators that could not be sent back', async () => {
    expect((await documentAt('http://a.example/bad-etag')).validators).toEqual({});
  });

  test('is asked for with our name, RDF first, and no fragment', async () => {
    await documentAt('http://a.example/plain#lieu');
    const request = web.requests.at(-1);
    expect(request?.url).toBe('/plain');
    expect(request?.headers['user-agent']).toContain('Obsidienne/0.1');
    expect(request?.headers.accept).toMatch(/^text\/turtle, application\/ld\+json;q=0\.95/);
    expect(request?.headers.cookie).toBeUndefined();
  });

  test('can be asked for in the words of the caller', async () => {
    await web.dereferencer().dereference('http://a.example/plain', { accept: 'text/csv' });
    expect(web.requests.at(-1)?.headers.accept).toBe('text/csv');
  });
});

describe('limits', () => {
  test.each(['double', 'compress', 'not-gzip', 'cut-gzip'])('refuse the encoding of /%s', async (name) => {
    expect(await web.dereferencer().dereference(`http://a.example/${name}`)).toEqual({
      state: 'bad-answer',
      reason: 'encoding',
    });
  });

  test('stop a compression bomb at the ceiling', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const met = await web.dereferencer().dereference('http://a.example/bomb');
    expect(met).toEqual({ state: 'too-large', limitBytes: aMebibyte });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * aMebibyte);
  });

  test('refuse a long RDF file but read a page of the same length', async () => {
    expect(await web.dereferencer().dereference('http://a.example/big')).toMatchObject({ state: 'too-large' });
    expect((await documentAt('http://a.example/big-page')).body.length).toBe(aMebibyte + 1);
    expect(await web.dereferencer().dereference('http://a.example/huge-page')).toEqual({
      state: 'too-large',
      limitBytes: 3 * aMebibyte,
    });
  });

  test('end a body that never ends', async () => {
    expect(await web.dereferencer().dereference('http://a.example/endless')).toMatchObject({ state: 'too-large' });
  });

  test.each(['drip', 'silent'])('end /%s at the deadline', async (name) => {
    const dereferencer = web.dereferencer({ limits: { totalMs: 150 } });
    expect(await dereferencer.dereference(`http://a.example/${name}`)).toEqual({
      state: 'unreachable',
      reason: 'timeout',
    });
  });

  test('refuse overlong headers', async () => {
    expect(await web.dereferencer().dereference('http://a.example/header-bomb')).toMatchObject({
      state: 'bad-answer',
      reason: 'protocol',
    });
  });
});

describe('an answer that is no document', () => {
  const now = () => Date.parse('2026-11-23T12:00:00Z');
  test.each([
    ['nothing', { state: 'not-found', status: 404 }],
    ['gone', { state: 'gone', status: 410 }],
    ['private', { state: 'forbidden', status: 401 }],
    ['forbidden', { state: 'forbidden', status: 403 }],
    ['teapot', { state: 'bad-answer', reason: 'status', status: 418 }],
    ['unasked-304', { state: 'bad-answer', reason: 'status', status: 304 }],
    ['busy', { state: 'unreachable', reason: 'rate-limited', status: 429, retryAfterMs: 120_000 }],
    ['down', { state: 'unreachable', reason: 'server-error', status: 503, retryAfterMs: 3_600_000 }],
    ['broken', { state: 'unreachable', reason: 'server-error', status: 500 }],
    ['cut-short', { state: 'unreachable', reason: 'connection' }],
  ])('/%s is told as what it is', async (name, expected) => {
    expect(await web.dereferencer({ now }).dereference(`http://a.example/${name}`)).toEqual(expected);
  });

  test('a closed port is a failed connection', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await new Promise((done) => server.close(done));
    const dereferencer = web.dereferencer({ hosts: { 'closed.example': { address: '127.0.0.1', port } } });
    expect(await dereferencer.dereference('http://closed.example/')).toEqual({
      state: 'unreachable',
      reason: 'connection',
    });
  });

  test('a server that speaks no TLS is a TLS failure', async () => {
    expect(await web.dereferencer().dereference('https://a.example/plain')).toEqual({
      state: 'unreachable',
      reason: 'tls',
    });
  });

  test('a server that speaks no HTTP is a protocol failure', async () => {
    const server = createServer((socket) => socket.end('220 mail.example ESMTP\r\n').resume());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const dereferencer = web.dereferencer({ hosts: { 'mail.example': { address: '127.0.0.1', port } } });
    expect(await dereferencer.dereference('http://mail.example/')).toEqual({ state: 'bad-answer', reason: 'protocol' });
    await new Promise((done) => server.close(done));
  });

  test('a name without address is a DNS failure', async () => {
    const resolve = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    };
    const met = { state: 'unreachable', reason: 'dns' };
    expect(await web.dereferencer({ resolve }).dereference('http://nobody.example/')).toEqual(met);
    expect(await web.dereferencer({ resolve: async () => [] }).dereference('http://nobody.example/')).toEqual(met);
  });
});

describe('redirects', () => {
  test.each(['moved', 'temporary', 'permanent'])('are followed from /%s', async (name) => {
    const document = await documentAt(`http://a.example/${name}`);
    expect(document).toMatchObject({ url: `http://a.example/${name}`, finalUrl: 'http://a.example/plain' });
  });

  test('lead to another site and lose the fragment in the base', async () => {
    expect((await documentAt('http://a.example/see-other')).finalUrl).toBe('http://b.example/profil.ttl');
  });

  test('are followed when the server writes accents as they are', async () => {
    expect((await documentAt('http://a.example/accented')).finalUrl).toBe('http://a.example/caf%C3%A9');
  });

  test.each(['loop', 'nowhere', 'strange-redirect'])('that lead nowhere end the visit at /%s', async (name) => {
    expect(await web.dereferencer().dereference(`http://a.example/${name}`)).toMatchObject({
      state: 'bad-answer',
      reason: 'redirects',
    });
  });

  test('of a loop cost six requests and no more', async () => {
    const before = web.asked.length;
    await web.dereferencer().dereference('http://a.example/loop');
    expect(web.asked.length - before).toBe(6);
  });
});

describe('validators', () => {
  test('turn an unchanged document into not-modified', async () => {
    const dereferencer = web.dereferencer();
    const previous = { validators: { etag: '"v1"' } };
    expect(await dereferencer.dereference('http://a.example/cached', previous)).toEqual({
      state: 'not-modified',
      finalUrl: 'http://a.example/cached',
      validators: { etag: '"v1"' },
    });
    expect(await dereferencer.dereference('http://a.example/cached')).toMatchObject({ state: 'document' });
  });

  test('are not sent to another URL than the one that gave them', async () => {
    const previous = { validators: { etag: '"v1"' }, finalUrl: 'http://a.example/cached' };
    const met = await web.dereferencer().dereference('http://a.example/to-cached', previous);
    expect(met).toMatchObject({ state: 'document', document: { finalUrl: 'http://b.example/cached' } });
  });
});

test('closing breaks off what is under way', async () => {
  const dereferencer = web.dereferencer();
  const pending = dereferencer.dereference('http://a.example/silent');
  await dereferencer.close();
  expect(await pending).toEqual({ state: 'unreachable', reason: 'connection' });
});
