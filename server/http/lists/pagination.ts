/** The same address with other parameters; `undefined` removes one. */
export function withParameters(
  address: string,
  changes: Readonly<Record<string, string | number | undefined>>,
): string {
  const url = new URL(address, 'http://site.invalid');
  for (const [name, value] of Object.entries(changes))
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, String(value));
  return url.pathname + url.search;
}

/** The number of the last page, at least 1. */
export function lastPage({ total, size }: { readonly total: number; readonly size: number }): number {
  return Math.max(1, Math.ceil(total / size));
}

/** The `Link` header of one page of a list (RFC 8288): first, prev, next, last. */
export function pageLinks(
  address: string,
  page: { readonly total: number; readonly page: number; readonly size: number },
): string {
  const last = lastPage(page);
  const links: (readonly [string, number])[] = [['first', 1]];
  if (page.page > 1) links.push(['prev', Math.min(page.page - 1, last)]);
  if (page.page < last) links.push(['next', page.page + 1]);
  links.push(['last', last]);
  return links.map(([rel, number]) => `<${withParameters(address, { page: number })}>; rel="${rel}"`).join(', ');
}
