/** One entry of a `Link` header: one relation, its target absolute. */
export interface HeaderLink {
  readonly target: string;
  readonly rel: string;
  readonly type?: string;
}

/** A hostile header may hold thousands of entries; nobody needs more than these. */
const maximumLinks = 100;

const entry = /<([^<>]*)>((?:\s*;\s*[^\s=;,"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]*))?)*)/g;
const parameter = /;\s*([^\s=;,"]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]*)))?/g;

/**
 * Reads `Link` header fields (RFC 8288, section 3) about the document itself, targets resolved against `base`;
 * entries with a foreign anchor, without relation or without a valid target are left out.
 */
export function parseLinkHeader(fields: readonly string[], base: string): HeaderLink[] {
  const links: HeaderLink[] = [];
  for (const [, reference = '', parameters = ''] of fields.flatMap((field) => [...field.matchAll(entry)])) {
    const named = readParameters(parameters);
    const anchor = named.get('anchor');
    if (!URL.canParse(reference, base) || (anchor && !isSameDocument(anchor, base))) continue;
    const target = new URL(reference, base).href;
    const type = named.get('type')?.toLowerCase();
    for (const rel of (named.get('rel') ?? '').toLowerCase().split(/\s+/)) {
      if (rel !== '' && links.length < maximumLinks) links.push({ target, rel, ...(type ? { type } : {}) });
    }
  }
  return links;
}

/** The first of several parameters of one name counts (RFC 8288, section 3.3). */
function readParameters(text: string): Map<string, string> {
  const named = new Map<string, string>();
  for (const [, name = '', quoted, token] of text.matchAll(parameter)) {
    const key = name.toLowerCase();
    if (!named.has(key)) named.set(key, quoted === undefined ? (token ?? '') : quoted.replace(/\\(.)/g, '$1'));
  }
  return named;
}

function isSameDocument(anchor: string, base: string): boolean {
  if (!URL.canParse(anchor, base)) return false;
  const url = new URL(anchor, base);
  url.hash = '';
  return url.href === base;
}
