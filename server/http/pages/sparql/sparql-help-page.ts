import { sparqlHelp } from '../../texts/sparql-texts.ts';
import { html } from '../frame/html.ts';
import { type LayoutInput, layout } from '../frame/layout.ts';

/** How to write a query, why one is slow, and what the endpoint refuses. */
export function sparqlHelpPage(
  frame: Pick<LayoutInput, 'language' | 'path' | 'origin' | 'assets'>,
  endpoint: string,
): string {
  const { title, lead, back, contents, sections } = sparqlHelp(frame.language);
  const body = html`<div class="page sparql-help">
    <header class="page-header">
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
      <p><a href="/sparql">${back}</a></p>
    </header>
    <nav aria-label=${contents}>
      <ul>${sections.map(({ id, title: heading }) => html`<li><a href=${`#${id}`}>${heading}</a></li>`)}</ul>
    </nav>
    ${sections.map(
      ({ id, title: heading, blocks }) => html`<section id=${id}>
        <h2>${heading}</h2>
        ${blocks.map((block) =>
          'code' in block
            ? html`<pre tabindex="0"><code translate="no">${block.code?.join('\n').replaceAll('{endpoint}', endpoint)}</code></pre>`
            : html`<p>${block.text}</p>`,
        )}
      </section>`,
    )}
  </div>`;
  return layout({ ...frame, title, description: lead, body });
}
