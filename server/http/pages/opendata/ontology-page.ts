import type { Quad } from '@rdfjs/types';
import { dct, OBS, obs, owl, rdf, rdfs, schema, skos, VOCAB } from '../../../rdf/terms.ts';
import { exampleLine, exampleProfile, readShapes, type ShapeOfClass } from '../../shape-fields.ts';
import { fill, opendataTexts, texts } from '../../texts/texts.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import { said } from '../entity/said.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { alternates, documentFacts, turtleExample } from './vocabulary-parts.ts';

type Term = readonly [iri: string, own: readonly Quad[]];

const propertyTypes = [
  owl('ObjectProperty').value,
  owl('DatatypeProperty').value,
  rdf('Property').value,
  owl('AnnotationProperty').value,
];

/** The ontology for people: what one can say, of what, and how it is written. */
export async function ontologyPage(vocabulary: Vocabulary, context: PageContext): Promise<string> {
  const { language } = context;
  const t = texts(language).vocabulary;
  const o = opendataTexts(language).vocabulary;
  const quads = vocabulary.ontology();
  const subjects = Map.groupBy(quads, (q) => q.subject.value);
  const typed = (...types: readonly string[]): Term[] =>
    [...subjects].filter(
      ([iri, own]) =>
        iri.startsWith(OBS) && own.some((q) => q.predicate.equals(rdf('type')) && types.includes(q.object.value)),
    );
  const classes = typed(owl('Class').value, rdfs('Class').value);
  const properties = typed(...propertyTypes);
  const shapes = readShapes(vocabulary.shapes());
  const examples = new Map(
    await Promise.all(classes.map(async ([iri]) => [iri, await exampleProfile(iri, shapes)] as const)),
  );
  const issued = said(subjects.get(`${VOCAB}ns`) ?? [], dct('issued').value, language);
  const labelOf = (iri: string) =>
    said(subjects.get(iri) ?? [], rdfs('label').value, language) ?? iri.slice(OBS.length);
  const index = (terms: readonly Term[]) =>
    html`<ul class="chips">${terms.map(([iri]) => html`<li><a class="chip" href=${`#${iri.slice(OBS.length)}`} title=${`obs:${iri.slice(OBS.length)}`}>${labelOf(iri)}</a></li>`)}</ul>`;
  const body = html`<div class="page vocabulary-page">
    <header class="page-header">
      <p class="breadcrumb"><a href="/donnees">${texts(language).data.title}</a></p>
      <h1>${t.nsTitle}</h1>
      <p class="lead">${o.nsLead}</p>
    </header>
    ${documentFacts({ path: '/ns', version: vocabulary.version(), issued }, context)}
    <nav class="block" aria-label=${o.onThisPage}>
      <h2>${o.onThisPage}</h2>
      <h3>${t.classes}</h3>${index(classes)}
      <h3>${t.properties}</h3>${index(properties)}
      <h3>${t.schemes}</h3>
      <ul class="chips">${vocabulary.schemes().map((key) => html`<li><a class="chip" href=${`/vocab/${key}`}>${schemeTitle(vocabulary, key, context)}</a></li>`)}</ul>
    </nav>
    <section id="classes">
      <h2>${t.classes}</h2>
      ${classes.map((term) => classBlock(term, { properties, example: examples.get(term[0]), labelOf }, context))}
    </section>
    <section id="proprietes">
      <h2>${t.properties}</h2>
      ${properties.map((term) => propertyBlock(term, { vocabulary, shapes }, context))}
    </section>
    <section id="listes">
      <h2>${t.schemes}</h2>
      <p>${o.schemesText}</p>
      <ul>${vocabulary.schemes().map((key) => html`<li><a href=${`/vocab/${key}`}>${schemeTitle(vocabulary, key, context)}</a> <code>${key}</code></li>`)}</ul>
    </section>
  </div>`;
  return layout({ ...frameOf(context), title: t.nsTitle, description: o.nsLead, body, head: alternates('/ns') });
}

function classBlock(
  [iri, own]: Term,
  {
    properties,
    example,
    labelOf,
  }: {
    readonly properties: readonly Term[];
    readonly example: string | undefined;
    readonly labelOf: (iri: string) => string;
  },
  { language }: PageContext,
): Content {
  const t = opendataTexts(language).vocabulary;
  const used = properties.filter(([, about]) => all(about, schema('domainIncludes')).includes(iri));
  const label = said(own, rdfs('label').value, language) ?? '';
  return html`<article class="term-block" id=${iri.slice(OBS.length)}>
    ${termHeading(iri, label)}
    <p>${said(own, rdfs('comment').value, language)}</p>
    <dl class="properties">
      ${row(t.subclassOf, all(own, rdfs('subClassOf')))}
      ${
        used.length > 0 &&
        html`<div class="property"><dt>${t.describedWith}</dt><dd>${used.map(([property], nth) => html`${nth > 0 && ', '}<a href=${`#${property.slice(OBS.length)}`} title=${`obs:${property.slice(OBS.length)}`}>${labelOf(property)}</a>`)}</dd></div>`
      }
    </dl>
    ${example && html`<h4>${t.exampleProfile}</h4>${turtleExample(example, fill(t.exampleOf, { name: label }))}`}
  </article>`;
}

function propertyBlock(
  [iri, own]: Term,
  { vocabulary, shapes }: { readonly vocabulary: Vocabulary; readonly shapes: readonly ShapeOfClass[] },
  context: PageContext,
): Content {
  const { language } = context;
  const t = opendataTexts(language).vocabulary;
  const label = said(own, rdfs('label').value, language) ?? '';
  const schemes = all(own, obs('fromScheme')).map((scheme) => scheme.slice(VOCAB.length));
  const line = shapes
    .flatMap(({ fields }) => fields)
    .filter(({ path }) => path === iri)
    .map(exampleLine)
    .find((one) => one !== undefined);
  return html`<article class="term-block" id=${iri.slice(OBS.length)}>
    ${termHeading(iri, label)}
    <p>${said(own, rdfs('comment').value, language) ?? said(own, skos('definition').value, language)}</p>
    <dl class="properties">
      ${row(t.domain, all(own, schema('domainIncludes')))}
      ${
        schemes.length > 0
          ? html`<div class="property"><dt>${t.oneOf}</dt><dd>${schemes.map((key) => html`<a href=${`/vocab/${key}`}>${schemeTitle(vocabulary, key, context)}</a> `)}</dd></div>`
          : row(t.range, all(own, schema('rangeIncludes')))
      }
    </dl>
    ${line && turtleExample(line, fill(t.exampleOf, { name: label }))}
  </article>`;
}

function termHeading(iri: string, label: string): Content {
  const local = iri.slice(OBS.length);
  return html`<h3>${label} <a class="term-name" href=${`#${local}`}><code>obs:${local}</code></a></h3>`;
}

function row(name: string, iris: readonly string[]): Content {
  return (
    iris.length > 0 &&
    html`<div class="property"><dt>${name}</dt><dd>${iris.map((iri) => html`${termLink(iri)} `)}</dd></div>`
  );
}

/** Ours are on this page, others where they are published. */
function termLink(iri: string): Content {
  if (iri.startsWith(OBS))
    return html`<a href=${`#${iri.slice(OBS.length)}`}><code>obs:${iri.slice(OBS.length)}</code></a>`;
  return html`<a href=${iri} rel="external"><code>${iri.replace('https://schema.org/', 'schema:').replace(/^.*[#/](?=[^#/]+$)/, '')}</code></a>`;
}

function all(own: readonly Quad[], predicate: Quad['predicate']): string[] {
  return own
    .filter((q) => q.predicate.equals(predicate) && q.object.termType === 'NamedNode')
    .map((q) => q.object.value);
}

function schemeTitle(vocabulary: Vocabulary, key: string, { language }: PageContext): string {
  const own = (vocabulary.scheme(key) ?? []).filter((q) => q.subject.value === VOCAB + key);
  return said(own, skos('prefLabel').value, language) ?? said(own, dct('title').value, language) ?? key;
}
