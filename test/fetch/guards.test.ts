import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { privatePlaces } from '../../fixtures/hostile/private-places.ts';
import { createGuardedConnector, type Dial } from '../../server/fetch/guarded-connector.ts';
import { listen, page, type RawWeb, redirect, startRawWeb } from './raw-web.ts';

const otherRefusals = [
  ['ftp://a.example/', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['javascript:alert(1)', 'scheme'],
  ['data:text/turtle,', 'scheme'],
  ['unix:/var/run/docker.sock', 'scheme'],
  ['not a url', 'scheme'],
  ['http://a.example:22/', 'port'],
  ['http://a.example:8080/', 'port'],
  ['http://user@a.example/', 'credentials'],
  ['http://user:secret@a.example/', 'credentials'],
] as const;

let web: RawWeb;

beforeAll(async () => {
  const redirects = [...privatePlaces, ...otherRefusals.map(([url]) => url)].map(
    (url, index) => [`a.example/${index}`, redirect(url)] as const,
  );
  web = await startRawWeb({
    ...Object.fromEntries(redirects),
    'a.example/ok': page('', {}),
    'a.example/rebound': redirect('http://rebound.example/'),
  });
});

afterAll(() => web.close());

describe('a place that is not on the public web', () => {
  test.each(privatePlaces)('%s is blocked on the first hop and behind a redirect', async (url) => {
    const blocked = { state: 'blocked', reason: 'private-address' };
    const dereferencer = web.dereferencer();
    expect(await dereferencer.dereference(url)).toEqual(blocked);
    expect(await dereferencer.dereference(`http://a.example/${privatePlaces.indexOf(url)}`)).toEqual(blocked);
  });

  test.each(otherRefusals.filter(([url]) => url !== 'not a url'))(
    '%s is blocked on both hops (%s)',
    async (url, reason) => {
      const index = privatePlaces.length + otherRefusals.findIndex(([other]) => other === url);
      const dereferencer = web.dereferencer();
      expect(await dereferencer.dereference(url)).toEqual({ state: 'blocked', reason });
      expect(await dereferencer.dereference(`http://a.example/${index}`)).toEqual({ state: 'blocked', reason });
    },
  );

  test('is blocked when it is no URL at all', async () => {
    expect(await web.dereferencer().dereference('not a url')).toEqual({ state: 'blocked', reason: 'scheme' });
  });

  test.each([
    [['127.0.0.1']],
    [['93.184.215.14', '10.0.0.1']],
    [['2606:2800:21f:cb07::1', '::1']],
    [['::ffff:10.0.0.1']],
    [['fe80::1%eth0']],
    [['not an address']],
  ])('is blocked when DNS answers %j', async (addresses) => {
    const resolve = async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const dereferencer = web.dereferencer({ resolve });
    const blocked = { state: 'blocked', reason: 'private-address' };
    expect(await dereferencer.dereference('http://rebound.example/')).toEqual(blocked);
    expect(await dereferencer.dereference('http://a.example/rebound')).toEqual(blocked);
  });

  test('is not reached through a mapped name on another port', async () => {
    const met = await web.dereferencer().dereference(`http://a.example:${web.port}/ok`);
    expect(met).toEqual({ state: 'blocked', reason: 'port' });
  });

  test('is refused however the mapped name is spelled, and the mapped name is not', async () => {
    expect(await web.dereferencer().dereference('http://A.EXAMPLE./ok')).toMatchObject({ state: 'not-found' });
    expect(await web.dereferencer().dereference('http://b.a.example/ok')).toMatchObject({ reason: 'dns' });
  });
});

describe('the connector', () => {
  const publicAnswer = async () => [{ address: '93.184.215.14', family: 4 }];
  const target = { hostname: 'rebound.example', protocol: 'http:', port: '' };
  const failureOfConnecting = (connector: ReturnType<typeof createGuardedConnector>) =>
    new Promise<Error | null>((done) => connector(target, (...[error]) => done(error)));
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createServer();
    port = await listen(server);
  });
  afterAll(() => new Promise((done) => server.close(done)));

  test('resolves a name once and dials exactly what it checked', async () => {
    const dialled: unknown[] = [];
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return asked === 1 ? publicAnswer() : [{ address: '127.0.0.1', family: 4 }];
    };
    const dial: Dial = (addresses, _options, callback) => {
      dialled.push(addresses);
      callback(new Error('not dialled in a test'), null);
    };
    const connector = createGuardedConnector({ hosts: {}, resolve, connectMs: 1000, dial });
    const first = await failureOfConnecting(connector);
    const second = await failureOfConnecting(connector);
    expect(first).toMatchObject({ message: 'not dialled in a test' });
    expect(second).toMatchObject({ name: 'BlockedAddress' });
    expect(dialled).toEqual([[{ address: '93.184.215.14', family: 4 }]]);
  });

  test('closes a socket that ended up on a private address', async () => {
    const { promise: closed, resolve: close } = Promise.withResolvers<boolean>();
    const dial: Dial = (_addresses, _options, callback) => {
      const socket = connect(port, '127.0.0.1', () => callback(null, socket));
      socket.on('close', () => close(true));
    };
    const connector = createGuardedConnector({ hosts: {}, resolve: publicAnswer, connectMs: 1000, dial });
    expect(await failureOfConnecting(connector)).toMatchObject({ name: 'BlockedAddress' });
    expect(await closed).toBe(true);
  });
});
