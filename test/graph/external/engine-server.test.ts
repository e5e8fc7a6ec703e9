import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngineServer, type EngineServer, type Met } from '../../../server/graph/external/engine-server.ts';

const credentials = { user: 'researcher', password: 'h4rd "to" guess' };
const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

interface Heard {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A real server that answers as is said, and remembers what it heard. */
async function listen(
  answer: (heard: Heard, response: ServerResponse) => void,
): Promise<{ base: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, url, headers } = request;
    const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
    heard.push(one);
    answer(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

function connect(endpoint: string, update?: string, known: typeof credentials | undefined = credentials): EngineServer {
  const server = createEngineServer({
    endpoint,
    ...(update ? { update } : {}),
    ...(known ? { credentials: known } : {}),
  });
  open.push(server.close);
  return server;
}

const signal = () => AbortSignal.timeout(10_000);
const ask = (server: EngineServer) =>
  server.ask('ASK {}', { accept: 'application/sparql-results+json', timeoutMs: 5_000, signal: signal() });

async function textOf(met: Met): Promise<string> {
  if (met.state !== 'answered') throw new Error(`${met.state}: ${met.words}`);
  return Buffer.concat(await Array.fromAsync(met.body)).toString();
}

function challenge(response: ServerResponse, ...challenges: string[]): void {
  response.writeHead(401, { 'WWW-Authenticate': challenges }).end('who are you?');
}

/** What RFC 7616 §3.4.1 makes of a header that a server was sent, computed here from the password alone. */
function isRightDigest(
  header: string,
  { hash, method, realm }: { hash: 'md5' | 'sha256'; method: string; realm: string },
) {
  const given = Object.fromEntries(
    [...header.matchAll(/(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)].map(([, name, quoted, bare]) => [
      name,
      quoted ?? bare,
    ]),
  ) as Record<string, string>;
  const h = (text: string) => createHash(hash).update(text).digest('hex');
  const plain = h(`${credentials.user}:${realm}:${credentials.password}`);
  const isSession = /-sess$/i.test(given['algorithm'] ?? '');
  const a1 = isSession ? h(`${plain}:${given['nonce']}:${given['cnonce']}`) : plain;
  const a2 = h(`${method}:${given['uri']}`);
  const middle = given['qop']
    ? `${given['nonce']}:${given['nc']}:${given['cnonce']}:${given['qop']}`
    : `${given['nonce']}`;
  return { given, isRight: given['response'] === h(`${a1}:${middle}:${a2}`) };
}

describe('what a graph server is told', () => {
  it('is a form for a query and the words themselves for an update, each at its address', async () => {
    const { base, heard } = await listen((_, response) => response.end('{}'));
    const server = connect(`${base}/query`, `${base}/update`);
    await textOf(await ask(server));
    await server.update('INSERT DATA {}', signal());
    expect(heard.map(({ method, url, headers, body }) => [method, url, headers['content-type'], body])).toEqual([
      ['POST', '/query', 'application/x-www-form-urlencoded', 'query=ASK+%7B%7D'],
      ['POST', '/update', 'application/sparql-update', 'INSERT DATA {}'],
    ]);
  });

  it('holds no credentials before it asks for them, nor when there are none', async () => {
    const { base, heard } = await listen((_, response) => response.end('{}'));
    await textOf(await ask(connect(base)));
    expect(heard[0]?.headers.authorization).toBeUndefined();
    const asking = await listen((_, response) => challenge(response, 'Basic realm="x"'));
    const server = createEngineServer({ endpoint: asking.base });
    open.push(server.close);
    expect(await ask(server)).toMatchObject({ state: 'unreachable' });
    expect(asking.heard.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});

describe('Basic', () => {
  it('is answered once the server asks, and from then on without being asked', async () => {
    const right = `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
    const { base, heard } = await listen(({ headers }, response) =>
      headers.authorization === right
        ? response.end('{}')
        : challenge(response, 'Basic realm="graphs", charset="UTF-8"'),
    );
    const server = connect(base);
    await textOf(await ask(server));
    await textOf(await ask(server));
    expect(heard.map(({ headers }) => headers.authorization)).toEqual([undefined, right, right]);
  });
});

describe('Digest', () => {
  const realm = 'SPARQL';
  const cases = [
    ['MD5 with qop', 'md5', `Digest realm="${realm}", nonce="n1", qop="auth", opaque="o", algorithm=MD5`],
    ['MD5 as of RFC 2069', 'md5', `Digest realm="${realm}", nonce="n1"`],
    ['MD5-sess', 'md5', `Digest realm="${realm}", nonce="n1", qop="auth,auth-int", algorithm=MD5-sess`],
    ['SHA-256', 'sha256', `Digest realm="${realm}", nonce="n1", qop="auth", algorithm=SHA-256`],
  ] as const;

  it.each(cases)('is made as the server asks: %s', async (_, hash, asked) => {
    const { base, heard } = await listen(({ headers }, response) => {
      const { authorization = '' } = headers;
      const { isRight } = isRightDigest(authorization, { hash, method: 'POST', realm });
      return authorization.startsWith('Digest ') && isRight ? response.end('{}') : challenge(response, asked);
    });
    const server = connect(`${base}/sparql-auth?x=1`);
    await textOf(await ask(server));
    await textOf(await ask(server));
    expect(heard.length).toBe(3);
    const given = heard.map(
      ({ headers }) => isRightDigest(headers.authorization ?? '', { hash, method: 'POST', realm }).given,
    );
    expect(given[1]).toMatchObject({ username: credentials.user, realm, nonce: 'n1', uri: '/sparql-auth?x=1' });
    // Each use of a nonce has its number, so that none can be played again.
    if (given[1]?.['qop']) expect([given[1]['nc'], given[2]?.['nc']]).toEqual(['00000001', '00000002']);
    if (asked.includes('opaque')) expect(given[1]?.['opaque']).toBe('o');
    for (const { headers } of heard) {
      expect(headers.authorization ?? '').not.toContain(credentials.password);
      expect(headers.authorization ?? '').not.toMatch(/algorithm="|qop="|nc="/);
    }
  });

  it('is preferred to Basic, whichever is named first, with the realm that is its own', async () => {
    for (const order of [
      ['Basic realm="other"', `Digest realm="${realm}", nonce="n", qop="auth"`],
      [`Digest realm="${realm}", nonce="n", qop="auth"`, 'Basic realm="other"'],
      [
        'Digest realm="x", nonce="m", algorithm=SHA-512-256',
        `Digest realm="${realm}", nonce="n", qop="auth", algorithm=MD5`,
      ],
    ]) {
      const { base } = await listen(({ headers }, response) =>
        isRightDigest(headers.authorization ?? '', { hash: 'md5', method: 'POST', realm }).isRight
          ? response.end('{}')
          : challenge(response, ...order),
      );
      expect([order, (await ask(connect(base))).state]).toEqual([order, 'answered']);
    }
  });

  it('is made anew when the server takes another nonce', async () => {
    let nonce = 'first';
    const { base, heard } = await listen(({ headers }, response) => {
      const { given, isRight } = isRightDigest(headers.authorization ?? '', { hash: 'md5', method: 'POST', realm });
      return isRight && given['nonce'] === nonce
        ? response.end('{}')
        : challenge(response, `Digest realm="${realm}", nonce="${nonce}", qop="auth", stale=true`);
    });
    const server = connect(base);
    await textOf(await ask(server));
    nonce = 'second';
    await textOf(await ask(server));
    expect(heard.map(({ headers }) => /nc=(\w+)/.exec(headers.authorization ?? '')?.[1])).toEqual([
      undefined,
      '00000001',
      '00000002',
      '00000001',
    ]);
  });
});

describe('a server that does not answer as it should', () => {
  it('is away when it wants other credentials, after a few tries and without a word of the password', async () => {
    for (const asked of ['Basic realm="x"', 'Digest realm="x", nonce="n", qop="auth"', 'Negotiate']) {
      const { base, heard } = await listen((_, response) => challenge(response, asked));
      const met = await ask(connect(base));
      expect(met).toEqual({ state: 'unreachable', words: 'the server asks for other credentials (401)' });
      expect(heard.length).toBeLessThanOrEqual(3);
    }
  });

  it.each([301, 302, 303, 307, 308])(
    'is away when it redirects (%i): nothing follows, credentials least',
    async (status) => {
      const elsewhere = await listen((_, response) => response.end('{}'));
      const { base, heard } = await listen(({ headers }, response) =>
        headers.authorization
          ? response.writeHead(status, { Location: `${elsewhere.base}/sparql` }).end()
          : challenge(response, 'Basic realm="x"'),
      );
      const server = connect(base, `${base}/update`);
      const words = `the server redirects (${status}) and redirects are not followed`;
      expect(await ask(server)).toEqual({ state: 'unreachable', words });
      expect(await server.update('INSERT DATA {}', signal())).toEqual({ state: 'unreachable', words });
      expect(heard.filter(({ headers }) => headers.authorization).length).toBe(2);
      expect(elsewhere.heard).toEqual([]);
    },
  );

  it.each([
    [400, 'refused'],
    [500, 'refused'],
    [404, 'unreachable'],
    [429, 'unreachable'],
    [503, 'unreachable'],
  ])('has refused, or is away: %i is %s', async (status, state) => {
    const { base } = await listen((_, response) => response.writeHead(status).end('because'));
    expect(await ask(connect(base))).toMatchObject({ state });
  });

  it('is asked again when it closed a kept connection, and away when nobody is there', async () => {
    let count = 0;
    const { base } = await listen((_, response) => {
      count++;
      response.end('{}', () => response.socket?.destroy());
    });
    const server = connect(base);
    for (let n = 0; n < 3; n++) await textOf(await ask(server));
    expect([count, server.connections]).toEqual([3, 3]);
    const gone = await listen((_, response) => response.end('{}'));
    await open.pop()?.();
    expect(await ask(connect(gone.base))).toMatchObject({
      state: 'unreachable',
      words: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
