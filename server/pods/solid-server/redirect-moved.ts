import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:net';

/**
 * Answers 301 for a resource whose description (`.meta`) says `dct:isReplacedBy`: whoever may write there has moved away, and
 * the old address leads on. Its owner, signed in, still reads what is there.
 */
export function redirectMoved(server: Server): void {
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || request.headers.authorization) return;
    const write = response.writeHead.bind(response) as (...args: readonly unknown[]) => ServerResponse;
    response.writeHead = (status: number, ...more: readonly unknown[]) => {
      const target = status === 200 ? targetOf(response.getHeader('link')) : undefined;
      if (target) response.setHeader('location', target);
      return write(target ? 301 : status, ...more);
    };
  });
}

const replacement = /<(https?:\/\/[^>\s]+)>;\s*rel="http:\/\/purl\.org\/dc\/terms\/isReplacedBy"/;

function targetOf(link: number | string | string[] | undefined): string | undefined {
  return replacement.exec(String(link ?? ''))?.[1];
}
