/** The version that was asked about is no longer held: begin again with the manifest. */
export class Outdated extends Error {}

/** An answer that takes longer is taken for none: what was there stays, and the reader can try again. */
const patienceMs = 20_000;

/** Reads JSON from an address of this site. */
export function readJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return ask(path, { accept: 'application/json', signal }, async (response) => (await response.json()) as T);
}

/** Reads bytes from an address of this site. */
export function readBytes(path: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  return ask(path, { accept: '*/*', signal }, async (response) => new Uint8Array(await response.arrayBuffer()));
}

/** Throws for any answer that is none, with an `Outdated` for what belongs to a version that is gone. */
async function ask<T>(
  path: string,
  { accept, signal }: { readonly accept: string; readonly signal: AbortSignal | undefined },
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const abort = () => stop.abort(signal?.reason);
  const timer = setTimeout(() => stop.abort(new Error(`${path} took too long`)), patienceMs);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  try {
    const response = await fetch(path, { headers: { accept }, signal: stop.signal });
    if (response.ok) return await read(response);
    const message = `${path} answered ${response.status}`;
    throw response.status === 404 ? new Outdated(message) : new Error(message);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
