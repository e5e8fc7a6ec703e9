import type { Entity } from '../../../directory/entity.ts';
import { entityTexts, texts } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { accordingTo } from './according-to.ts';
import { openingBlock } from './opening-block.ts';
import { propertyList, shortAddress } from './property-values.ts';
import { blockSource } from './provenance-block.ts';

const cityZoom = 14;

/** What decides whether one comes, asks or answers: shown first. */
export const timely = [
  'startDate',
  'endDate',
  'exchangeState',
  'condition',
  'price',
  'priceCurrency',
  'validFrom',
  'validThrough',
  'stage',
];

/** What one comes for: open now, how to get there, how to make contact; nothing when the profile says none of it. */
export function practicalBlock(entity: Entity, context: PageContext): Content {
  const { language, reach } = context;
  const t = texts(language).entity;
  const { address, contact, position } = entity;
  const url = webAddress(entity.url);
  const contactPage = webAddress(contact.page);
  const said = (field: string) => accordingTo(entity.lent, field, context);
  const isOpenNow = entity.properties.openNow?.some(
    (value) => value.kind === 'text' && Object.values(value.text).includes('true'),
  );
  const lines = [
    address &&
      html`<div class="property"><dt>${t.address}</dt><dd><address>${addressLines(address)}</address>${said('address')}</dd></div>`,
    url &&
      html`<div class="property"><dt>${t.website}</dt><dd><a href=${reach(url)} rel="external">${shortAddress(url)}</a>${said('url')}</dd></div>`,
    contact.email &&
      html`<div class="property"><dt>${t.email}</dt><dd><a href=${`mailto:${contact.email}`}>${contact.email}</a>${said('email')}</dd></div>`,
    contact.telephone &&
      html`<div class="property"><dt>${t.telephone}</dt><dd><a href=${`tel:${contact.telephone.replace(/[^+\d]/g, '')}`}>${contact.telephone}</a>${said('telephone')}</dd></div>`,
    contactPage &&
      html`<div class="property"><dt>${t.contactPage}</dt><dd><a href=${reach(contactPage)} rel="external">${shortAddress(contactPage)}</a></dd></div>`,
  ].filter(Boolean);
  const dates = propertyList(entity.properties, timely, language, said);
  const hours = openingBlock(entity, context);
  if (lines.length === 0 && !position && !isOpenNow && !dates && !hours) return null;
  return html`<section class="block block-practical">
    <h2>${dates ? t.when : t.practical}</h2>
    ${dates}
    ${isOpenNow && html`<p class="open-now"><span aria-hidden="true">● </span>${t.openNow}</p>`}
    ${hours}${hours && said('openingHours')}
    ${lines.length > 0 && html`<dl class="properties">${lines}</dl>`}
    ${
      position &&
      html`<p class="ways-there">
      ${entity.type === 'place' && html`<a class="button" href=${`/?lieu=${encodeURIComponent(entity.key)}#${cityZoom}/${position.lat}/${position.lon}`}>${t.onMap}</a>`}
      <a class="route" href=${`https://www.openstreetmap.org/directions?to=${position.lat}%2C${position.lon}`} rel="external nofollow">${entityTexts(language).map.route}</a>
      ${said('position')}
    </p>`
    }
    ${blockSource(entity, context)}
  </section>`;
}

function addressLines({ street, postalCode, locality, country }: NonNullable<Entity['address']>): Content {
  const town = [postalCode, locality].filter(Boolean).join(' ');
  const abroad = country && !/^(FR|France)$/i.test(country) ? country : undefined;
  return [street, town, abroad].filter(Boolean).map((line) => html`<span class="address-line">${line}</span>`);
}
