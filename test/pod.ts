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
  /** Lets an account sign in as a WebID whose document anybody may write to; `says` is what else it says of the person. */
  linkWebId(account: Account, path: string, says: string): Promise<void>;
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
  /** An account without any way to sign in yet. */
  const begin = async () => {
    const json = { accept: 'application/json', 'content-type': 'application/json' };
    const { authorization } = JSON.parse((await change('POST', '/.account/account/', { ...json, body: '{}' })).text);
    const headers = { ...json, authorization: `CSS-Account-Token ${authorization}` };
    // A GET with a content type is refused.
    const { 'content-type': _type, ...asking } = headers;
    const { controls } = JSON.parse((await ask('GET', '/.account/', asking)).text);
    const tell = async (address: string, values: object) =>
      JSON.parse((await change('POST', new URL(address).pathname, { ...headers, body: JSON.stringify(values) })).text);
    return { headers, controls, tell };
  };
  return {
    hosts: { [host]: { address: '127.0.0.1', port } },
    url: (path) => `http://${host}${path}`,
    write: async (method, path, turtle) =>
      (await change(method, path, turtle ? { 'content-type': 'text/turtle', body: turtle } : {})).status,
    read: (path) => ask('GET', path),
    async createAccount({ name, email, password }) {
      const account = await begin();
      await account.tell(account.controls.password.create, { email, password });
      return account.tell(account.controls.account.pod, { name });
    },
    async linkWebId({ email, password }, path, says) {
      const account = await begin();
      await account.tell(account.controls.password.create, { email, password });
      const [card = ''] = path.split('#');
      const body = JSON.stringify({ webId: `http://${host}${path}` });
      const address = new URL(account.controls.account.webId).pathname;
      const asked = await ask('POST', address, { ...account.headers, body });
      // It wants to see a word of its own in the document.
      const proof = (JSON.parse(asked.text) as { details: { quad: string } }).details.quad;
      await change('PUT', card, { 'content-type': 'text/turtle', body: `${says}\n${proof}` });
      await change('POST', address, { ...account.headers, body });
    },
    answers: (path) =>
      answered.filter((answer) => answer.method === 'GET' && answer.path === path).map(({ status }) => status),
    close,
  };
}
