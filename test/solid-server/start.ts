import { subscribe } from 'node:diagnostics_channel';
import { globalAgent, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo, Server } from 'node:net';
import { AppRunner } from '@solid/community-server';
import { ModuleStateBuilder } from 'componentsjs';

/** What the server tells the process that started it. */
export type PodMessage =
  | { readonly state: 'listening'; readonly port: number }
  | { readonly state: 'answered'; readonly method: string; readonly path: string; readonly status: number };

/** Components.js collects the packages of every folder above it as well, and trips over other majors of its own parts. */
class OwnTreeOnly extends ModuleStateBuilder {
  override buildNodeModuleImportPaths(mainModulePath: string): string[] {
    return super.buildNodeModuleImportPaths(mainModulePath).slice(0, 1);
  }
}

const [, , baseUrl] = process.argv;
if (!baseUrl) throw new Error('usage: node start.ts BASE-URL');
const tell = (message: PodMessage) => process.send?.(message);

subscribe('tracing:net.server.listen:asyncEnd', (message) => {
  const { port } = (message as { server: Server }).server.address() as AddressInfo;
  askItselfAt(port);
  tell({ state: 'listening', port });
});

/** To know whom it may trust it asks its own address for keys and profiles, which no resolver need know. */
function askItselfAt(port: number): void {
  const { hostname } = new URL(baseUrl ?? '');
  const connect = globalAgent.createConnection.bind(globalAgent);
  globalAgent.createConnection = (options, callback) =>
    connect(options.host === hostname ? { ...options, host: '127.0.0.1', port } : options, callback);
}
subscribe('http.server.response.finish', (message) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
  tell({ state: 'answered', method: request.method ?? '', path: request.url ?? '', status: response.statusCode });
});
// Nothing outlives the tests: everything is in memory.
process.once('disconnect', () => process.exit());

const mainModulePath = import.meta.dirname;
const app = await new AppRunner().create({
  config: '@css:config/default.json',
  loaderProperties: {
    mainModulePath,
    moduleState: await new OwnTreeOnly().buildModuleState(createRequire(import.meta.url), mainModulePath),
    typeChecking: false,
  },
  shorthand: { baseUrl, loggingLevel: 'error' },
  // Its "socket" goes to `listen` as it is; its "port" would listen on every interface of the machine.
  variableBindings: { 'urn:solid-server:default:variable:socket': { host: '127.0.0.1', port: 0 } },
});
await app.start();
