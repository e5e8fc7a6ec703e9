import { subscribe } from 'node:diagnostics_channel';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo, type Server, Socket } from 'node:net';
import { AppRunner } from '@solid/community-server';
import { ModuleStateBuilder } from 'componentsjs';
import { limitAccounts } from './limit-accounts.ts';
import { redirectMoved } from './redirect-moved.ts';

/** What the server is to be, as JSON in its only argument. */
export interface PodServerOptions {
  /** What its addresses begin with, as browsers and visits write them. */
  readonly baseUrl: string;
  readonly host: string;
  /** 0: any. */
  readonly port: number;
  /** Where everything is kept; without it, in memory, with a root that is open to everybody. */
  readonly folder?: string;
}

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

const { baseUrl, host, port: wanted, folder } = JSON.parse(process.argv[2] ?? '{}') as PodServerOptions;
if (!baseUrl) throw new Error('usage: node start.ts { "baseUrl": … }');
const tell = (message: PodMessage) => process.send?.(message);

subscribe('tracing:net.server.listen:asyncEnd', (message) => {
  const { server } = message as { server: Server };
  const { port } = server.address() as AddressInfo;
  askItselfAt(port);
  redirectMoved(server);
  if (folder) limitAccounts(server, { most: mostAccountsAnHour, now: Date.now });
  tell({ state: 'listening', port });
});
subscribe('http.server.response.finish', (message) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
  tell({ state: 'answered', method: request.method ?? '', path: request.url ?? '', status: response.statusCode });
});
// It ends with the process that started it.
process.once('disconnect', () => process.exit());

/**
 * To know whom it may trust it asks its own address for keys and profiles, which no resolver need know. Its parts do so by
 * several clients, and all of them by sockets.
 */
function askItselfAt(port: number): void {
  const own = new URL(baseUrl);
  const connect = Socket.prototype.connect as (...args: unknown[]) => Socket;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    // What `net.connect` has already put in order comes as one array.
    const [options] = Array.isArray(args[0]) ? args[0] : args;
    const isOwn = options?.host === own.hostname && String(options.port ?? '') === (own.port || '80');
    if (isOwn) Object.assign(options, { host: '127.0.0.1', port });
    return connect.apply(this, args);
  } as typeof Socket.prototype.connect;
}

/** Nobody may look at the root, which lists all pods, nor write beside them, unless its operator says otherwise there. */
function closeRoot(root: string): void {
  mkdirSync(root, { recursive: true });
  const file = `${root}/.acl`;
  if (existsSync(file)) return;
  const acl = '@prefix acl: <http://www.w3.org/ns/auth/acl#> .\n<#nobody> a acl:Authorization ; acl:accessTo <./> .\n';
  writeFileSync(file, acl);
}

/** More than come from a workshop with a whole room of people. */
const mostAccountsAnHour = 60;

if (folder) closeRoot(folder);
const mainModulePath = import.meta.dirname;
const app = await new AppRunner().create({
  config: folder ? `${mainModulePath}/hosted.json` : '@css:config/default.json',
  loaderProperties: {
    mainModulePath,
    moduleState: await new OwnTreeOnly().buildModuleState(createRequire(import.meta.url), mainModulePath),
    typeChecking: false,
  },
  shorthand: { baseUrl, loggingLevel: 'error', ...(folder ? { rootFilePath: folder } : {}) },
  // Its "socket" goes to `listen` as it is; its "port" would listen on every interface of the machine.
  variableBindings: { 'urn:solid-server:default:variable:socket': { host, port: wanted } },
});
await app.start();
