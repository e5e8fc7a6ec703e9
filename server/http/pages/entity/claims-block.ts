import type { Claim, Entity } from '../../../directory/entity.ts';
import { wording } from '../../../rdf/text.ts';
import { entry, fill, texts } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { withTime } from '../frame/time.ts';
import { entityRow } from './entity-row.ts';
import { propertyList, shortAddress } from './property-values.ts';

const maxWords = 600;

/** What documents of others say about the entity, each under its name: their words, never the entity's. */
export function claimsBlock({ claims }: Entity, context: PageContext): Content {
  if (claims.length === 0) return null;
  const t = texts(context.language).entity;
  return html`<section class="block block-claims" id="selon-d-autres">
    <h2>${t.claims}</h2>
    <p class="quiet">${t.claimsNote}</p>
    ${claims.map((claim) => claimOf(claim, context))}
  </section>`;
}

function claimOf(claim: Claim, context: PageContext): Content {
  const { language } = context;
  const t = texts(language);
  const source = webAddress(claim.source);
  const who = shortAddress(claim.source);
  const description = wording(claim.description, language);
  return html`<div class="relation claim">
    <h3>${source ? html`<a href=${context.reach(source)} rel="external nofollow ugc">${fill(t.entity.accordingTo, { who })}</a>` : fill(t.entity.accordingTo, { who })}</h3>
    ${description && html`<blockquote class="description">${description.length > maxWords ? `${description.slice(0, maxWords)}…` : description}</blockquote>`}
    ${propertyList(claim.properties, Object.keys(claim.properties), language)}
    ${claim.links.length > 0 && html`<ul class="entity-list">${claim.links.map((link) => linkRow(link, context))}</ul>`}
    <p class="quiet small">${withTime(t.row.read, claim.readAt, context)}</p>
  </div>`;
}

function linkRow({ relation, target }: Claim['links'][number], context: PageContext): Content {
  const note = entry(texts(context.language).relations, relation, relation);
  return entityRow(target, context, { note, isOwn: false });
}
