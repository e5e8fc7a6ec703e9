/** As much of an XML document as has its root and what a feed says of itself. */
const headBytes = 20_000;

/** What a page tells of further ones: the whole of JSON, of XML what its root counts and the link to the next; undefined for what tells nothing. */
export function pageContent(body: Uint8Array): unknown {
  const head = new TextDecoder()
    .decode(body.subarray(0, headBytes))
    .replace(/^\ufeff/, '')
    .trimStart();
  if (head.startsWith('<')) return xmlContent(head);
  if (!/^[[{]/.test(head)) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body).replace(/^\ufeff/, ''));
  } catch {
    // What is wrong with it is told when its records are read.
    return undefined;
  }
}

/** WFS 2.0 (OGC 09-025r2, 7.7.4.4) and Atom (RFC 5005, section 3). */
function xmlContent(head: string): unknown {
  const [root = ''] = /<(?![?!])[^>]+>/.exec(head) ?? [];
  const attribute = (name: string, element: string) =>
    new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(element)?.[1]?.replaceAll('&amp;', '&');
  const link = /<(?:\w+:)?link\b[^>]*\brel\s*=\s*["']next["'][^>]*>/.exec(head)?.[0];
  const next = attribute('next', root) ?? (link && attribute('href', link));
  return {
    ...(next ? { next } : {}),
    numberMatched: attribute('numberMatched', root),
    numberReturned: attribute('numberReturned', root),
  };
}
