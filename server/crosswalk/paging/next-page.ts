import { countedPage, type NextPage } from './counted-page.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Tells where the next page of a list is: by the header `Link` (RFC 8288), whose `next` is given as `link`; by a link in its content (`next`,
 * `links`, `_links`, OData); or by what it counts (Opendatasoft, ArcGIS, WFS, CKAN, Socrata). Only on the same site.
 */
export function nextPage(url: string, content: unknown, link?: string): NextPage {
  const next = link ?? (isFields(content) ? said(content) : undefined) ?? countedPage(new URL(url), content);
  if (next === undefined || typeof next === 'object') return next;
  const [from, resolved] = [new URL(url), URL.parse(next, url)];
  // Behind a proxy many servers believe to be asked without encryption.
  if (resolved?.host === from.host && resolved.protocol === 'http:') resolved.protocol = from.protocol;
  if (!resolved || resolved.origin !== from.origin) return { problem: `the next page is elsewhere (${next})` };
  return resolved.href === url ? undefined : { url: resolved.href };
}

/** How many Opendatasoft gives at once; its first version more. */
const pageSizes = [
  [/\/api\/explore\/v2\.\d\/.*\/records\/?$/, 'limit', 100],
  [/\/api\/records\/1\.0\/search\/?$/, 'rows', 1000],
] as const;

/** The address as it is best asked for: Opendatasoft gives ten records where nobody says how many. */
export function firstPage(url: string): string {
  const address = URL.parse(url);
  const found = address && pageSizes.find(([path]) => path.test(address.pathname));
  if (!found) return url;
  const [, name, size] = found;
  if (!address.searchParams.has(name)) address.searchParams.set(name, String(size));
  return address.href;
}

/** Names that a link to the next page goes by. */
const names = ['next', 'next_page', 'nextPage', 'next_url', 'nextLink', '@odata.nextLink'];

function said(content: Fields): string | undefined {
  for (const name of names) {
    const value = content[name];
    if (typeof value === 'string' && /^https?:|^\/|^\?/.test(value)) return value;
  }
  const links = content['links'] ?? content['_links'];
  if (!Array.isArray(links)) return isFields(links) ? addressOf(links['next']) : undefined;
  return addressOf((links as readonly unknown[]).filter(isFields).find(({ rel }) => rel === 'next'));
}

/** A link is a text, or an object that has one (OGC API, JSON:API, HAL). */
function addressOf(link: unknown): string | undefined {
  const value = isFields(link) ? link['href'] : link;
  return typeof value === 'string' ? value : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
