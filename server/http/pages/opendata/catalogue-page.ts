import type { Quad } from '@rdfjs/types';
import { licenseOf } from '../../../opendata/licenses.ts';
import { dcat, dct, rdf } from '../../../rdf/terms.ts';
import { opendataTexts, texts } from '../../texts/texts.ts';
import { said } from '../entity/said.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { timeAgo } from '../frame/time.ts';

type Subjects = ReadonlyMap<string, readonly Quad[]>;

/** The catalogue for people: each dataset with the ways to get it, read from the very statements that machines get. */
export function cataloguePage(quads: readonly Quad[], context: PageContext): string {
  const { language } = context;
  const t = opendataTexts(language).catalogue;
  const subjects = Map.groupBy(quads, ({ subject }) => subject.value);
  const typed = (type: string) =>
    [...subjects].filter(([, own]) => own.some((q) => q.predicate.equals(rdf('type')) && q.object.equals(dcat(type))));
  const body = html`<div class="page catalogue-page">
    <header class="page-header">
      <p class="breadcrumb"><a href="/donnees">${texts(language).data.title}</a></p>
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
      <p class="take-away">${t.asData} <a href="/catalog.ttl">Turtle</a> <a href="/catalog.jsonld">JSON-LD</a> <a href="/catalog.rdf">RDF/XML</a> <a href="/.well-known/void" type="text/turtle">VoID</a></p>
    </header>
    ${typed('Dataset')
      .filter(isWhole)
      .map(([iri, own]) => datasetBlock({ iri, own }, subjects, context))}
    <section class="block">
      <h2>${t.services}</h2>
      <ul>
        ${typed('DataService').map(
          ([, own]) => html`<li>
            <a href=${addressOf(own, 'endpointURL')}>${said(own, dct('title').value, language)}</a>${' '}
            <span class="quiet">(<a href=${addressOf(own, 'endpointDescription')}>${t.serviceDescription}</a>)</span>
          </li>`,
        )}
      </ul>
    </section>
  </div>`;
  const head = [
    ['ttl', 'text/turtle'],
    ['jsonld', 'application/ld+json'],
    ['rdf', 'application/rdf+xml'],
  ].map(([suffix, type]) => html`<link rel="alternate" type=${type} href=${`/catalog.${suffix}`} />`);
  return layout({ ...frameOf(context), title: t.title, description: t.lead, body, head });
}

function datasetBlock(
  { iri, own }: { readonly iri: string; readonly own: readonly Quad[] },
  subjects: Subjects,
  context: PageContext,
): Content {
  const { language } = context;
  const t = opendataTexts(language).catalogue;
  const license = said(own, dct('license').value, language);
  const changed = said(own, dct('modified').value, language);
  const isDaily = own.some((q) => q.object.value.endsWith('/frequency/DAILY'));
  const isLive = own.some((q) => q.object.value.endsWith('/frequency/CONT'));
  const landing = addressOf(own, 'landingPage');
  const newest = own.find((q) => q.predicate.equals(dcat('last')))?.object.value;
  const distributions = [...own, ...(subjects.get(newest ?? '') ?? [])]
    .filter((q) => q.predicate.equals(dcat('distribution')))
    .map((q) => subjects.get(q.object.value) ?? []);
  return html`<section class="block" id=${iri.split('#')[1]}>
    <h2>${said(own, dct('title').value, language)}</h2>
    <p>${said(own, dct('description').value, language)}</p>
    <dl class="properties">
      <div class="property"><dt>${t.license}</dt><dd>${webAddress(license) ? html`<a href=${license} rel="license">${licenseOf(license ?? '').name}</a>` : t.ownLicense}</dd></div>
      ${isDaily && html`<div class="property"><dt>${t.frequency}</dt><dd>${t.daily}</dd></div>`}
      ${isLive && html`<div class="property"><dt>${t.frequency}</dt><dd>${t.continuous}</dd></div>`}
      ${changed && html`<div class="property"><dt>${t.changed}</dt><dd>${timeAgo(changed, context)}</dd></div>`}
      <div class="property"><dt>${t.identifier}</dt><dd><code>${iri}</code></dd></div>
    </dl>
    <h3>${t.ways}</h3>
    ${newest && html`<p><a href=${landing}>${said(own, dct('title').value, language)}</a></p>`}
    <ul>
      ${distributions.map(
        (way) => html`<li>
          <a href=${addressOf(way, 'downloadURL') ?? addressOf(way, 'accessURL')}>${said(way, dct('title').value, language)}</a>${' '}
          <span class="quiet">${said(way, dct('description').value, language)}</span>
        </li>`,
      )}
    </ul>
  </section>`;
}

/** Snapshots stand in their series. */
function isWhole([, own]: readonly [string, readonly Quad[]]): boolean {
  return !own.some((q) => q.predicate.equals(dcat('inSeries')));
}

/** Addresses of the catalogue are this site's: pages lead to them whatever name the reader came by. */
function addressOf(own: readonly Quad[], property: string): string | undefined {
  const address = own.find((q) => q.predicate.equals(dcat(property)))?.object.value;
  const url = URL.parse(address ?? '');
  return url ? url.pathname + url.search : undefined;
}
