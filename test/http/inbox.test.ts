import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  it('cannot be read', async () => {
    const response = await site.get('/inbox');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST, OPTIONS');
  });

  it('tells senders of any site what it takes', async () => {
    const response = await fetch(`${site.url}/inbox`, { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('accept-post')).toContain('application/ld+json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});
