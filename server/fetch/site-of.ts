import { getDomain } from 'tldts';

const rememberedHosts = 2000;
const sites = new Map<string, string>();

/** The site that politeness counts by: the registrable domain of a URL's host, or the host itself. */
export function siteOf(url: string): string {
  const { hostname } = new URL(url);
  const known = sites.get(hostname);
  if (known !== undefined) return known;
  if (sites.size >= rememberedHosts) sites.clear();
  const site = getDomain(hostname) ?? hostname;
  sites.set(hostname, site);
  return site;
}
