/** The JSON-LD contexts we carry, by every URL that means them. */
export type Contexts = ReadonlyMap<string, object>;

/** A context and the address under which we carry it. */
export interface FoundContext {
  readonly url: string;
  readonly document: object;
}

/** The context of an address; host names have no case: https://Schema.org is read like https://schema.org/. */
export function findContext(contexts: Contexts, address: string): FoundContext | undefined {
  for (const url of [address, URL.parse(address)?.href]) {
    const document = url === undefined ? undefined : contexts.get(url);
    if (url !== undefined && document) return { url, document };
  }
  return undefined;
}

/** Addresses that we do not carry by the letter, and the context that they stand for. */
const families: readonly (readonly [address: RegExp, context: string])[] = [
  // Any page of schema.org, or its name without a scheme, which then looks like a file of the site.
  [/^[a-z]+:\/\/([\w-]+\.)?schema\.org(\/|$)|\/(www\.)?schema\.org\/?$/i, 'https://schema.org'],
  // Each SemApps platform serves a context of its own, with PAIR in it.
  [/\/\.well-known\/context\.jsonld$/i, 'http://virtual-assembly.org/ontologies/pair'],
  [/^[a-z]+:\/\/([\w-]+\.)*murmurations\.network\//i, 'https://ns.murmurations.network'],
];

/**
 * The context that an address most likely means: one that we carry, with another scheme, a slash or a fragment too many;
 * or that of its family.
 */
export function guessContext(contexts: Contexts, address: string): FoundContext | undefined {
  const url = URL.parse(address);
  if (!url) return undefined;
  const place = `${url.host}${url.pathname.replace(/\/+$/, '')}`;
  const spellings = ['https', 'http'].flatMap((scheme) => ['', '/'].map((end) => `${scheme}://${place}${end}`));
  const family = families.find(([pattern]) => pattern.test(url.origin + url.pathname));
  for (const spelling of family ? [...spellings, family[1]] : spellings) {
    const document = contexts.get(spelling);
    if (document) return { url: spelling, document };
  }
  return undefined;
}

/** A JSON-LD document loader that knows the bundled contexts and refuses every other address, naming it. */
export function createContextLoader(contexts: Contexts) {
  return async (url: string) => {
    const found = findContext(contexts, url);
    if (!found) throw new Error(`Unknown JSON-LD context ${url}`);
    return { contextUrl: undefined, documentUrl: url, document: found.document };
  };
}
