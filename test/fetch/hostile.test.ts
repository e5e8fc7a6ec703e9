import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostileCases, hostileSites, startDrip } from '../../fixtures/hostile/cases.ts';
import { type SmallWeb, startSmallWeb } from '../../fixtures/small-web.ts';
import { createDereferencer, type Dereferencer } from '../../server/fetch/dereference.ts';

const readLater = new Set(['unparsable', 'invalid', 'listed']);
let web: SmallWeb;
let drip: Awaited<ReturnType<typeof startDrip>>;
let dereferencer: Dereferencer;

beforeAll(async () => {
  web = await startSmallWeb(hostileSites());
  drip = await startDrip();
  dereferencer = createDereferencer({
    userAgent: 'Obsidienne/0.1',
    hosts: { ...web.hosts, ...drip.hosts },
    limits: { totalMs: 1000 },
    resolve: async () => [],
  });
});

afterAll(async () => {
  await dereferencer.close();
  await web.close();
  await drip.close();
});

test.each(hostileCases)('$about meets what it deserves ($expected)', async ({ url, expected }) => {
  const { state } = await dereferencer.dereference(url);
  expect(state).toBe(readLater.has(expected) ? 'document' : expected);
});

test('a body that drips and never ends is given up at the deadline', async () => {
  expect(await dereferencer.dereference(drip.case.url)).toEqual({ state: 'unreachable', reason: 'timeout' });
});
