/** The version that was asked about is no longer held: begin again with the manifest. */
export class Outdated extends Error {}

/** An answer that is one; throws for any other, with an `Outdated` for what belongs to a version that is gone. */
export async function readAnswer(response: Response): Promise<Response> {
  if (response.ok) return response;
  const { pathname } = new URL(response.url);
  const message = `${pathname} answered ${response.status}`;
  throw response.status === 404 ? new Outdated(message) : new Error(message);
}

/** Reads JSON from an address of this site. */
export async function readJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) });
  return (await (await readAnswer(response)).json()) as T;
}

/** Reads bytes from an address of this site. */
export async function readBytes(path: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(path, signal ? { signal } : {});
  return new Uint8Array(await (await readAnswer(response)).arrayBuffer());
}
