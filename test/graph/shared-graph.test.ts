import { createEmbeddedGraph } from '../../server/graph/embedded-graph.ts';
import { createExternalGraph } from '../../server/graph/external/external-graph.ts';
import { describeGraph, type SharedOptions } from './describe-graph.ts';
import { startStandardServer } from './external/standard-server.ts';

describeGraph('embedded engine', async (options) => {
  const graph = createEmbeddedGraph({ replicas: 1, ...options });
  await graph.settled();
  return graph;
});

const startOnServer = async (options: SharedOptions) => {
  const server = await startStandardServer();
  const graph = createExternalGraph({ server: server.address, owner: 'tests', ...options });
  await graph.settled();
  return {
    ...graph,
    get version() {
      return graph.version;
    },
    async close() {
      await graph.close();
      await server.stop();
    },
  };
};
describeGraph('server that keeps to the standard', startOnServer, { goesOn: true });
