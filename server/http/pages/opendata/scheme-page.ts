import type { Quad } from '@rdfjs/types';
import type { Concept } from '../../../directory/entity.ts';
import { dct, namedNode, OBS, obs, skos, VOCAB } from '../../../rdf/terms.ts';
import { messageIn } from '../../../rdf/typeset-french.ts';
import { writeLine, writeObject } from '../../../validation/propose-fix.ts';
import { counted, fill, opendataTexts, texts } from '../../texts/texts.ts';
import { conceptPath } from '../entity/property-values.ts';
import { said } from '../entity/said.ts';
import { figureLink } from '../frame/figure-link.ts';
import { html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { alternates, documentFacts, turtleExample } from './vocabulary-parts.ts';

/** One list of terms for people: what each means, and how it is written in a profile. */
export function schemePage(
  {
    key,
    quads,
    concepts,
    ontology,
  }: {
    readonly key: string;
    readonly quads: readonly Quad[];
    readonly concepts: readonly Concept[];
    readonly ontology: readonly Quad[];
  },
  context: PageContext,
): string {
  const { language } = context;
  const t = opendataTexts(language).vocabulary;
  const own = quads.filter((q) => q.subject.value === VOCAB + key);
  const title = said(own, skos('prefLabel').value, language) ?? said(own, dct('title').value, language) ?? key;
  const definition = said(own, skos('definition').value, language);
  const version = said(own, 'http://www.w3.org/2002/07/owl#versionInfo', language) ?? '';
  const path = `/vocab/${key}`;
  const users = ontology
    .filter((q) => q.predicate.equals(obs('fromScheme')) && q.object.value === VOCAB + key)
    .map((q) => q.subject.value);
  const first = concepts.find(({ broader }) => broader) ?? concepts[0];
  const object = first && writeObject(namedNode(first.iri));
  const body = html`<div class="page vocabulary-page">
    <header class="page-header">
      <p class="breadcrumb"><a href="/ns">${texts(language).vocabulary.nsTitle}</a></p>
      <h1>${title}</h1>
      ${definition && html`<p class="lead">${definition}</p>`}
    </header>
    ${documentFacts({ path, version }, context)}
    ${
      users.length > 0 &&
      object &&
      html`<p>${t.usedBy} ${users.map((iri) => html`<a href=${`/ns#${iri.slice(OBS.length)}`}><code>obs:${iri.slice(OBS.length)}</code></a> `)}</p>
        ${turtleExample(users.map((iri) => writeLine(iri, object)).join('\n'), fill(t.exampleOf, { name: title }))}`
    }
    <p class="quiet">${counted(t.terms, concepts.length, language)} ${figureLink(context.queries().terms(VOCAB + key, language), { title, counts: concepts.length }, context)}</p>
    <dl class="terms">
      ${concepts.map(
        (concept) => html`<div class=${concept.broader ? 'term term-narrower' : 'term'} id=${concept.key}>
          <dt><a href=${conceptPath(concept)}>${concept.label[language]}</a> <code class="quiet">${concept.key}</code></dt>
          <dd>${concept.definition && messageIn(concept.definition, language)}</dd>
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
