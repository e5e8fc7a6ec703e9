/** Where the rest of a list is, told by the page just read; undefined for the last one. */
export type NextPage = { readonly url: string } | { readonly problem: string } | undefined;

/** Opendatasoft refuses to count further than this. */
const opendatasoftEnd = 10_000;
const opendatasoftLimit = 100;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Tells where the next page of a list is: by what its content says (Opendatasoft `total_count`, ArcGIS
 * `exceededTransferLimit`, WFS `numberMatched`, a link `next` in it), or by the header `Link` (RFC 8288), whose `next` is
 * given as `link`. Only on the same site.
 */
export function nextPage(url: string, content: unknown, link?: string): NextPage {
  const next = link ?? (isFields(content) ? (said(content) ?? counted(new URL(url), content)) : undefined);
  if (next === undefined || typeof next === 'object') return next;
  const resolved = URL.parse(next, url);
  if (!resolved || resolved.origin !== new URL(url).origin) return { problem: `the next page is elsewhere (${next})` };
  return resolved.href === url ? undefined : { url: resolved.href };
}

/** The address as it is best asked for: Opendatasoft gives ten records where nobody says how many. */
export function firstPage(url: string): string {
  const address = URL.parse(url);
  if (!address || !/\/api\/explore\/v2\.\d\/.*\/records\/?$/.test(address.pathname)) return url;
  if (!address.searchParams.has('limit')) address.searchParams.set('limit', String(opendatasoftLimit));
  return address.href;
}

/** A link in the content: a text `next`, `links.next`, or one of `links` whose `rel` is `next` (OGC API). */
function said(content: Fields): string | undefined {
  const { next, links } = content;
  if (typeof next === 'string' && /^https?:|^\//.test(next)) return next;
  if (isFields(links)) return typeof links['next'] === 'string' ? links['next'] : undefined;
  if (!Array.isArray(links)) return undefined;
  const found = (links as readonly unknown[]).filter(isFields).find(({ rel }) => rel === 'next');
  return typeof found?.['href'] === 'string' ? found['href'] : undefined;
}

function counted(url: URL, content: Fields): string | { readonly problem: string } | undefined {
  const { results, total_count: total, features } = content;
  const further = (name: string, by: number) => {
    const after = new URL(url);
    after.searchParams.set(name, String(Number(url.searchParams.get(name) ?? 0) + by));
    return after.href;
  };
  if (Array.isArray(results) && typeof total === 'number') {
    const end = Number(url.searchParams.get('offset') ?? 0) + results.length;
    if (results.length === 0 || end >= total) return undefined;
    if (end + opendatasoftLimit <= opendatasoftEnd) return further('offset', results.length);
    const whole = url.pathname.replace(/\/records\/?$/, '/exports/json');
    return {
      problem: `it has ${total} records, and gives no more than ${opendatasoftEnd} this way: read ${url.origin}${whole}`,
    };
  }
  if (!Array.isArray(features) || features.length === 0) return undefined;
  const properties = isFields(content['properties']) ? content['properties'] : {};
  if (content['exceededTransferLimit'] === true || properties['exceededTransferLimit'] === true)
    return further('resultOffset', features.length);
  const matched = Number(content['numberMatched'] ?? content['totalFeatures'] ?? Number.NaN);
  const isWfs = /^wfs$/i.test(url.searchParams.get('service') ?? url.searchParams.get('SERVICE') ?? '');
  const start = [...url.searchParams.keys()].find((name) => /^startindex$/i.test(name)) ?? 'startIndex';
  const end = Number(url.searchParams.get(start) ?? 0) + features.length;
  return isWfs && end < matched ? further(start, features.length) : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
