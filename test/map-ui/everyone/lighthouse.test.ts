import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { type ServedAlone, serveDemo } from '../../served.ts';

let demo: ServedAlone;
let browser: Browser;
let debuggingPort: number;

beforeAll(async () => {
  // As an operator sets it: canonical addresses are whole only where the site knows its own.
  debuggingPort = await freePort();
  [demo, browser] = await Promise.all([
    serveDemo({ OBSIDIENNE_ORIGIN: 'https://carte.example.org' }),
    launchBrowser({ debuggingPort }),
  ]);
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : expect.unreachable('no port');
}

it.each(['/', '/lieux', '/lieux/sofffa', '/reseaux/kyosei-archipel', '/territoires/34', '/publier'])(
  '%s has full marks for accessibility, best practices and search',
  async (path) => {
    const result = await lighthouse(demo.url + path, {
      port: debuggingPort,
      onlyCategories: ['accessibility', 'best-practices', 'seo'],
      logLevel: 'error',
    });
    const { categories, audits } = result?.lhr ?? expect.unreachable('no result');
    const marks = Object.values(categories).map(({ id, score }) => [id, score]);
    const weighed = new Set(
      Object.values(categories).flatMap(({ auditRefs }) =>
        auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
      ),
    );
    const faults = Object.values(audits)
      .filter(({ id, score }) => weighed.has(id) && score !== null && score < 1)
      .map(({ title, details }) => `${title} ${JSON.stringify(details)?.slice(0, 500) ?? ''}`);
    expect(faults).toEqual([]);
    expect(marks).toEqual([
      ['accessibility', 1],
      ['best-practices', 1],
      ['seo', 1],
    ]);
  },
);
