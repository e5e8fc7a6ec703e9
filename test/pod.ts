import { request } from 'node:http';
import type { SmallWeb } from '../fixtures/small-web.ts';
import { startPods } from '../server/pods/start-pods.ts';

/** A pod on a real Solid server: everything in memory, and open to everybody until an ACL says otherwise. */
export interface Pod {
  /** Where its host name is to be dialled. */
  readonly hosts: SmallWeb['hosts'];
  /** The address of a path. */
  url(path: string): string;
  /** Asks as its owner's software does; gives the status and throws when the pod answers that nothing was done. */
  write(method: 'PUT' | 'DELETE', path: string, turtle?: string): Promise<number>;
  /** Asks as anybody. */
  read(path: string): Promise<Answered>;
  /** Makes an account with a pod of its own below the root, which nobody else may write to. */
  createAccount(account: Account): Promise<{ readonly webId: string; readonly pod: string }>;
  /** The status codes it has answered to GET requests for a path, in order. */
  answers(path: string): readonly number[];
  close(): Promise<void>;
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

export interface Account {
  /** Of its pod, in its address. */
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

const host = 'pod.localhost';

/** Starts the Community Solid Server in a process of its own, on a free port of the loopback; takes some seconds. */
export async function startPod({ folder }: { readonly folder?: string } = {}): Promise<Pod> {
  const answered: { readonly method: string; readonly path: string; readonly status: number }[] = [];
  const baseUrl = `http://${host}/`;
  const { port, close } = await startPods(
    { baseUrl, host: '127.0.0.1', port: 0, ...(folder ? { folder } : {}) },
    { env: process.env, onAnswered: (answer) => answered.push(answer) },
  );
  const ask = (method: string, path: string, { body, ...own }: Record<string, string> = {}) =>
    new Promise<Answered>((resolve, reject) => {
      // Not fetch: its Host header is the address that is dialled.
      const asked = request({ host: '127.0.0.1', port, method, path, headers: { host, ...own } }, async (response) => {
        const chunks = await Array.fromAsync(response as AsyncIterable<Buffer>);
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
      });
      asked.once('error', reject);
      asked.end(body);
    });
  const change = async (method: string, path: string, more: Record<string, string>) => {
    const answered = await ask(method, path, more);
    if (answered.status >= 300) throw new Error(`${method} ${path}: ${answered.status} ${answered.text}`);
    return answered;
  };
  return {
    hosts: { [host]: { address: '127.0.0.1', port } },
    url: (path) => `http://${host}${path}`,
    write: async (method, path, turtle) =>
      (await change(method, path, turtle ? { 'content-type': 'text/turtle', body: turtle } : {})).status,
    read: (path) => ask('GET', path),
    async createAccount({ name, email, password }) {
      let authorization = '';
      const tell = async (address: string, values: object) => {
        const headers = {
          accept: 'application/json',
          'content-type': 'application/json',
          ...(authorization ? { authorization: `CSS-Account-Token ${authorization}` } : {}),
        };
        const { text } = await change('POST', new URL(address).pathname, { ...headers, body: JSON.stringify(values) });
        return JSON.parse(text);
      };
      ({ authorization } = await tell(`http://${host}/.account/account/`, {}));
      const { text } = await ask('GET', '/.account/', {
        accept: 'application/json',
        authorization: `CSS-Account-Token ${authorization}`,
      });
      const { controls } = JSON.parse(text);
      await tell(controls.password.create, { email, password });
      return tell(controls.account.pod, { name });
    },
    answers: (path) =>
      answered.filter((answer) => answer.method === 'GET' && answer.path === path).map(({ status }) => status),
    close,
  };
}
