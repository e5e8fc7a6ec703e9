import { getDomain } from 'tldts';

/**
 * Who answers for an address: the registrable domain of its host (public suffix list, private section included, so that
 * `ana.github.io` is its own publisher), or `host/folder` on a host shared by several publishers.
 */
export function publisherOf(url: string, sharedHosts: ReadonlySet<string>): string {
  const { hostname, pathname } = new URL(url);
  if (sharedHosts.has(hostname)) return `${hostname}/${pathname.split('/')[1] ?? ''}`;
  return getDomain(hostname, { allowPrivateDomains: true }) ?? hostname;
}
