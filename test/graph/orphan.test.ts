import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';

const parent = `
import { createEmbeddedGraph } from ${JSON.stringify(new URL('../../server/graph/embedded-graph.ts', import.meta.url).href)};
const triples = Array.from({ length: 400 }, (_, i) => '<http://s/' + i + '> <http://p> "' + i + '" .').join('\\n');
const graph = createEmbeddedGraph({ replicas: 2, load: () => [{ iri: 'http://a', role: 'profile', triples }] });
await graph.settled();
const cross = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }';
graph.query(cross, { accept: ['json'], deadlineMs: 3_600_000 });
console.log(JSON.stringify(graph.replicas.pids));
`;

it('leaves no process behind when the server is killed, neither an idle one nor one in the middle of a query', async () => {
  const server = spawn(process.execPath, ['--input-type=module', '-e', parent], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pids = await new Promise<number[]>((resolve) =>
    server.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()) as number[])),
  );
  expect(pids).toHaveLength(2);
  server.kill('SIGKILL');
  for (const pid of pids) await expect.poll(() => isAlive(pid), { timeout: 20_000, interval: 50 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
