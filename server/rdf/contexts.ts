/** The JSON-LD contexts we carry, by every URL that means them. */
export type Contexts = ReadonlyMap<string, object>;

/** A JSON-LD document loader that knows the bundled contexts and refuses every other address, naming it. */
export function createContextLoader(contexts: Contexts) {
  return async (url: string) => {
    const document = contexts.get(url);
    if (!document) throw new UnknownContext(url);
    return { contextUrl: undefined, documentUrl: url, document };
  };
}

/** A profile asks for a JSON-LD context that is not bundled: contexts are never fetched from the web. */
export class UnknownContext extends Error {
  readonly url: string;
  constructor(url: string) {
    super(`Unknown JSON-LD context ${url}`);
    this.url = url;
  }
}
