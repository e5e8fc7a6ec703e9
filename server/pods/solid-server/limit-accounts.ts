import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:net';

const hourMs = 3600_000;

/** Anybody may make an account: no more than `most` an hour in all, so that nobody can fill the disk with empty pods. */
export function limitAccounts(
  server: Server,
  { most, now }: { readonly most: number; readonly now: () => number },
): void {
  const made: number[] = [];
  const others = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (
      request.method === 'POST' &&
      request.url?.startsWith('/.account/account/') &&
      request.url.split('/').length === 4
    ) {
      const since = now() - hourMs;
      while ((made[0] ?? Infinity) < since) made.shift();
      if (made.length >= most) {
        const wait = Math.ceil(((made[0] ?? now()) - since) / 1000);
        const headers = {
          'access-control-allow-origin': '*',
          'retry-after': String(wait),
          'content-type': 'application/json',
        };
        response
          .writeHead(429, headers)
          .end(JSON.stringify({ message: 'Too many accounts were made within an hour.' }));
        return;
      }
      made.push(now());
    }
    for (const other of others) other.call(server, request, response);
  });
}
