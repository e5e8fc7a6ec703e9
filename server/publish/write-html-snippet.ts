/**
 * The `<script type="application/ld+json">` block to paste into a web page. Every `<` is escaped, so that no text of the profile
 * can close the block or open a comment (https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements).
 */
export function writeHtmlSnippet(jsonLd: object): string {
  const json = JSON.stringify(jsonLd, null, 2).replaceAll('<', '\\u003c');
  return `<script type="application/ld+json">\n${json}\n</script>\n`;
}
