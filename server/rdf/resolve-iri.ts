interface Parts {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
  readonly fragment: string | undefined;
}

/** RFC 3986, appendix B. */
const reference = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

function split(iri: string): Parts {
  const [, scheme, authority, path = '', query, fragment] = reference.exec(iri) ?? [];
  return { scheme, authority, path, query, fragment };
}

/** Resolves a reference against a base (RFC 3986, section 5.2), changing no character of either, as `URL` would. */
export function resolveIri(relative: string, base: string): string {
  const r = split(relative);
  const b = split(base);
  if (r.scheme !== undefined) return join({ ...r, path: withoutDots(r.path) });
  const target = { scheme: b.scheme, fragment: r.fragment };
  if (r.authority !== undefined)
    return join({ ...target, authority: r.authority, path: withoutDots(r.path), query: r.query });
  if (r.path === '') return join({ ...target, authority: b.authority, path: b.path, query: r.query ?? b.query });
  const path = withoutDots(r.path.startsWith('/') ? r.path : merge(r.path, b));
  return join({ ...target, authority: b.authority, path, query: r.query });
}

function merge(path: string, base: Parts): string {
  if (base.authority !== undefined && base.path === '') return `/${path}`;
  return base.path.slice(0, base.path.lastIndexOf('/') + 1) + path;
}

/** RFC 3986, section 5.2.4. */
function withoutDots(path: string): string {
  if (!/(^|\/)\.\.?(\/|$)/.test(path)) return path;
  const kept: string[] = [];
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..') {
      if (kept.length > 1 || (kept.length === 1 && kept[0] !== '')) kept.pop();
    } else if (segment !== '.') kept.push(segment);
    if (isLast && (segment === '.' || segment === '..')) kept.push('');
  }
  const joined = kept.join('/');
  return path.startsWith('/') && !joined.startsWith('/') ? `/${joined}` : joined;
}

function join({ scheme, authority, path, query, fragment }: Parts): string {
  return (
    (scheme === undefined ? '' : `${scheme}:`) +
    (authority === undefined ? '' : `//${authority}`) +
    path +
    (query === undefined ? '' : `?${query}`) +
    (fragment === undefined ? '' : `#${fragment}`)
  );
}
