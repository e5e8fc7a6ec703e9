import type { Entity } from '../../../directory/entity.ts';
import { siteOf } from '../../../fetch/site-of.ts';
import { licenseOf } from '../../../opendata/licenses.ts';
import { longDate } from '../../dates.ts';
import { followTexts } from '../../texts/follow-texts.ts';
import { identityTexts } from '../../texts/identity-texts.ts';
import { sourcesTexts } from '../../texts/sources-texts.ts';
import { entry, fill, opendataTexts, texts } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { timeAgo, withTime } from '../frame/time.ts';
import { shortAddress } from './property-values.ts';

/** Small and always there: which document says it and when it was read. */
export function blockSource({ provenance }: Entity, context: PageContext): Content {
  const sentence = texts(context.language).entity.blockSource;
  return html`<p class="block-source">
    <a href="#source">${withTime(fill(sentence, { host: hostOf(provenance.source), when: '{when}' }), provenance.readAt, context)}</a>
  </p>`;
}

/** Where all of a page comes from: document, dates, licence, credit, identity, and the same for machines. */
export function sourceBlock(entity: Entity, path: string, context: PageContext): Content {
  const { provenance } = entity;
  const t = texts(context.language).entity;
  const source = webAddress(provenance.source);
  const license = webAddress(provenance.license);
  return html`<section class="block block-provenance" id="source">
    <h2>${t.source}</h2>
    <dl class="properties">
      <div class="property"><dt>${t.sourceDocument}</dt><dd>${source ? html`<a href=${context.reach(source)} rel="external nofollow">${shortAddress(source)}</a>` : provenance.source}</dd></div>
      <div class="property"><dt>${t.changedLabel}</dt><dd><time datetime=${provenance.changedAt}>${longDate(provenance.changedAt, context.language)}</time></dd></div>
      <div class="property"><dt>${t.readLabel}</dt><dd><time datetime=${provenance.readAt}>${longDate(provenance.readAt, context.language)}</time></dd></div>
      ${standing(entity, context)}
      <div class="property"><dt>${t.license}</dt><dd>${license ? html`<a href=${license} rel="license">${licenseOf(license).name}</a>` : (provenance.license ?? t.noLicense)}</dd></div>
      ${provenance.attribution && html`<div class="property"><dt>${t.credit}</dt><dd>${provenance.attribution}</dd></div>`}
      <div class="property"><dt>${t.identity}</dt><dd><code>${entity.iri}</code></dd></div>
    </dl>
    ${entity.type === 'place' && source && ownerLine(entity, source, context)}
    <p class="take-away">
      ${t.formats} <a href=${`${path}.ttl`}>Turtle</a> <a href=${`${path}.jsonld`}>JSON-LD</a> <a href=${`${path}.nq`}>N-Quads</a>
      <a href=${`/registrations/${encodeURIComponent(provenance.registration)}`}>${t.followed}</a>
      <a href=${`${path}/provenance`}>${identityTexts(context.language).provenance.link}</a>
      ${entity.type === 'place' && html`<a href=${`${path}/formats`}>${sourcesTexts(context.language).formats.link}</a>`}
      ${entity.type !== 'person' && html`<a href=${`${path}/versions`}>${opendataTexts(context.language).past.versions}</a>`}
    </p>
  </section>`;
}

/** The way to the form for whoever runs the place: to change its own profile, or to write one that goes before somebody else's record. */
function ownerLine({ key, url, provenance }: Entity, source: string, { language }: PageContext): Content {
  const t = followTexts(language);
  // Who gathers records of many is named for them, or has another site than the place.
  const isRecord = provenance.attribution !== undefined || (webAddress(url) && siteOf(url ?? '') !== siteOf(source));
  return html`<p class="owner-line">
    ${t.owner}
    ${
      isRecord
        ? html` <a href=${`/publier/fiche?lieu=${encodeURIComponent(key)}`}>${t.ownerClaim}</a> <span class="quiet">${fill(t.ownerClaimText, { host: hostOf(source) })}</span>`
        : html` <a href=${`/publier/fiche?depuis=${encodeURIComponent(source)}`}>${t.ownerEdit}</a>`
    }
  </p>`;
}

/** How its reading stands: the state in a word, the last attempt when it brought nothing, and when we come again. */
function standing({ provenance }: Entity, context: PageContext): Content {
  const { status, visitedAt, readAt, nextVisitAt, heldSince } = provenance;
  const t = texts(context.language).standing;
  if (!status) return null;
  const isLate = nextVisitAt !== undefined && Date.parse(nextVisitAt) <= context.now.getTime();
  return [
    html`<div class="property"><dt>${t.label}</dt><dd>${entry(t.states, heldSince ? 'held' : status, status)}</dd></div>`,
    visitedAt &&
      visitedAt !== readAt &&
      html`<div class="property"><dt>${t.lastTry}</dt><dd>${timeAgo(visitedAt, context)}</dd></div>`,
    nextVisitAt &&
      html`<div class="property"><dt>${t.next}</dt><dd>${isLate ? t.soon : timeAgo(nextVisitAt, context)}</dd></div>`,
  ];
}

/** The host that people recognise a source by. */
export function hostOf(address: string): string {
  return URL.parse(address)?.host ?? address;
}
