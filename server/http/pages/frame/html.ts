import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

export { html };

/** What a template may contain: text is always escaped; there is no way to put in a string of HTML. */
export type Content = ComponentChildren;

/** Renders a template to HTML text. */
export function render(content: VNode): string {
  return renderToString(content);
}

/**
 * A JSON-LD block for the head. The only place that writes text which is not escaped as HTML: `<` is written as a JSON
 * escape, so that no name in the data can close the script element or open a comment.
 */
export function jsonLdScript(data: unknown): VNode {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return html`<script type="application/ld+json" dangerouslySetInnerHTML=${{ __html: json }}></script>`;
}

/** The address when it is one that a page may link to (http, https), else undefined: `javascript:` never becomes a link. */
export function webAddress(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol } = new URL(address);
  return protocol === 'http:' || protocol === 'https:' ? address : undefined;
}
