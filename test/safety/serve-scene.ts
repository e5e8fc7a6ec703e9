import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appDeps } from '../../server/bin/app-deps.ts';
import { shapesFolder } from '../../server/bin/bundled-data.ts';
import { readConfig } from '../../server/bin/config.ts';
import { createApp } from '../../server/http/app.ts';
import { sparqlRoutes } from '../../server/http/sparql/sparql-routes.ts';
import type { Scene } from '../observatory.ts';

/** The pages and the API over the observatory of a scene, on a free port. */
export interface ServedScene {
  readonly url: string;
  /** What went wrong on our side while answering. */
  readonly logged: readonly object[];
  close(): Promise<void>;
}

/** Serves a scene as `obsidienne serve` does, without rounds of its own. */
export async function serveScene(
  { observatory }: Scene,
  now: () => Date = () => new Date('2026-01-01T00:00:00Z'),
): Promise<ServedScene> {
  const logged: object[] = [];
  const assets = { scripts: ['/assets/pages.js'], styles: ['/assets/pages.css'] };
  const app = createApp(
    appDeps(observatory, {
      config: readConfig({}),
      assets: { folder: shapesFolder.pathname, pages: assets, embed: assets, map: assets },
      sparql: sparqlRoutes({ graph: observatory.graph, assets }),
      log: { error: (details) => void logged.push(details) },
      now,
      reach: (url) => url,
      wake: () => undefined,
    }),
  );
  const server = createServer(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    logged,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
