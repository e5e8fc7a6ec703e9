import { getDomain } from 'tldts';

/** The site that politeness counts by: the registrable domain of a URL's host, or the host itself. */
export function siteOf(url: string): string {
  const { hostname } = new URL(url);
  return getDomain(hostname) ?? hostname;
}
