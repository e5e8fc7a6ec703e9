/**
 * Whether a document may speak first-hand about an IRI: the IRI lies in the same document, or on the same site (host,
 * `www.` aside). On a host shared by several publishers (`sharedHosts`: pods by path, user folders) only below the same
 * first path segment. Anything wider would let a neighbour rewrite somebody else's name or place.
 */
export function speaksFirstHand(documentUrl: string, iri: string, sharedHosts: ReadonlySet<string>): boolean {
  const document = URL.parse(documentUrl);
  const subject = URL.parse(iri);
  if (!document || !subject) return false;
  if (withoutFragment(document) === withoutFragment(subject)) return true;
  if (site(document) !== site(subject)) return false;
  return !sharedHosts.has(document.hostname) || firstSegment(document) === firstSegment(subject);
}

/** How strongly a document speaks about an IRI: 3 its own document, 2 its declared topic, 1 the same site. */
export function authorityRank(
  documentUrls: readonly string[],
  iri: string,
  primaryTopics: ReadonlySet<string>,
): number {
  const subject = URL.parse(iri);
  if (subject && documentUrls.some((url) => withoutFragment(URL.parse(url)) === withoutFragment(subject))) return 3;
  return primaryTopics.has(iri) ? 2 : 1;
}

function withoutFragment(url: URL | null): string | undefined {
  return url?.href.split('#')[0];
}

function site(url: URL): string {
  return `${url.hostname.replace(/^www\./, '')}:${url.port}`;
}

function firstSegment(url: URL): string {
  return url.pathname.split('/')[1] ?? '';
}
