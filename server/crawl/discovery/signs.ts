import { discoveryLimits } from './discovery-limits.ts';

/**
 * A document that names profiles: a Solid type index or container, a description of data (VoID, DCAT), a sitemap, a dump.
 */
export type ListKind = 'type-index' | 'container' | 'description' | 'sitemap' | 'dump';

export interface ListSign {
  readonly kind: ListKind;
  readonly url: string;
}

/** Where a document leads. Addresses are absolute http(s) URLs without fragment, each once, never the document's own. */
export interface Signs {
  /** What lists the profiles below: the document itself, when it is a list. */
  readonly kind?: ListKind;
  /** Addresses where profiles are said to be. */
  readonly profiles: readonly string[];
  /** Documents that are said to name more of them. */
  readonly lists: readonly ListSign[];
  /** Addresses beyond what is taken of one document. */
  readonly leftOut: number;
}

export const noSigns: Signs = { profiles: [], lists: [], leftOut: 0 };

/** Whether a document leads anywhere. */
export function leads({ profiles, lists }: Pick<Signs, 'profiles' | 'lists'>): boolean {
  return profiles.length + lists.length > 0;
}

/** What leads so: the list that it is, or else the home page of a site with sitemaps, or a WebID. */
export function kindOf({ kind, lists }: Signs): ListKind | 'site' {
  return kind ?? (lists.some((list) => list.kind === 'sitemap') ? 'site' : 'type-index');
}

/** The documents of these IRIs as seen from one document, and how many were too many for it. */
export function addressesOf(
  iris: Iterable<string>,
  documentUrl: string,
): { readonly addresses: readonly string[]; readonly leftOut: number } {
  const all = new Set<string>();
  for (const iri of iris) {
    const address = addressOf(iri, documentUrl);
    if (address) all.add(address);
  }
  const addresses = [...all.keys().take(discoveryLimits.perSignpost)];
  return { addresses, leftOut: all.size - addresses.length };
}

const maxAddressLength = 2048;

/** The document that an IRI stands in; undefined for other schemes, for a name before the host and for the document itself. */
export function addressOf(iri: string, documentUrl: string): string | undefined {
  const url = iri.length <= maxAddressLength ? URL.parse(iri, documentUrl) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  url.hash = '';
  return url.href === documentUrl.split('#')[0] ? undefined : url.href;
}

/** Signs of several documents together, each address once; the first one says what kind they are. */
export function mergeSigns(all: readonly Signs[]): Signs {
  const kind = all.find((signs) => signs.kind)?.kind;
  const lists = new Map(all.flatMap((signs) => signs.lists).map((list) => [list.url, list]));
  const profiles = [...new Set(all.flatMap((signs) => signs.profiles))];
  const taken = profiles.slice(0, discoveryLimits.perSignpost);
  return {
    ...(kind ? { kind } : {}),
    profiles: taken,
    lists: [...lists.values()],
    leftOut: all.reduce((sum, signs) => sum + signs.leftOut, 0) + profiles.length - taken.length,
  };
}
