import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../server/http/errors.ts';
import { createFloodGate } from '../../server/http/flood-gate.ts';
import type { Served } from './serve.ts';
import { serve } from './serve.ts';

let site: Served;
beforeAll(async () => {
  site = await serve();
});
afterAll(() => site.close());

const url = 'https://lieu.example/fiche';
const activity = (type: string, object: unknown, context: unknown = 'https://www.w3.org/ns/activitystreams') =>
  JSON.stringify({ '@context': context, id: '', type, actor: 'https://lieu.example/#nous', object });
const post = (body: string, type = 'application/ld+json') =>
  fetch(`${site.url}/inbox`, { method: 'POST', body, headers: { 'content-type': type } });
const heard = () => site.registered.at(-1);

describe('the inbox', () => {
  it('is named by the home page', async () => {
    expect((await site.get('/')).headers.get('link')).toContain('</inbox>; rel="http://www.w3.org/ns/ldp#inbox"');
  });

  it.each(['Announce', 'Create', 'Update', 'Delete', 'Offer'])(
    'takes %s as a hint to read its object',
    async (type) => {
      const object = `${url}/${type}`;
      const response = await post(activity(type, object));
      expect(response.status).toBe(202);
      expect(response.headers.get('location')).toBe('/registrations/abc');
      expect(heard()).toBe(`hint ${object}`);
    },
  );

  it('takes Turtle, an object told in full, and a media type with a profile', async () => {
    const turtle = `@prefix as: <https://www.w3.org/ns/activitystreams#> . <> a as:Update ; as:object <${url}#ttl> .`;
    expect((await post(turtle, 'text/turtle; charset=utf-8')).status).toBe(202);
    expect(heard()).toBe(`hint ${url}#ttl`);
    const type = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
    expect((await post(activity('Create', { type: 'Place', id: `${url}#in`, name: 'Autre nom' }), type)).status).toBe(
      202,
    );
    expect(heard()).toBe(`hint ${url}#in`);
  });

  it.each([
    ['no JSON', '{', 'application/ld+json', 400],
    ['an unknown activity', activity('Like', url), 'application/ld+json', 400],
    ['an object that is no web address', activity('Update', 'mailto:a@b.example'), 'application/ld+json', 400],
    ['a private address', activity('Update', 'http://127.0.0.1/x'), 'application/ld+json', 400],
    [
      'a context that would have to be fetched',
      activity('Update', url, 'http://10.0.0.1/c'),
      'application/ld+json',
      400,
    ],
    ['JSON 20,000 deep', '['.repeat(20_000) + ']'.repeat(20_000), 'application/ld+json', 400],
    ['nothing', '', 'text/turtle', 400],
    ['another media type', activity('Update', url), 'application/json', 415],
    ['more than 64 KiB', activity('Update', url + 'x'.repeat(70_000)), 'application/ld+json', 413],
  ])('refuses %s and says why', async (_name, body, type, status) => {
    const before = site.registered.length;
    const response = await post(body, type);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(((await response.json()) as { title: string }).title).not.toBe('');
    expect(site.registered).toHaveLength(before);
  });

  it('names a context that it does not carry', async () => {
    const unknown = 'https://contexte.example/v1';
    for (const context of [unknown, [unknown]]) {
      const response = await post(activity('Update', url, context));
      expect(response.status).toBe(400);
      expect(((await response.json()) as { detail: string }).detail).toContain(unknown);
    }
    expect((await post(activity('Update', url, ['https://www.w3.org/ns/activitystreams', unknown]))).status).toBe(202);
  });

  it.each([
    ['application/ld+json', undefined, '"contains":[]'],
    ['application/ld+json', 'application/ld+json, text/turtle;q=0.5', '"contains":[]'],
    ['text/turtle', 'text/turtle', 'ldp#Container'],
  ])('can be read as %s: a container that holds nothing, for nothing is kept', async (type, accept, content) => {
    const response = await site.get('/inbox', accept ? { accept } : {});
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
    expect(await response.text()).toContain(content);
  });

  it('takes nothing but notifications', async () => {
    const response = await fetch(`${site.url}/inbox`, { method: 'PUT', body: 'x' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
  });

  it('tells senders of any site what it takes', async () => {
    const response = await fetch(`${site.url}/inbox`, { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('accept-post')).toContain('application/ld+json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('a flood of addresses', () => {
  /** Sends them twenty at a time; gives how many were taken, and the last answer. */
  async function flood(urls: readonly string[], send: (target: string, url: string) => Promise<Response>) {
    const own = await serve();
    try {
      let last = new Response();
      for (let at = 0; at < urls.length; at += 20) {
        const answers = await Promise.all(urls.slice(at, at + 20).map((one) => send(own.url, one)));
        await Promise.all(answers.map((answer) => answer.arrayBuffer()));
        last = answers.at(-1) ?? last;
      }
      return { taken: own.registered.length, last };
    } finally {
      await own.close();
    }
  }
  const asNotification = (target: string, object: string) =>
    fetch(`${target}/inbox`, {
      method: 'POST',
      body: activity('Update', object),
      headers: { 'content-type': 'application/ld+json' },
    });
  const asRegistration = (target: string, object: string) =>
    fetch(`${target}/registrations`, {
      method: 'POST',
      body: JSON.stringify({ url: object }),
      headers: { 'content-type': 'application/json' },
    });
  const sameUrl = Array.from({ length: 1000 }, () => url);
  const oneSite = Array.from({ length: 300 }, (_, i) => `https://page${i}.lieu.example/`);

  it.each([
    ['a thousand notifications of one address', sameUrl, asNotification],
    ['hundreds of notifications of one site', oneSite, asNotification],
    ['hundreds of registrations at one site', oneSite, asRegistration],
  ])('of %s is bounded and told to come later', async (_name, urls, send) => {
    const { taken, last } = await flood(urls, send);
    expect(taken).toBe(100);
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('in batches counts at the site of each address, for every sender', async () => {
    const gate = createFloodGate(() => new Date(0));
    const heard: string[] = [];
    const registrations = gate.guard({
      register: (one) => ({ state: 'registered', id: one }),
      hint(one) {
        heard.push(one);
        return { state: 'registered', id: one };
      },
      read: () => undefined,
      lastVisit: () => undefined,
    });
    for (let i = 0; i < 100; i++) registrations.hint(`https://a.example/${i}`);
    expect(() => registrations.hint('https://b.a.example/')).toThrow(Problem);
    expect(() => registrations.register('https://a.example/')).toThrow('Many addresses of a.example');
    registrations.hint('https://b.example/');
    expect(heard).toHaveLength(101);
  });
});
