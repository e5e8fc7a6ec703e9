import type { Quad } from '@rdfjs/types';
import type { Concept } from '../../directory/entity.ts';
import { dct, OBS, owl, rdf, rdfs, sh, skos, VOCAB } from '../../rdf/terms.ts';
import type { Language } from '../../rdf/text.ts';
import { texts } from '../texts/texts.ts';
import { type Content, html } from './html.ts';
import { layout } from './layout.ts';
import { frameOf, type PageContext } from './page-context.ts';
import { conceptPath } from './property-values.ts';
import { said } from './said.ts';

/** The ontology for people: every class and property with its label and definition. */
export function ontologyPage(quads: readonly Quad[], schemes: readonly string[], context: PageContext): string {
  const t = texts(context.language).vocabulary;
  const subjects = Map.groupBy(quads, (q) => q.subject.value);
  const typed = (...types: readonly string[]) =>
    [...subjects].filter(
      ([iri, own]) =>
        iri.startsWith(OBS) && own.some((q) => q.predicate.equals(rdf('type')) && types.includes(q.object.value)),
    );
  const properties = typed(
    owl('ObjectProperty').value,
    owl('DatatypeProperty').value,
    rdf('Property').value,
    owl('AnnotationProperty').value,
  );
  const body = html`<div class="page vocabulary-page">
    <h1>${t.nsTitle}</h1>
    <p class="lead">${t.nsLead}</p>
    <p class="take-away"><code>${OBS}</code> <a href="/ns.ttl">Turtle</a> <a href="/ns.jsonld">JSON-LD</a> <a href="/context.jsonld">${t.context}</a></p>
    <h2>${t.classes}</h2>
    ${termList(typed(owl('Class').value, rdfs('Class').value), context.language)}
    <h2>${t.properties}</h2>
    ${termList(properties, context.language)}
    <h2>${t.schemes}</h2>
    <ul class="chips">${schemes.map((key) => html`<li><a class="chip" href=${`/vocab/${key}`}>${key}</a></li>`)}</ul>
  </div>`;
  return layout({ ...frameOf(context), title: t.nsTitle, description: t.nsLead, body, head: alternates('/ns') });
}

function termList(terms: readonly (readonly [string, readonly Quad[]])[], language: Language): Content {
  return html`<dl class="terms">
    ${terms.map(([iri, own]) => {
      const local = iri.slice(OBS.length);
      return html`<div class="term" id=${local}>
        <dt><a href=${`#${local}`}><code>obs:${local}</code></a> ${said(own, rdfs('label').value, language)}</dt>
        <dd>${said(own, rdfs('comment').value, language) ?? said(own, skos('definition').value, language)}</dd>
      </div>`;
    })}
  </dl>`;
}

/** One concept scheme for people. */
export function schemePage(
  {
    key,
    quads,
    concepts,
  }: { readonly key: string; readonly quads: readonly Quad[]; readonly concepts: readonly Concept[] },
  context: PageContext,
): string {
  const { language } = context;
  const own = quads.filter((q) => q.subject.value === VOCAB + key);
  const title = said(own, skos('prefLabel').value, language) ?? said(own, dct('title').value, language) ?? key;
  const definition = said(own, skos('definition').value, language);
  const path = `/vocab/${key}`;
  const body = html`<div class="page vocabulary-page">
    <p class="breadcrumb"><a href="/ns">${texts(language).vocabulary.nsTitle}</a></p>
    <h1>${title}</h1>
    ${definition && html`<p class="lead">${definition}</p>`}
    <p class="take-away"><code>${VOCAB + key}</code> <a href=${`${path}.ttl`}>Turtle</a> <a href=${`${path}.jsonld`}>JSON-LD</a></p>
    <dl class="terms">
      ${concepts.map(
        (concept) => html`<div class=${concept.broader ? 'term term-narrower' : 'term'} id=${concept.key}>
          <dt><a href=${conceptPath(concept)}>${concept.label[language]}</a></dt>
          <dd>${concept.definition?.[language]}</dd>
        </div>`,
      )}
    </dl>
  </div>`;
  return layout({
    ...frameOf(context),
    title,
    ...(definition ? { description: definition } : {}),
    body,
    head: alternates(path),
  });
}

/** The shapes for people: each message they can give, by severity. */
export function shapesPage(quads: readonly Quad[], _schemes: readonly string[], context: PageContext): string {
  const { language } = context;
  const t = texts(language);
  const subjects = Map.groupBy(quads, (q) => q.subject.value);
  const rules = [...subjects.values()].flatMap((own) => {
    const message = said(own, sh('message').value, language);
    const severity =
      own
        .find((q) => q.predicate.equals(sh('severity')))
        ?.object.value.split('#')
        .at(-1) ?? 'Violation';
    return message ? [{ message, severity }] : [];
  });
  const labels = [
    ['Violation', t.check.violation],
    ['Warning', t.check.warning],
    ['Info', t.check.info],
  ] as const;
  const body = html`<div class="page vocabulary-page">
    <h1>${t.vocabulary.shapesTitle}</h1>
    <p class="lead">${t.vocabulary.shapesLead}</p>
    <p class="take-away"><a href="/shapes.ttl">Turtle</a> <a href="/shapes.jsonld">JSON-LD</a></p>
    ${labels.map(([severity, label]) => {
      const messages = new Set(rules.filter((rule) => rule.severity === severity).map(({ message }) => message));
      return (
        messages.size > 0 &&
        html`<section>
        <h2>${label}</h2>
        <ul>${[...messages].map((message) => html`<li>${message}</li>`)}</ul>
      </section>`
      );
    })}
  </div>`;
  return layout({
    ...frameOf(context),
    title: t.vocabulary.shapesTitle,
    description: t.vocabulary.shapesLead,
    body,
    head: alternates('/shapes'),
  });
}

function alternates(path: string): Content {
  return [
    html`<link rel="alternate" type="text/turtle" href=${`${path}.ttl`} />`,
    html`<link rel="alternate" type="application/ld+json" href=${`${path}.jsonld`} />`,
  ];
}
