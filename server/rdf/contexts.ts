/** The JSON-LD contexts we carry, by every URL that means them. */
export type Contexts = ReadonlyMap<string, object>;

/** A JSON-LD document loader that knows the bundled contexts and refuses every other address, naming it. */
export function createContextLoader(contexts: Contexts) {
  return async (url: string) => {
    // Host names have no case: https://Schema.org is read like https://schema.org/.
    const document = contexts.get(url) ?? contexts.get(URL.parse(url)?.href ?? url);
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
