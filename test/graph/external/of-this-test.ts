import { onTestFinished } from 'vitest';
import { createExternalGraph } from '../../../server/graph/external/external-graph.ts';
import type { RunningGraph } from '../../../server/graph/graph.ts';
import { type StandardServer, startStandardServer } from './standard-server.ts';

/** Starts a server that stops when the test has ended. */
export async function serverOfThisTest(): Promise<StandardServer> {
  const server = await startStandardServer();
  onTestFinished(async () => void (await server.stop()));
  return server;
}

/** The graph of an observatory on a server, closed when the test has ended. */
export function graphOfThisTest(
  server: StandardServer,
  options: Omit<Parameters<typeof createExternalGraph>[0], 'server'>,
): RunningGraph {
  const graph = createExternalGraph({ server: server.address, ...options });
  onTestFinished(async () => void (await graph.close()));
  return graph;
}
