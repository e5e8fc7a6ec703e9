import { VOCAB } from '../../../rdf/terms.ts';
import { longDate } from '../../dates.ts';
import { opendataTexts, texts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** Where the page of the ontology says who writes it. */
export const authorsAnchor = 'auteurs';

/** What a document of the vocabulary is called by others: its address, its version, its licence, and its other forms. */
export function documentFacts(
  { path, version, issued }: { readonly path: string; readonly version: string; readonly issued?: string | undefined },
  { language }: PageContext,
): Content {
  const t = opendataTexts(language).vocabulary;
  const iri = VOCAB + path.replace(/^\/(vocab\/)?/, '');
  const other = path.startsWith('/vocab/')
    ? []
    : [
        ['nq', 'N-Quads'],
        ['rdf', 'RDF/XML'],
      ];
  return html`<dl class="properties vocabulary-facts">
    <div class="property"><dt>${t.address}</dt><dd><code>${iri}</code></dd></div>
    <div class="property"><dt>${t.version}</dt><dd><a href=${`${path}/${version}`}>${version}</a></dd></div>
    ${issued && html`<div class="property"><dt>${t.issued}</dt><dd>${longDate(issued, language)}</dd></div>`}
    <div class="property" id=${path === '/ns' ? authorsAnchor : undefined}><dt>${t.authors}</dt><dd>${t.contributors}</dd></div>
    <div class="property"><dt>${t.license}</dt><dd><a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a></dd></div>
    <div class="property"><dt>${t.formats}</dt><dd class="take-away">
      ${[['ttl', 'Turtle'], ['jsonld', 'JSON-LD'], ...other].map(([suffix, name]) => html`<a href=${`${path}.${suffix}`}>${name}</a>`)}
      ${path === '/ns' && html`<a href="/context.jsonld">${texts(language).vocabulary.context}</a>`}
    </dd></div>
  </dl>`;
}

/** A piece of Turtle to read or copy. */
export function turtleExample(text: string, label: string): Content {
  return html`<pre class="example" tabindex="0" role="group" aria-label=${label}><code>${text.trim()}</code></pre>`;
}

/** The other forms of a page, for its head. */
export function alternates(path: string): Content {
  return [
    html`<link rel="alternate" type="text/turtle" href=${`${path}.ttl`} />`,
    html`<link rel="alternate" type="application/ld+json" href=${`${path}.jsonld`} />`,
  ];
}
