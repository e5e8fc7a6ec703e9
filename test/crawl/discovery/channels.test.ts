import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundledExaminer } from '../../../server/bin/bundled-examiner.ts';
import type { ChannelLimits } from '../../../server/crawl/discovery/channels.ts';
import { channelLimits, createChannels } from '../../../server/crawl/discovery/channels.ts';
import { createReadApart } from '../../../server/crawl/examination/read-apart.ts';
import type { Dereferencer } from '../../../server/fetch/dereference.ts';
import { createDereferencer } from '../../../server/fetch/dereference.ts';
import { hintGapMs } from '../../../server/registry/hint.ts';
import type { Registration } from '../../../server/registry/registration.ts';
import { newRegistration } from '../../../server/registry/registration.ts';
import type { ChannelOffer } from '../../../server/registry/source.ts';

const topic = 'http://pod.example/lieu.ttl';
const receiveFrom = 'http://pod.example/stream';
const description = 'http://pod.example/.well-known/solid';
const streaming: ChannelOffer = { kind: 'stream', url: receiveFrom };
const described: ChannelOffer = { kind: 'description', url: description };

/** A pod that answers as each test says; streams it has opened can be written to. */
let server: Server;
let hosts: Record<string, { address: string; port: number }>;
let pages: Record<string, (request: IncomingMessage, response: ServerResponse) => void>;
let streams: ServerResponse[];
let asked: string[];
let dereferencer: Dereferencer;
let hints: { id: string; gapMs: number }[];
let waits: number[];
let clock: number;
let known: Map<string, Registration>;
let channels: ReturnType<typeof createChannels>;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = `${request.headers.host}${request.url}`;
    asked.push(`${request.method} ${path}`);
    const page = pages[path];
    if (page) page(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  hosts = Object.fromEntries(['pod.example', 'victim.example'].map((host) => [host, { address: '127.0.0.1', port }]));
});
afterAll(() => new Promise((done) => server.close(done)));

beforeEach(() => {
  streams = [];
  asked = [];
  hints = [];
  waits = [];
  clock = 0;
  known = new Map();
  pages = { 'pod.example/stream': openStream };
  dereferencer = createDereferencer({ userAgent: 'Obsidienne/0.1', hosts, robots: false, politeness: { gapMs: 0 } });
  listen();
});
afterEach(async () => {
  await channels.close();
  await dereferencer.close();
  server.closeAllConnections();
});

function openStream(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/turtle' });
  response.flushHeaders();
  streams.push(response);
}

/** Pauses are only noted: the clock moves when told. */
function listen(limits: Partial<ChannelLimits> = {}): void {
  channels = createChannels({
    dereferencer,
    readApart: createReadApart(bundledExaminer(), () => new Date(0)),
    find: (id) => known.get(id),
    hint: (id, gapMs) => hints.push({ id, gapMs }),
    limits: { ...channelLimits, ...limits },
    elapsed: () => clock,
    wait: async (ms) => void waits.push(ms),
  });
}

function registration(channel: ChannelOffer | undefined, more: Partial<Registration> = {}): Registration {
  const url = more.url ?? topic;
  const made: Registration = {
    ...newRegistration(url, 'test', new Date(0)),
    status: 'listed',
    sources: [{ url, finalUrl: url, accept: '', byteHash: '', etag: '"un"', ...(channel ? { channel } : {}) }],
    ...more,
  };
  known.set(made.id, made);
  return made;
}
const follow = (offer: ChannelOffer | undefined, more?: Partial<Registration>) => {
  const made = registration(offer, more);
  channels.follow(made);
  return made;
};
const opened = async (count = 1) => {
  await expect.poll(() => streams.length).toBe(count);
  return streams[count - 1] as ServerResponse;
};
const said = (word: string) =>
  `<> <https://www.w3.org/ns/activitystreams#object> <${topic}> ; <#state> "\\"${word}\\"" .\n`;

describe('a source that tells of its changes', () => {
  it('is listened to, and each thing it says that we have not read is a hint to read it', async () => {
    const { id } = follow(streaming);
    const stream = await opened();
    stream.write(said('un'));
    stream.write(said('deux'));
    await expect.poll(() => hints).toEqual([{ id, gapMs: 60_000 }]);
    stream.write('n’importe quoi');
    await expect.poll(() => hints).toHaveLength(2);
  });

  it('is found by the subscription service of its storage, asked as the protocol says', async () => {
    const bodies: string[] = [];
    const turtle = `@prefix n: <http://www.w3.org/ns/solid/notifications#> . <> n:subscription </ws/>, </sub/> .
      </ws/> n:channelType n:WebSocketChannel2023 . </sub/> n:channelType n:StreamingHTTPChannel2023 .`;
    pages['pod.example/.well-known/solid'] = (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/turtle' }).end(turtle);
    pages['pod.example/sub/'] = async (request, response) => {
      bodies.push(await text(request));
      response.writeHead(200, { 'content-type': 'application/ld+json' }).end(JSON.stringify({ receiveFrom }));
    };
    follow(described);
    await opened();
    expect(asked).toEqual(['GET pod.example/.well-known/solid', 'POST pod.example/sub/', 'GET pod.example/stream']);
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
      type: 'http://www.w3.org/ns/solid/notifications#StreamingHTTPChannel2023',
      topic,
    });
  });

  it.each([
    ['withdrawn', { status: 'withdrawn' }],
    ['hidden or failing', { status: 'unreachable' }],
    ['without an offer any more', { sources: [] }],
  ] as const)('is forgotten once it is %s, and its connection closed', async (_name, more) => {
    const { url } = follow(streaming);
    const stream = await opened();
    const closed = once(stream, 'close');
    follow(streaming, { url, ...more });
    await closed;
    await expect.poll(() => channels.count).toBe(0);
  });

  it('is listened to once, ten times at one site at most, and so many times in all', async () => {
    const many = (count: number, host: string) =>
      Array.from({ length: count }, (_, i) => follow(streaming, { url: `http://${host}/${i}` }));
    many(12, 'pod.example');
    many(12, 'pod.example');
    expect(channels.count).toBe(10);
    await channels.close();
    listen({ most: 3 });
    many(2, 'a.example');
    many(2, 'b.example');
    expect(channels.count).toBe(3);
  });

  it('that breaks off is opened again after ever longer pauses, and left until its next visit after five', async () => {
    pages['pod.example/stream'] = (_request, response) => response.writeHead(200).end();
    const made = follow(streaming);
    await expect.poll(() => channels.count).toBe(0);
    expect(waits).toEqual([2, 4, 8, 16, 32].map((minutes) => minutes * 60_000));
    pages['pod.example/stream'] = openStream;
    channels.follow(made);
    await opened();
  });

  it('that held for a while and broke off is opened again without being counted as failing', async () => {
    follow(streaming);
    for (let time = 1; time <= 8; time++) {
      const stream = await opened(time);
      clock += 11 * 60_000;
      stream.end();
    }
    await opened(9);
    expect(new Set(waits)).toEqual(new Set([60_000]));
  });
});

describe('a hostile channel', () => {
  it('brings a visit a minute two dozen times a day, and one an hour after that', async () => {
    follow(streaming);
    const stream = await opened();
    for (let time = 1; time <= 30; time++) {
      stream.write('x');
      await expect.poll(() => hints).toHaveLength(time);
    }
    const gaps = hints.map(({ gapMs }) => gapMs);
    expect([gaps.filter((ms) => ms === 60_000).length, gaps.filter((ms) => ms === hintGapMs).length]).toEqual([24, 6]);
    clock += 25 * hintGapMs;
    stream.write('x');
    await expect.poll(() => hints.at(-1)?.gapMs).toBe(60_000);
  });

  it('that pours bytes without end is closed at its limit, and given up', async () => {
    let closings = 0;
    pages['pod.example/stream'] = (_request, response) => {
      response.on('close', () => closings++);
      const pour = () => {
        while (!response.destroyed && response.write('#'.repeat(65_536)));
      };
      response.on('drain', pour);
      pour();
    };
    follow(streaming);
    await expect.poll(() => channels.count).toBe(0);
    await expect.poll(() => closings).toBe(5);
    expect(hints.length).toBeLessThan(1000);
  });

  it.each<[string, ChannelOffer, Record<string, (request: IncomingMessage, response: ServerResponse) => void>]>([
    ['redirects inside', streaming, { 'pod.example/stream': redirectTo('http://127.0.0.1/') }],
    ['redirects for ever', streaming, { 'pod.example/stream': redirectTo('/stream') }],
    ['is forbidden', streaming, { 'pod.example/stream': (_q, response) => response.writeHead(401).end() }],
    ['is described by garbage', described, { 'pod.example/.well-known/solid': answer('<<<<', 'text/turtle') }],
    ['names a private service', described, subscription('http://10.0.0.1/sub')],
    ['names a service at another site', described, subscription('http://victim.example/sub')],
    ['is answered with a private address', described, subscription('/sub', { receiveFrom: 'http://169.254.169.254/' })],
    ['is answered with another site', described, subscription('/sub', { receiveFrom: 'http://victim.example/x' })],
    ['is answered with another scheme', described, subscription('/sub', { receiveFrom: 'file:///etc/passwd' })],
    ['is answered with nonsense', described, subscription('/sub', ['receiveFrom'])],
    [
      'is answered with no JSON',
      described,
      { ...subscription('/sub'), 'pod.example/sub': answer('{', 'application/ld+json') },
    ],
    [
      'refuses the subscription',
      described,
      { ...subscription('/sub'), 'pod.example/sub': answer('no', 'text/plain', 422) },
    ],
  ])('that %s is left alone, and asks nothing of anybody else', async (_name, offer, theirs) => {
    pages = theirs;
    follow(offer);
    await expect.poll(() => channels.count).toBe(0);
    expect(asked.filter((line) => !/ pod\.example\//.test(line))).toEqual([]);
    expect([hints, waits]).toEqual([[], []]);
  });
});

function redirectTo(location: string) {
  return (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(302, { location }).end();
}

function answer(body: string, type: string, status = 200) {
  return (_request: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': type }).end(body);
}

/** A storage whose description names a subscription service, and what that answers. */
function subscription(service: string, body: unknown = {}) {
  const n = 'http://www.w3.org/ns/solid/notifications#';
  return {
    'pod.example/.well-known/solid': answer(
      `<> <${n}subscription> <${service}> . <${service}> <${n}channelType> <${n}StreamingHTTPChannel2023> .`,
      'text/turtle',
    ),
    'pod.example/sub': answer(JSON.stringify(body), 'application/ld+json'),
  };
}
