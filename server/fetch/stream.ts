import type { Agent } from 'undici';
import type { Dereferenced } from './dereferenced.ts';
import { type Redirect, type Request, readStatus } from './exchange.ts';
import { failureOf } from './failure.ts';

/** A response that stays open: what its server sends, as it comes. */
export interface Opened {
  readonly state: 'open';
  /** Ends with the server, after so long a silence, or beyond so many bytes; never throws for what the network does. */
  readonly chunks: AsyncIterable<Uint8Array>;
  close(): void;
}

export interface StreamOptions {
  readonly accept: string;
  /** A stream that says nothing for so long (milliseconds) is taken for dead. */
  readonly idleMs: number;
  /** A stream that says more than this is ended. */
  readonly maxBytes: number;
}

/** A body that nobody reads is drained up to here. */
const discardedBytes = 16_384;

/** Asks one URL once for a response that stays open, following nothing; its headers must come within the deadline. */
export async function openStream(
  agent: Agent,
  request: Pick<Request, 'url' | 'userAgent' | 'deadlineMs' | 'now'>,
  { accept, idleMs, maxBytes }: StreamOptions,
): Promise<Opened | Dereferenced | Redirect> {
  const { url, userAgent, deadlineMs, now } = request;
  try {
    const { statusCode, headers, body } = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      // Nothing is unpacked: what is said must reach us at once, and a bomb has nothing to explode in.
      headers: { accept, 'accept-encoding': 'identity', 'user-agent': userAgent },
      headersTimeout: Math.max(1, Math.ceil(deadlineMs)),
      bodyTimeout: idleMs,
    });
    if (statusCode === 200) return { state: 'open', chunks: bounded(body, maxBytes), close: () => void body.destroy() };
    await body.dump({ limit: discardedBytes });
    return readStatus({ statusCode, headers }, { url, now });
  } catch (error) {
    return failureOf(error);
  }
}

async function* bounded(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    // Leaving the loop closes the connection.
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxBytes) return;
      yield chunk;
    }
  } catch (error) {
    failureOf(error);
  }
}
