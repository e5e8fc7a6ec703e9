import { type ListKind, leads, noSigns, type Signs } from './signs.ts';

/** Lists that may name a whole site: followed for publishers that the operator vouches for. */
export const bulkyKinds: readonly ListKind[] = ['sitemap', 'dump'];

/**
 * What of a document's signs is followed: everything but sitemaps and dumps of publishers that were not declared, which
 * are named.
 */
export function followable(
  signs: Signs,
  rules: {
    readonly url: string;
    readonly publisherOf: (url: string) => string;
    readonly isDeclared: (publisher: string) => boolean;
  },
): { readonly signs: Signs; readonly undeclared: readonly string[] } {
  const refuses = (kind: ListKind | undefined, url: string) =>
    kind !== undefined && bulkyKinds.includes(kind) && !rules.isDeclared(rules.publisherOf(url));
  if (refuses(signs.kind, rules.url) && leads(signs))
    return { signs: noSigns, undeclared: [rules.publisherOf(rules.url)] };
  const refused = signs.lists.filter(({ kind, url }) => refuses(kind, url)).map(({ url }) => url);
  return {
    signs: { ...signs, lists: signs.lists.filter(({ url }) => !refused.includes(url)) },
    undeclared: [...new Set(refused.map(rules.publisherOf))],
  };
}
