import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appDeps } from '../../server/bin/app-deps.ts';
import { readConfig } from '../../server/bin/config.ts';
import { createApp } from '../../server/http/app.ts';
import type { Assets } from '../../server/http/deps.ts';
import { sparqlRoutes } from '../../server/http/sparql/sparql-routes.ts';
import type { Scene } from '../observatory.ts';

/** The pages, API, feeds and endpoint of a scene's observatory, on a free port and on the scene's clock. */
export interface SceneSite {
  readonly url: string;
  /** A page as a person's browser asks for it. */
  page(path: string): Promise<Response>;
  /** What a program gets. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

const noAssets: Assets = {
  folder: import.meta.dirname,
  pages: { scripts: [], styles: [] },
  embed: { scripts: [], styles: [] },
  map: { scripts: [], styles: [] },
};

/** Serves what the scene's observatory holds now; after a restart of the scene it is to be served again. */
export async function serveScene(
  scene: Scene,
  assets = noAssets,
  { operatorKey }: { readonly operatorKey?: string } = {},
): Promise<SceneSite> {
  const { observatory } = scene;
  const app = createApp(
    appDeps(observatory, {
      config: readConfig({ OBSIDIENNE_DATA: scene.dataFolder, OBSIDIENNE_OPERATOR_KEY: operatorKey }),
      assets,
      sparql: sparqlRoutes({
        graph: observatory.graph,
        past: observatory.pastDatasets,
        assets: assets.pages,
        now: scene.now,
      }),
      log: { error: (details, message) => console.error(message, details) },
      now: scene.now,
      reach: (url) => url,
      wake: () => undefined,
    }),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get: SceneSite['get'] = (path, headers = {}) =>
    fetch(url + path, { headers: { 'cache-control': 'max-age=0', ...headers }, redirect: 'manual' });
  return {
    url,
    get,
    page: (path) => get(path, { accept: 'text/html', 'accept-language': 'fr' }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
