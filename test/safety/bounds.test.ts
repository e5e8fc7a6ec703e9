import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledExaminer } from '../../server/bin/bundled-examiner.ts';
import { defaultLimits } from '../../server/fetch/dereference.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';
import { page, type RawWeb, redirect, startRawWeb } from '../fetch/raw-web.ts';

const mebibyte = 1024 * 1024;
const spaces = (size: number) => Buffer.alloc(size, 0x20);
const html = { 'content-type': 'text/html' };
const gzip = { 'content-encoding': 'gzip' };

let web: RawWeb;
beforeAll(async () => {
  web = await startRawWeb({
    ...Object.fromEntries(
      [mebibyte - 1, mebibyte, mebibyte + 1].flatMap((size) => [
        [`a.example/rdf/${size}`, page(spaces(size))],
        [`a.example/packed/${size}`, page(gzipSync(spaces(size)), gzip)],
        [`a.example/html/${size * 3}`, page(spaces(size * 3), html)],
        [`a.example/packed-html/${size * 3}`, page(gzipSync(spaces(size * 3)), { ...html, ...gzip })],
      ]),
    ),
    ...Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`a.example/hop/${n + 1}`, redirect(`/hop/${n}`)])),
    'a.example/hop/0': page(''),
    'a.example/slow': (_request, response) =>
      setTimeout(() => response.writeHead(302, { location: '/slower' }).end(), 400),
    'a.example/slower': (_request, response) => setTimeout(() => response.end('x'), 400),
    'a.example/twice': page(gzipSync(gzipSync('x')), { 'content-encoding': 'gzip, gzip' }),
    'a.example/identity': page('', { 'content-encoding': 'identity' }),
    'a.example/identity-gzip': page(gzipSync(''), { 'content-encoding': 'gzip, identity' }),
  });
});
afterAll(() => web.close());

const stateOf = async (path: string, options = {}) =>
  (await web.dereferencer(options).dereference(`http://a.example${path}`)).state;

describe('what is fetched', () => {
  it('has the bounds that are promised', () => {
    expect(defaultLimits).toEqual({
      connectMs: 10_000,
      totalMs: 30_000,
      rdfBytes: mebibyte,
      htmlBytes: 3 * mebibyte,
      redirects: 5,
    });
  });

  it.each([
    ['rdf', mebibyte],
    ['packed', mebibyte],
    ['html', 3 * mebibyte],
    ['packed-html', 3 * mebibyte],
  ])('is as large as the bound (%s), and no larger, after decompression', async (kind, bound) => {
    const step = bound / mebibyte;
    expect(await stateOf(`/${kind}/${bound - step}`)).toBe('document');
    expect(await stateOf(`/${kind}/${bound}`)).toBe('document');
    expect(await stateOf(`/${kind}/${bound + step}`)).toBe('too-large');
  });

  it('follows four redirects, and five, and not six', async () => {
    expect(await stateOf('/hop/4')).toBe('document');
    expect(await stateOf('/hop/5')).toBe('document');
    expect(await stateOf('/hop/6')).toBe('bad-answer');
  });

  it('has one deadline for all its hops and its body', async () => {
    expect(await stateOf('/slow', { limits: { totalMs: 5000 } })).toBe('document');
    expect(await stateOf('/slow', { limits: { totalMs: 600 } })).toBe('unreachable');
  });

  it('is given up when a connection does not open, its encryption included', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const dereferencer = web.dereferencer({
      hosts: { 'silent.example': { address: '127.0.0.1', port } },
      limits: { connectMs: 300, totalMs: 30_000 },
    });
    const met = await dereferencer.dereference('https://silent.example/');
    expect(met).toEqual({ state: 'unreachable', reason: 'timeout' });
    server.close();
  });

  it('is packed once at most', async () => {
    expect(await stateOf('/twice')).toBe('bad-answer');
    expect(await stateOf('/identity')).toBe('document');
    expect(await stateOf('/identity-gzip')).toBe('document');
  });
});

const prefix =
  '@prefix s: <https://schema.org/> . <#lieu> a <https://w3id.org/obsidienne/ns#ThirdPlace> ; s:name "x" .\n';
const url = 'http://a.example/';
const bytes = (text: string) => new TextEncoder().encode(text);

describe('what is read', () => {
  const examiner = bundledExaminer();
  const isExcessive = async (more: string) => {
    const document = { finalUrl: url, mediaType: 'text/turtle', body: bytes(prefix + more) };
    const { report } = await examiner.examine(document, new Date('2026-01-01'));
    return report.findings.some(({ rule }) => rule === 'reading/too-many-statements');
  };

  it.each([
    [4999, false],
    [5000, false],
    [5001, true],
  ])('says %i things at most 5,000', async (count, excessive) => {
    const more = `<#lieu> s:keywords ${Array.from({ length: count - 2 }, (_, n) => `"${n}"`).join(', ')} .`;
    expect(await isExcessive(more)).toBe(excessive);
  });

  it.each([
    [199, false],
    [200, false],
    [201, true],
  ])('is about %i subjects at most 200', async (count, excessive) => {
    const more = Array.from({ length: count - 1 }, (_, n) => `<#n${n}> s:name "n" .`).join('\n');
    expect(await isExcessive(more)).toBe(excessive);
  });

  const quadsOf = async (body: string, mediaType = 'text/turtle') =>
    parseDocument({ url, mediaType, body: bytes(body) }, new Map());

  it.each([
    [99, true],
    [100, true],
    [101, false],
  ])('is nested %i deep, 100 at most (JSON)', async (depth, isRead) => {
    const nested = `${'{"http://a.example/p":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;
    const { notes } = await quadsOf(nested, 'application/ld+json');
    expect(notes.every(({ severity }) => severity !== 'violation')).toBe(isRead);
  });

  // A letter of one byte, of two, of three, and one of four that JavaScript counts as two.
  const letters = ['a', 'é', '’', '🌱'];
  const around = (most: number) =>
    letters.flatMap((letter) => [most - 1, most, most + 1].map((bytes) => [letter, bytes] as const));

  it.each(around(2048))('has IRIs with %s of %i bytes, 2,048 at most', async (letter, bytes) => {
    const iri = fill('http://a.example/', letter, bytes);
    expect((await quadsOf(`<#a> <#b> <${iri}> .`)).quads.length).toBe(bytes > 2048 ? 0 : 1);
  });

  it.each(around(65_536))('has texts with %s of %i bytes, 65,536 at most', async (letter, bytes) => {
    const text = fill('', letter, bytes);
    for (const tail of ['', '@fr']) {
      expect((await quadsOf(`<#a> <#b> "${text}"${tail} .`)).quads.length).toBe(bytes > 65_536 ? 0 : 1);
    }
  });
});

/** The beginning, then plain letters as far as needed, then so many of the given one that it is so many bytes of UTF-8. */
function fill(beginning: string, letter: string, bytes: number): string {
  const left = bytes - Buffer.byteLength(beginning);
  const size = Buffer.byteLength(letter);
  return beginning + 'a'.repeat(left % size) + letter.repeat(Math.floor(left / size));
}
