import { Parser } from 'htmlparser2';
import { addressesOf, noSigns, type Signs } from './signs.ts';

const rootElement = /^(?:[^<]|<[?!])*<(?:(?<prefix>[\w.-]+):)?(?<root>urlset|sitemapindex)[\s>/]/;

/** An entry's address is the third element deep; extensions go a little further. */
const maxDepth = 20;
const chunk = 16_384;

/** Whether a document that begins so is a sitemap or a sitemap index (sitemaps.org). */
export function isSitemap(head: string): boolean {
  return rootElement.test(head);
}

/** Reads a sitemap or a sitemap index. Pictures and translations that extensions add are no pages of their own. */
export function readSitemap(text: string, url: string): Signs {
  const { prefix, root } = rootElement.exec(text)?.groups ?? {};
  const named = (local: string) => (prefix ? `${prefix}:${local}` : local);
  const entry = named(root === 'urlset' ? 'url' : 'sitemap');
  const found: string[] = [];
  const open: string[] = [];
  let location: string | undefined;
  const parser = new Parser(
    {
      onopentag(name) {
        open.push(name);
        if (name === named('loc') && open.at(-2) === entry) location = '';
      },
      ontext(piece) {
        if (location !== undefined) location += piece;
      },
      onclosetag(_name, isImplied) {
        open.pop();
        // A file that was cut off ends in half an address.
        if (location !== undefined && !isImplied) found.push(location.trim());
        location = undefined;
      },
    },
    { xmlMode: true },
  );
  // The parser's cost grows with the square of the depth; the rest of what nests so deep is no sitemap.
  for (let at = 0; at < text.length && open.length <= maxDepth; at += chunk) parser.write(text.slice(at, at + chunk));
  parser.end();
  const { addresses, leftOut } = addressesOf(found, url);
  const sitemaps = root === 'sitemapindex';
  return {
    ...noSigns,
    kind: 'sitemap',
    ...(sitemaps
      ? { lists: addresses.map((address) => ({ kind: 'sitemap', url: address })) }
      : { profiles: addresses }),
    leftOut,
  };
}
