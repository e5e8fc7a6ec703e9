import { firstPage, nextPage } from '../../crosswalk/paging/next-page.ts';
import { pageContent } from '../../crosswalk/paging/page-content.ts';
import type { Dereferenced } from '../../fetch/dereference.ts';

/** The pages of a list in their order, or what kept one of them from being read: half a list is none. */
export type Pages =
  | { readonly state: 'read'; readonly url: string; readonly bodies: readonly Uint8Array[] }
  | Exclude<Dereferenced, { state: 'document' }>;

/** A list of more pages than this was not made to be read. */
const mostPages = 2000;

/** Reads what an address gives, page by page where it gives a list in pages; `limitBytes` is for all of them. Throws one line where a page leads nowhere. */
export async function readPages(
  target: string,
  get: (url: string, limitBytes: number) => Promise<Dereferenced>,
  limitBytes: number,
): Promise<Pages> {
  const bodies: Uint8Array[] = [];
  const seen = new Set<string>();
  let left = limitBytes;
  let first: string | undefined;
  for (let url: string | undefined = firstPage(target); url !== undefined; ) {
    const met = await get(url, left);
    if (met.state !== 'document') return met;
    const { body, hash, finalUrl, links } = met.document;
    if (seen.has(hash) || seen.size >= mostPages)
      throw new Error(`page ${seen.size + 1} of ${target} is no further page`);
    seen.add(hash);
    first ??= finalUrl;
    bodies.push(body);
    left -= body.length;
    const next = nextPage(url, pageContent(body), links.find(({ rel }) => rel.split(/\s+/).includes('next'))?.target);
    if (next && 'whole' in next) return readWhole(next);
    if (next && 'problem' in next) throw new Error(`${target}: ${next.problem}`);
    url = next?.url;
    if (url !== undefined && left <= 0)
      throw new Error(`${target}: its pages have more than ${limitBytes} bytes together`);
  }
  return { state: 'read', url: first ?? target, bodies };

  /** A list that stands alone, as its pages would have it. */
  async function readWhole({ whole, as }: { readonly whole: string; readonly as: string }): Promise<Pages> {
    const met = await get(whole, limitBytes);
    if (met.state !== 'document') return met;
    const parts = [Buffer.from(`{${JSON.stringify(as)}:`), met.document.body, Buffer.from('}')];
    return { state: 'read', url: first ?? target, bodies: [Buffer.concat(parts)] };
  }
}
