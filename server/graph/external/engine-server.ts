import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { type Authorization, type Credentials, createAuthorization } from './credentials.ts';

export interface ServerAddress {
  /** Where queries are asked. */
  readonly endpoint: string;
  /** Where updates are sent; the same address without it. */
  readonly update?: string;
  readonly credentials?: Credentials;
}

/** What a request to the server met. */
export type Met =
  | { readonly state: 'answered'; readonly headers: IncomingMessage['headers']; readonly body: AsyncIterable<Buffer> }
  /** The server understood and would not. */
  | { readonly state: 'refused'; readonly status: number; readonly words: string }
  /** Nobody there, or nobody who could answer: the words are for the operator and hold no secret. */
  | { readonly state: 'unreachable'; readonly words: string };

export interface AskOptions {
  readonly accept: string;
  readonly defaultGraphs?: readonly string[];
  readonly namedGraphs?: readonly string[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A SPARQL 1.1 server on an address that the operator chose. */
export interface EngineServer {
  ask(query: string, options: AskOptions): Promise<Met>;
  update(text: string, signal: AbortSignal): Promise<Met>;
  /** How many connections were opened: a server that was started again is met on a new one. */
  readonly connections: number;
  close(): void;
}

const maxErrorBytes = 20_000;

/**
 * Speaks the SPARQL 1.1 Protocol to one server. The address is the operator's, and may be private, so it is asked
 * directly and never through what guards visits; redirects are not followed: credentials go to this address only.
 */
export function createEngineServer({ endpoint, update = endpoint, credentials }: ServerAddress): EngineServer {
  const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) };
  const authorizations = new Map<string, Authorization>();
  /** Virtuoso stops a query itself when it is told how long it may take (milliseconds); others know no such parameter. */
  let isTimed = false;
  let connections = 0;

  async function send(
    address: string,
    { type, accept, body, signal }: { type: string; accept: string; body: string; signal: AbortSignal },
  ): Promise<Met> {
    const url = new URL(address);
    const authorization = authorizations.get(address) ?? createAuthorization(credentials);
    authorizations.set(address, authorization);
    for (let attempt = 1; ; attempt++) {
      const header = authorization.header('POST', url.pathname + url.search);
      let response: IncomingMessage;
      try {
        response = await post(url, body, {
          signal,
          headers: { 'content-type': type, accept, ...(header ? { authorization: header } : {}) },
        });
      } catch (error) {
        signal.throwIfAborted();
        // The server may have closed a kept connection just as it was used again.
        if (attempt < 3 && isReset(error)) continue;
        return { state: 'unreachable', words: error instanceof Error ? error.message : String(error) };
      }
      const { statusCode: status = 0, headers } = response;
      if (/virtuoso/i.test(String(headers.server ?? ''))) isTimed = true;
      if (status >= 200 && status < 300) return { state: 'answered', headers, body: response };
      const words = await readWords(response).catch(() => '');
      if (status === 401 && attempt < 3 && authorization.meet(String(headers['www-authenticate'] ?? ''))) continue;
      if (status === 401 || status === 403)
        return { state: 'unreachable', words: `the server asks for other credentials (${status})` };
      if (status >= 300 && status < 400)
        return { state: 'unreachable', words: `the server redirects (${status}) and redirects are not followed` };
      if (status === 404 || status === 405 || status === 429 || (status >= 502 && status <= 504))
        return { state: 'unreachable', words: `the server answers ${status}` };
      return { state: 'refused', status, words };
    }
  }

  function post(
    url: URL,
    body: string,
    { headers, signal }: { headers: Record<string, string>; signal: AbortSignal },
  ): Promise<IncomingMessage> {
    const isSecure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const sent = (isSecure ? requestHttps : requestHttp)(
        url,
        {
          method: 'POST',
          agent: agents[isSecure ? 'https:' : 'http:'],
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          signal,
        },
        (response) => {
          if (!sent.reusedSocket) connections++;
          resolve(response);
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  }

  return {
    get connections() {
      return connections;
    },
    ask(query, { accept, defaultGraphs = [], namedGraphs = [], timeoutMs, signal }) {
      const form = new URLSearchParams({ query });
      for (const iri of defaultGraphs) form.append('default-graph-uri', iri);
      for (const iri of namedGraphs) form.append('named-graph-uri', iri);
      if (isTimed) form.append('timeout', String(timeoutMs));
      return send(endpoint, { type: 'application/x-www-form-urlencoded', accept, body: form.toString(), signal });
    },
    update: (text, signal) =>
      send(update, { type: 'application/sparql-update', accept: '*/*', body: text, signal }).then(async (met) => {
        // An update is over when all of its answer is there.
        if (met.state === 'answered') for await (const _ of met.body);
        return met;
      }),
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

async function readWords(body: AsyncIterable<Buffer>): Promise<string> {
  let words = '';
  for await (const chunk of body) {
    words += chunk.toString();
    if (words.length > maxErrorBytes) break;
  }
  return words;
}
