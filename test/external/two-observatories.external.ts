import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngineServer } from '../../server/graph/external/engine-server.ts';
import { type ServedAlone, serveDemo } from '../served.ts';
import { environmentOf, startVirtuoso, type Virtuoso } from './virtuoso.ts';

const folder = mkdtempSync(join(tmpdir(), 'obsidienne-virtuoso-'));
let virtuoso: Virtuoso;
const open: ServedAlone[] = [];
beforeAll(async () => {
  virtuoso = await startVirtuoso({ folder });
});
afterAll(async () => {
  await Promise.all(open.map((one) => one.stop()));
  await virtuoso.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(): Promise<ServedAlone> {
  const served = await serveDemo(environmentOf(virtuoso));
  open.push(served);
  await served.observatory.graph.settled();
  return served;
}

const places = 'SELECT (COUNT(*) AS ?n) { ?p a <https://w3id.org/obsidienne/ns#ThirdPlace> }';
async function count({ url }: ServedAlone): Promise<number> {
  const answer = await fetch(`${url}/sparql?query=${encodeURIComponent(places)}`, { headers: { accept: 'text/csv' } });
  return Number((await answer.text()).trim().split(/\r?\n/)[1]);
}

describe('two observatories and one Virtuoso', () => {
  it('do not meet: the second does not start, and the graphs of the first are as they were', async () => {
    const first = await serve();
    const before = await count(first);
    expect(before).toBeGreaterThan(0);
    const refusal = await serveDemo(environmentOf(virtuoso)).then(
      async (second) => {
        await second.stop();
        return 'it started';
      },
      (error: Error) => error.message,
    );
    expect(refusal).toMatch(/another observatory.*nothing was written/);
    expect(refusal).not.toContain(virtuoso.address.credentials?.password ?? '');
    expect(await count(first)).toBe(before);
    await open.shift()?.stop();

    const server = createEngineServer(virtuoso.address);
    const met = await server.update(refusal.slice(refusal.indexOf('DELETE WHERE')), AbortSignal.timeout(10_000));
    expect(met.state).toBe('answered');
    server.close();
    expect(await count(await serve())).toBe(before);
  });
});
