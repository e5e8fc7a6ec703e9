import { type HelpBlock, sparqlHelp } from '../../texts/sparql-texts.ts';
import { fill } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import { type LayoutInput, layout } from '../frame/layout.ts';

/** What the page tells of this very endpoint. */
export interface SparqlHelpOffer {
  readonly endpoint: string;
  /** Other endpoints that SERVICE may call. */
  readonly services: readonly string[];
  /** Documents that a live question may read; absent where none is offered. */
  readonly liveDocuments?: number;
  readonly keyDeadlineMs: number;
  /** A place that is known here, to be named in an example. */
  readonly place: string;
  readonly now: Date;
}

/** How to write a query, why one is slow, what the endpoint offers beyond SPARQL, and what it refuses. */
export function sparqlHelpPage(
  frame: Pick<LayoutInput, 'language' | 'path' | 'origin' | 'assets'>,
  offer: SparqlHelpOffer,
): string {
  const { title, lead, back, contents, sections, run } = sparqlHelp(frame.language);
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
        ${blocks.filter((block) => isOffered(block, offer)).map((block) => helpBlock(block, offer, run))}
      </section>`,
    )}
  </div>`;
  return layout({ ...frame, title, description: lead, body });
}

/** Whether a block is about what this endpoint offers. */
function isOffered({ when }: HelpBlock, { services, liveDocuments }: SparqlHelpOffer): boolean {
  switch (when) {
    case 'services':
      return services.length > 0;
    case 'no-services':
      return services.length === 0;
    case 'live':
      return liveDocuments !== undefined;
    case 'no-live':
      return liveDocuments === undefined;
    default:
      return true;
  }
}

function helpBlock({ text, code, terms, show, live }: HelpBlock, offer: SparqlHelpOffer, run: string): Content {
  const { endpoint, services, liveDocuments = 0, keyDeadlineMs, place, now } = offer;
  const values = {
    endpoint,
    place,
    service: services[0] ?? '',
    documents: liveDocuments,
    seconds: keyDeadlineMs / 1000,
    today: now.toISOString().slice(0, 10),
    httpDate: now.toUTCString(),
  };
  if (terms)
    return html`<dl class="sparql-errors">${terms.map(({ term, text: told }) => html`<dt>${term}</dt><dd>${told}</dd>`)}</dl>`;
  if (show === 'services')
    return html`<ul>${services.map((service) => html`<li><a href=${webAddress(service)} rel="noopener">${service}</a></li>`)}</ul>`;
  if (!code) return html`<p>${fill(text ?? '', values)}</p>`;
  const lines = fill(code.join('\n'), values);
  const query = new URLSearchParams({ query: lines, ...(live ? { live: '1' } : {}) });
  return html`<pre tabindex="0"><code translate="no">${lines}</code></pre>
    ${isQuery(lines) && html`<p><a href=${`/sparql?${query}#sparql-results`} rel="nofollow">${run}</a></p>`}`;
}

/** Told apart from lines for a shell or a program. */
function isQuery(lines: string): boolean {
  return /^(?:PREFIX|SELECT|#)/.test(lines);
}
