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
  const shapes = inReadingOrder(readShapes(vocabulary.shapes()));
  const shared = sharedFields(shapes);
  const body = html`<div class="page vocabulary-page">
    <header class="page-header">
      <p class="breadcrumb"><a href="/donnees">${texts(language).data.title}</a></p>
      <h1>${t.shapesTitle}</h1>
      <p class="lead">${o.shapesLead}</p>
    </header>
    ${documentFacts({ path: '/shapes', version: vocabulary.version() }, context)}
    <p>${o.tryIt} <a href="/verifier">${texts(language).layout.check}</a></p>
    <nav aria-label=${o.onThisPage}>
      <ul class="chips">${shapes.map((shape) => html`<li><a class="chip" href=${`#${localOf(shape.iri)}`}>${titleOf(shape, context)}</a></li>`)}<li><a class="chip" href="#partage">${o.sharedTitle}</a></li></ul>
    </nav>
    ${shapes.map((shape) => shapeBlock(shape, shared, context))}
    <section id="partage">
      <h2>${o.sharedTitle}</h2>
      <p>${o.sharedLead}</p>
      ${[...shared.values()].map(({ field, shapes: those }) => fieldBlock(field, context, holdsFor(those, context)))}
    </section>
  </div>`;
  return layout({
    ...frameOf(context),
    title: t.shapesTitle,
    description: o.shapesLead,
    body,
    head: alternates('/shapes'),
  });
}

/** What most come for first; the rest after it, as the shapes have it. */
const first = ['Place', 'Network', 'Organization', 'Person', 'Need', 'Offer', 'Cooperation', 'Event'];

function inReadingOrder(shapes: readonly ShapeOfClass[]): readonly ShapeOfClass[] {
  const rank = ({ iri }: ShapeOfClass) => (first.indexOf(localOf(iri)) + first.length + 1) % (first.length + 1);
  return shapes.toSorted((a, b) => rank(a) - rank(b));
}

interface Shared {
  readonly field: ShapeField;
  readonly shapes: readonly ShapeOfClass[];
}

/** The fields that several shapes check alike, told once. */
function sharedFields(shapes: readonly ShapeOfClass[]): ReadonlyMap<string, Shared> {
  const all = Map.groupBy(
    shapes.flatMap((shape) => shape.fields.filter(isTold).map((field) => ({ shape, field }))),
    ({ field }) => field.iri,
  );
  return new Map(
    [...all].flatMap(([iri, [one, ...others]]) =>
      one && others.length > 0
        ? [[iri, { field: one.field, shapes: [one, ...others].map(({ shape }) => shape) }] as const]
        : [],
    ),
  );
}

function isTold({ own }: ShapeField): boolean {
  return own.some((q) => q.predicate.equals(sh('message')));
}

function holdsFor(shapes: readonly ShapeOfClass[], context: PageContext): Content {
  return html`<p class="quiet small">${opendataTexts(context.language).vocabulary.holdsFor} ${shapes.map((shape, index) => html`${index > 0 && ', '}<a href=${`#${localOf(shape.iri)}`}>${titleOf(shape, context)}</a>`)}</p>`;
}

function shapeBlock(shape: ShapeOfClass, shared: ReadonlyMap<string, Shared>, context: PageContext): Content {
  const told = shape.fields.filter(isTold);
  const also = told.filter(({ iri }) => shared.has(iri));
  return html`<section id=${localOf(shape.iri)}>
    <h2>${titleOf(shape, context)}</h2>
    ${shape.classes.length < 4 && html`<p class="quiet">${shape.classes.map((iri) => html`<code>${shorten(iri)}</code> `)}</p>`}
    ${told.filter(({ iri }) => !shared.has(iri)).map((field) => fieldBlock(field, context))}
    ${
      also.length > 0 &&
      html`<p class="quiet">${opendataTexts(context.language).vocabulary.sharedAlso}</p>
        <ul class="chips">${also.map((field) => html`<li><a class="chip" href=${`#${localOf(field.iri)}`}>${nameOf(field, context)}</a></li>`)}</ul>`
    }
  </section>`;
}

/** The anchor is that of the address of the rule. */
function fieldBlock(field: ShapeField, context: PageContext, after?: Content): Content {
  const { language } = context;
  const t = texts(language).check;
  const labels = { Violation: t.violation, Warning: t.warning, Info: t.info };
  const name = nameOf(field, context);
  const description = said(field.own, sh('description').value, language);
  const line = exampleLine(field);
  return html`<article class="term-block" id=${localOf(field.iri)}>
    <h3>${name} <span class=${`badge severity-${field.severity.toLowerCase()}`}>${labels[field.severity]}</span></h3>
    ${description && html`<p>${description}</p>`}
    <p class="said-when"><span class="quiet">${opendataTexts(language).vocabulary.saidWhen}</span> ${said(field.own, sh('message').value, language)?.replaceAll(/\{[$?]\w+\}/g, '…')}</p>
    ${line && turtleExample(line, fill(opendataTexts(language).vocabulary.exampleOf, { name }))}
    ${after}
  </article>`;
}

function nameOf({ own, iri }: ShapeField, { language }: PageContext): string {
  return said(own, sh('name').value, language) ?? localOf(iri);
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
