import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedGraph } from '../../server/graph/embedded-graph.ts';
import { createExternalGraph } from '../../server/graph/external/external-graph.ts';
import type { GraphContent } from '../../server/graph/graph.ts';
import { startVirtuoso } from '../external/virtuoso.ts';
import { loadComunica } from './comunica-engine.ts';
import { type Asked, askWhole } from './sparql-workload.ts';
import { syntheticGraphs } from './synthetic-graphs.ts';

/** An engine with the dataset in it, as the comparison uses it. */
export interface BenchEngine {
  ask(query: string): Promise<Asked>;
  replace(profile: GraphContent): Promise<void>;
  /** Ends a process of it, as a crash would, and resolves when all is as before; none where there is no process to end. */
  readonly comeBack?: () => Promise<void>;
  close(): Promise<unknown>;
}

export interface BenchOptions {
  readonly size: number;
  readonly deadlineMs: number;
}

/** How each engine is started over the same invented places; resolves when it answers from all of them. */
export const benchEngines: Readonly<Record<string, (options: BenchOptions) => Promise<BenchEngine>>> = {
  async embedded({ size, deadlineMs }) {
    const graph = createEmbeddedGraph({ replicas: 2, deadlineMs, cacheBytes: 0, load: () => syntheticGraphs(size) });
    await graph.settled();
    return {
      ask: (query) => askWhole(graph, query),
      replace: (profile) => graph.change([profile]),
      async comeBack() {
        const [pid] = graph.replicas.pids;
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
        await until(() => graph.replicas.ready < graph.replicas.total);
        await until(() => graph.replicas.ready === graph.replicas.total);
      },
      close: graph.close,
    };
  },
  async virtuoso({ size, deadlineMs }) {
    const folder = mkdtempSync(join(tmpdir(), 'obsidienne-bench-'));
    const virtuoso = await startVirtuoso({ folder, buffers: 170_000, startWithinMs: 900_000 });
    const graph = createExternalGraph({
      server: virtuoso.address,
      owner: 'bench',
      deadlineMs,
      cacheBytes: 0,
      load: () => syntheticGraphs(size),
    });
    await graph.settled();
    let asked = 0;
    return {
      ask: (query) => askWhole(graph, query),
      replace: (profile) => graph.change([profile]),
      async comeBack() {
        await virtuoso.kill();
        await virtuoso.start();
        while ((await graph.query(`ASK { ?s ?p ${asked++} }`, { accept: ['json'] })).state !== 'answered')
          await new Promise((resolve) => setTimeout(resolve, 20));
      },
      async close() {
        await graph.close();
        await virtuoso.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
  async comunica({ size, deadlineMs }) {
    const { ask, replace } = await loadComunica(syntheticGraphs(size));
    return {
      ask: (query) => ask(query, deadlineMs),
      replace: async (profile) => replace(profile),
      close: async () => undefined,
    };
  },
};

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
