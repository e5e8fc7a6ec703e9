import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseLanguage, languageOf } from '../../server/http/language.ts';
import { podRoutes } from '../../server/http/routes/publishing/pod.ts';
import { protect } from '../../server/http/security.ts';
import { type Served, serve } from './serve.ts';

const origin = 'https://carte.example';
let laptop: Served;
let known: Pick<Served, 'get' | 'close'>;
beforeAll(async () => {
  [laptop, known] = await Promise.all([serve(), servePublic()]);
});
afterAll(() => Promise.all([laptop.close(), known.close()]));

/** The page as a site with a public address has it. */
async function servePublic(): Promise<typeof known> {
  const app = express().use(protect(origin), chooseLanguage);
  const assets = { scripts: [], styles: [] };
  app.use(
    podRoutes({ origin }, (request, response) => ({
      language: languageOf(response),
      path: request.originalUrl,
      assets,
      now: new Date(0),
      reach: (url) => url,
      findConcept: () => undefined,
      queries: () => expect.unreachable('this page shows no figure'),
    })),
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    get: (path) => fetch(`http://127.0.0.1:${port}${path}`),
    close: async () => void server.close(),
  };
}

const policy = async (site: Pick<Served, 'get'>, path: string) =>
  /connect-src ([^;]*)/.exec((await site.get(path)).headers.get('content-security-policy') ?? '')?.[1];

describe('the page that publishes to a pod', () => {
  it('may ask any pod over https, and no other page may', async () => {
    expect(await policy(known, '/publier/pod')).toBe("'self' https:");
    expect(await policy(known, '/publier/pod/client.jsonld')).toBe("'self'");
    for (const path of ['/', '/publier', '/publier/fiche', '/lieux'])
      expect(await policy(laptop, path), path).toBe("'self'");
  });

  it('may ask pods of the same machine too, where there is no public address', async () => {
    expect(await policy(laptop, '/publier/pod')).toBe(
      "'self' https: http://localhost:* http://*.localhost:* http://127.0.0.1:*",
    );
  });

  it('tells providers who asks, when they can read it', async () => {
    const document = await known.get('/publier/pod/client.jsonld');
    expect(document.headers.get('content-type')).toMatch(/^application\/ld\+json/);
    expect(document.headers.get('access-control-allow-origin')).toBe('*');
    expect(await document.json()).toMatchObject({
      client_id: 'https://carte.example/publier/pod/client.jsonld',
      redirect_uris: ['https://carte.example/publier/pod'],
    });
    expect(await (await known.get('/publier/pod')).text()).toContain('https://carte.example/publier/pod/client.jsonld');
    expect((await laptop.get('/publier/pod/client.jsonld')).status).toBe(404);
    expect(await (await laptop.get('/publier/pod')).text()).not.toContain('client.jsonld');
  });

  it('says without script what can be done by hand', async () => {
    expect(await (await laptop.get('/publier/pod?lang=en')).text()).toContain('This page needs JavaScript');
  });
});
