/** Where the rest of a list is, told by the page just read; undefined for the last one. */
export type NextPage =
  | { readonly url: string }
  /** Where the list is read whole, in place of pages that end too early; it stands there alone, and here under `as`. */
  | { readonly whole: string; readonly as: string }
  | { readonly problem: string }
  | undefined;

type Fields = Readonly<Record<string, unknown>>;

/** Opendatasoft refuses to count further than this. */
const opendatasoftEnd = 10_000;
/** What Socrata gives where nobody says how many. */
const socrataLimit = 1000;

/** The next page of a list that counts: how many there are, or that there are more; undefined where it does not count, or all are read. */
export function countedPage(url: URL, content: unknown): NextPage {
  if (Array.isArray(content)) return ofSocrata(url, content.length);
  if (typeof content !== 'object' || content === null) return undefined;
  const fields = content as Fields;
  return (
    ofOpendatasoft(url, fields) ?? ofFirstOpendatasoft(url, fields) ?? ofCkan(url, fields) ?? ofFeatures(url, fields)
  );
}

/** https://dev.socrata.com/docs/paging */
function ofSocrata(url: URL, length: number): NextPage {
  if (!/\/resource\/\w{4}-\w{4}\.(?:geo)?json$/.test(url.pathname)) return undefined;
  const limit = Number(url.searchParams.get('$limit') ?? socrataLimit);
  return length > 0 && length >= limit ? further(url, '$offset', length) : undefined;
}

/** Explore API 2: pages as far as it counts; beyond that its exports, which give all. */
function ofOpendatasoft(url: URL, { results, total_count: total }: Fields): NextPage {
  if (!Array.isArray(results) || typeof total !== 'number') return undefined;
  const end = Number(url.searchParams.get('offset') ?? 0) + results.length;
  if (results.length === 0 || end >= total) return undefined;
  if (total <= opendatasoftEnd) return further(url, 'offset', results.length);
  const whole = new URL(url);
  whole.pathname = url.pathname.replace(/\/records\/?$/, '/exports/json');
  for (const name of ['offset', 'limit']) whole.searchParams.delete(name);
  return { whole: whole.href, as: 'results' };
}

/** Search API 1, and its download likewise. */
function ofFirstOpendatasoft(url: URL, { records, nhits }: Fields): NextPage {
  if (!Array.isArray(records) || typeof nhits !== 'number') return undefined;
  const end = Number(url.searchParams.get('start') ?? 0) + records.length;
  if (records.length === 0 || end >= nhits) return undefined;
  if (nhits <= opendatasoftEnd) return further(url, 'start', records.length);
  const whole = new URL(url);
  whole.pathname = url.pathname.replace(/\/search\/?$/, '/download/');
  for (const name of ['start', 'rows']) whole.searchParams.delete(name);
  whole.searchParams.set('format', 'json');
  return { whole: whole.href, as: 'records' };
}

/** https://docs.ckan.org/en/latest/maintaining/datastore.html */
function ofCkan(url: URL, { result }: Fields): NextPage {
  const { records, total } = (result ?? {}) as Fields;
  if (!Array.isArray(records) || typeof total !== 'number' || records.length === 0) return undefined;
  const end = Number(url.searchParams.get('offset') ?? 0) + records.length;
  return end < total ? further(url, 'offset', records.length) : undefined;
}

/** ArcGIS says that there is more; WFS how many match. */
function ofFeatures(url: URL, { features, properties, exceededTransferLimit, ...counts }: Fields): NextPage {
  const returned = Array.isArray(features) ? features.length : Number(counts['numberReturned'] ?? 0);
  if (!(returned > 0)) return undefined;
  if (exceededTransferLimit === true || (properties as Fields | undefined)?.['exceededTransferLimit'] === true)
    return further(url, 'resultOffset', returned);
  const matched = Number(counts['numberMatched'] ?? counts['totalFeatures'] ?? Number.NaN);
  const isWfs = /^wfs$/i.test(url.searchParams.get('service') ?? url.searchParams.get('SERVICE') ?? '');
  const start = [...url.searchParams.keys()].find((name) => /^startindex$/i.test(name)) ?? 'startIndex';
  const end = Number(url.searchParams.get(start) ?? 0) + returned;
  return isWfs && end < matched ? further(url, start, returned) : undefined;
}

function further(url: URL, name: string, by: number): { readonly url: string } {
  const after = new URL(url);
  after.searchParams.set(name, String(Number(url.searchParams.get(name) ?? 0) + by));
  return { url: after.href };
}
