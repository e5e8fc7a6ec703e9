import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDereferencer, type Dereferencer, type DereferencerOptions } from '../../server/fetch/dereference.ts';

export type Page = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback whose every answer the test writes itself, and a dereferencer that finds it under the host names. */
export interface RawWeb {
  readonly port: number;
  /** `{host}{path}` of every request, robots.txt included. */
  readonly asked: string[];
  readonly requests: IncomingMessage[];
  readonly hosts: Readonly<Record<string, { address: string; port: number }>>;
  dereferencer(options?: Partial<DereferencerOptions>): Dereferencer;
  close(): Promise<void>;
}

/** Serves the pages by `{host}{path}`; anything else is 404. */
export async function startRawWeb(pages: Readonly<Record<string, Page>>): Promise<RawWeb> {
  const asked: string[] = [];
  const requests: IncomingMessage[] = [];
  const answer: RequestListener = (request, response) => {
    const key = `${request.headers.host}${request.url}`;
    asked.push(key);
    requests.push(request);
    const page = pages[key];
    if (page) page(request, response);
    else response.writeHead(404).end('nothing here');
  };
  const server = createServer(answer);
  const port = await listen(server);
  const names = new Set(Object.keys(pages).map((key) => key.split('/')[0] ?? ''));
  const hosts = Object.fromEntries([...names].map((name) => [name, { address: '127.0.0.1', port }]));
  const opened: Dereferencer[] = [];
  return {
    port,
    asked,
    requests,
    hosts,
    dereferencer(options = {}) {
      const made = createDereferencer({
        userAgent: 'Obsidienne/0.1 (+https://obsidienne.example/)',
        hosts,
        robots: false,
        politeness: { gapMs: 0 },
        // A test that forgets to map a name must not reach the outside.
        resolve: async () => [],
        ...options,
      });
      opened.push(made);
      return made;
    },
    async close() {
      await Promise.all(opened.map((dereferencer) => dereferencer.close()));
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

/** A page with the given body. */
export function page(body: string | Uint8Array, headers: Record<string, string> = {}): Page {
  return (_request, response) => response.writeHead(200, { 'content-type': 'text/turtle', ...headers }).end(body);
}

/** Redirects; a location with accents goes out as UTF-8 bytes, as careless servers send it. */
export function redirect(target: string, status = 302): Page {
  const location = Buffer.from(target).toString('latin1');
  return (_request, response) => response.writeHead(status, { location }).end();
}

export function status(code: number, headers: Record<string, string> = {}): Page {
  return (_request, response) => response.writeHead(code, headers).end();
}
