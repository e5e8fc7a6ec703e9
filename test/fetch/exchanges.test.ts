import { afterEach, expect, it } from 'vitest';
import type { SmallWeb } from '../../fixtures/small-web.ts';
import { startSmallWeb } from '../../fixtures/small-web.ts';
import type { Dereferencer, Exchanged } from '../../server/fetch/dereference.ts';
import { createDereferencer } from '../../server/fetch/dereference.ts';

let web: SmallWeb;
let dereferencer: Dereferencer;
afterEach(async () => {
  await dereferencer.close();
  await web.close();
});

it('tells every request with its site and what came of it, robots.txt and redirects too, and none of our own waiting', async () => {
  const text = (body: string) => ({ body, mediaType: 'text/plain' });
  const to = { ...text(''), status: 301, headers: { location: '/neuf' } };
  web = await startSmallWeb([
    {
      host: 'lieu.localhost',
      pages: new Map([
        ['/robots.txt', text('User-agent: *\nCrawl-delay: 20')],
        ['/ancien', to],
        ['/neuf', { body: '<#a> <#b> <#c> .', mediaType: 'text/turtle' }],
      ]),
    },
  ]);
  const seen: Exchanged[] = [];
  const waited: number[] = [];
  dereferencer = createDereferencer({
    userAgent: 'Test/1 (+https://test.example/)',
    hosts: web.hosts,
    wait: async (ms) => void waited.push(ms),
    onExchange: (exchanged) => seen.push(exchanged),
  });
  await dereferencer.dereference('http://lieu.localhost/ancien');
  await dereferencer.dereference('http://lieu.localhost/rien');
  const site = 'lieu.localhost';
  expect(seen.map(({ ms: _ms, ...exchanged }) => exchanged)).toEqual([
    { site, state: 'document' },
    { site, state: 'redirect' },
    { site, state: 'document' },
    { site, state: 'not-found' },
  ]);
  const asked = waited.reduce((sum, ms) => sum + ms, 0);
  const took = seen.reduce((sum, { ms }) => sum + ms, 0);
  expect(asked).toBeGreaterThan(30_000);
  expect(took).toBeLessThan(asked);
});
