import { rdfs, sh } from '../../../rdf/terms.ts';
import { exampleLine, readShapes, type ShapeField, type ShapeOfClass } from '../../shape-fields.ts';
import { fill, opendataTexts, texts } from '../../texts/texts.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import { said } from '../entity/said.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { alternates, documentFacts, turtleExample } from './vocabulary-parts.ts';

/** The shapes for people: what is looked at in a profile, what is said when it is missing or wrong, and how it is written. */
export function shapesPage(vocabulary: Vocabulary, context: PageContext): string {
  const { language } = context;
  const t = texts(language).vocabulary;
  const o = opendataTexts(language).vocabulary;
  const shapes = readShapes(vocabulary.shapes());
  const body = html`<div class="page vocabulary-page">
    <header class="page-header">
      <p class="breadcrumb"><a href="/donnees">${texts(language).data.title}</a></p>
      <h1>${t.shapesTitle}</h1>
      <p class="lead">${o.shapesLead}</p>
    </header>
    ${documentFacts({ path: '/shapes', version: vocabulary.version() }, context)}
    <p>${o.tryIt} <a href="/verifier">${texts(language).layout.check}</a></p>
    <nav aria-label=${o.onThisPage}>
      <ul class="chips">${shapes.map((shape) => html`<li><a class="chip" href=${`#${localOf(shape.iri)}`}>${titleOf(shape, context)}</a></li>`)}</ul>
    </nav>
    ${shapes.map((shape) => shapeBlock(shape, context))}
  </div>`;
  return layout({
    ...frameOf(context),
    title: t.shapesTitle,
    description: o.shapesLead,
    body,
    head: alternates('/shapes'),
  });
}

function shapeBlock(shape: ShapeOfClass, context: PageContext): Content {
  const told = shape.fields.filter(({ own }) => own.some((q) => q.predicate.equals(sh('message'))));
  return html`<section id=${localOf(shape.iri)}>
    <h2>${titleOf(shape, context)}</h2>
    ${shape.classes.length < 4 && html`<p class="quiet">${shape.classes.map((iri) => html`<code>${shorten(iri)}</code> `)}</p>`}
    ${told.map((field) => fieldBlock(field, shape, context))}
  </section>`;
}

function fieldBlock(field: ShapeField, shape: ShapeOfClass, { language }: PageContext): Content {
  const t = texts(language).check;
  const labels = { Violation: t.violation, Warning: t.warning, Info: t.info };
  const name = said(field.own, sh('name').value, language) ?? localOf(field.iri);
  const description = said(field.own, sh('description').value, language);
  const line = exampleLine(field);
  return html`<article class="term-block" id=${`${localOf(shape.iri)}-${localOf(field.iri)}`}>
    <h3>${name} <span class=${`badge severity-${field.severity.toLowerCase()}`}>${labels[field.severity]}</span></h3>
    ${description && html`<p>${description}</p>`}
    <p class="said-when"><span class="quiet">${opendataTexts(language).vocabulary.saidWhen}</span> ${said(field.own, sh('message').value, language)?.replaceAll(/\{[$?]\w+\}/g, '…')}</p>
    ${line && turtleExample(line, fill(opendataTexts(language).vocabulary.exampleOf, { name }))}
  </article>`;
}

function titleOf({ own, iri }: ShapeOfClass, { language }: PageContext): string {
  return said(own, rdfs('label').value, language) ?? localOf(iri);
}

function localOf(iri: string): string {
  return iri.split(/[#/]/).at(-1) ?? iri;
}

function shorten(iri: string): string {
  return iri.replace('https://schema.org/', 'schema:').replace('https://w3id.org/obsidienne/ns#', 'obs:');
}
