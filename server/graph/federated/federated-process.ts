import { QueryEngine } from '@comunica/query-sparql';
import { answerFormats } from '../answer-formats.ts';
import { giveWay } from '../give-way.ts';
import type { FromFederated, ToFederated } from './federated-messages.ts';

// Entry point of the process of one federated query: joins what endpoints answer, and reaches none of them itself.

giveWay(5);
process.on('disconnect', () => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const waiting = new Map<number, (response: Response) => void>();
let lastId = 0;

/** Hands a request to the parent. Endpoints are asked with queries only: a look at what they are is answered here, with nothing. */
async function request(input: unknown, init: RequestInit = {}): Promise<Response> {
  const url = new URL(String(input));
  const query = new URLSearchParams(String(init.body ?? '')).get('query') ?? url.searchParams.get('query');
  if (query === null) return new Response('', { headers: { 'content-type': 'text/turtle' } });
  const id = ++lastId;
  say({ kind: 'request', id, url: `${url.origin}${url.pathname}`, query });
  return new Promise((resolve) => waiting.set(id, resolve));
}

process.on('message', (message: ToFederated) => {
  if (message.kind === 'response') {
    const { id, status, mediaType, body } = message;
    waiting.get(id)?.(new Response(Buffer.from(body), { status, headers: { 'content-type': mediaType } }));
    waiting.delete(id);
  } else
    answer(message).then(
      () => say({ kind: 'end' }),
      (error: unknown) => say({ kind: 'refused', message: error instanceof Error ? error.message : String(error) }),
    );
});

async function answer({ query, format, base, own }: Extract<ToFederated, { kind: 'query' }>): Promise<void> {
  const engine = new QueryEngine();
  const result = await engine.query(query, {
    // With one source alone the engine would hand it the whole query, SERVICE and all.
    sources: [
      { type: 'sparql', value: own },
      { type: 'serialized', value: '', mediaType: 'application/n-triples', baseIRI: own },
    ],
    fetch: request,
    ...(base ? { baseIRI: base } : {}),
  });
  const { data } = await engine.resultToString(result, answerFormats[format].mediaType);
  for await (const piece of data) await send({ kind: 'chunk', bytes: Buffer.from(piece as string | Uint8Array) });
}

/** Resolves when the parent has it: what it is to count must not pile up here. */
function send(message: FromFederated): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}

function say(message: FromFederated): void {
  process.send?.(message);
}
