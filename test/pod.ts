import { fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { SmallWeb } from '../fixtures/small-web.ts';
import type { PodMessage } from './solid-server/start.ts';

/** A pod on a real Solid server: everything in memory, and open to everybody until an ACL says otherwise. */
export interface Pod {
  /** Where its host name is to be dialled. */
  readonly hosts: SmallWeb['hosts'];
  /** The address of a path. */
  url(path: string): string;
  /** Asks as its owner's software does; gives the status and throws when the pod answers that nothing was done. */
  write(method: 'PUT' | 'DELETE', path: string, turtle?: string): Promise<number>;
  /** The status codes it has answered to GET requests for a path, in order. */
  answers(path: string): readonly number[];
  close(): Promise<void>;
}

const folder = new URL('solid-server/', import.meta.url);
const host = 'pod.localhost';

/** Starts the Community Solid Server in a process of its own, on a free port of the loopback; takes some seconds. */
export async function startPod(): Promise<Pod> {
  const child = fork(fileURLToPath(new URL('start.ts', folder)), [`http://${host}/`], {
    cwd: fileURLToPath(folder),
    execArgv: [],
  });
  const exited = once(child, 'exit');
  const answered: Extract<PodMessage, { state: 'answered' }>[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: PodMessage) => {
      if (message.state === 'listening') resolve(message.port);
      else answered.push(message);
    });
    child.once('error', reject);
    void exited.then(() =>
      reject(new Error('the Solid server did not start; is it installed? `npm ci --prefix test/solid-server`')),
    );
  });
  return {
    hosts: { [host]: { address: '127.0.0.1', port } },
    url: (path) => `http://${host}${path}`,
    write: (method, path, turtle) =>
      new Promise((resolve, reject) => {
        // Not fetch: its Host header is the address that is dialled.
        const headers = { host, ...(turtle ? { 'content-type': 'text/turtle' } : {}) };
        const asked = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
          response.resume();
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve(status);
          else reject(new Error(`${method} ${path}: ${status}`));
        });
        asked.once('error', reject);
        asked.end(turtle);
      }),
    answers: (path) =>
      answered.filter((answer) => answer.method === 'GET' && answer.path === path).map(({ status }) => status),
    async close() {
      child.disconnect();
      await exited;
    },
  };
}
