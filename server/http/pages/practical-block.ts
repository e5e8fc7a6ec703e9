import type { Entity } from '../../directory/entity.ts';
import { entry, texts } from '../texts/texts.ts';
import { type Content, html, webAddress } from './html.ts';
import type { PageContext } from './page-context.ts';
import { propertyList, shortAddress } from './property-values.ts';

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
export function practicalBlock(entity: Entity, { language, reach }: PageContext): Content {
  const t = texts(language).entity;
  const { address, contact, openingHours, position } = entity;
  const url = webAddress(entity.url);
  const contactPage = webAddress(contact.page);
  const isOpenNow = entity.properties.openNow?.some(
    (value) => value.kind === 'text' && Object.values(value.text).includes('true'),
  );
  const lines = [
    address &&
      html`<div class="property"><dt>${t.address}</dt><dd><address>${addressLines(address)}</address></dd></div>`,
    openingHours.length > 0 &&
      html`<div class="property"><dt>${t.hours}</dt>${openingHours.map((hours) => html`<dd>${hoursLine(hours, language)}</dd>`)}</div>`,
    url &&
      html`<div class="property"><dt>${t.website}</dt><dd><a href=${reach(url)} rel="external">${shortAddress(url)}</a></dd></div>`,
    contact.email &&
      html`<div class="property"><dt>${t.email}</dt><dd><a href=${`mailto:${contact.email}`}>${contact.email}</a></dd></div>`,
    contact.telephone &&
      html`<div class="property"><dt>${t.telephone}</dt><dd><a href=${`tel:${contact.telephone.replace(/[^+\d]/g, '')}`}>${contact.telephone}</a></dd></div>`,
    contactPage &&
      html`<div class="property"><dt>${t.contactPage}</dt><dd><a href=${reach(contactPage)} rel="external">${shortAddress(contactPage)}</a></dd></div>`,
  ].filter(Boolean);
  const dates = propertyList(entity.properties, timely, language);
  if (lines.length === 0 && !position && !isOpenNow && !dates) return null;
  return html`<section class="block block-practical">
    <h2>${dates ? t.when : t.practical}</h2>
    ${dates}
    ${isOpenNow && html`<p class="open-now"><span aria-hidden="true">● </span>${t.openNow}</p>`}
    ${lines.length > 0 && html`<dl class="properties">${lines}</dl>`}
    ${position && entity.type === 'place' && html`<p><a class="button" href=${`/?lieu=${encodeURIComponent(entity.key)}#${cityZoom}/${position.lat}/${position.lon}`}>${t.onMap}</a></p>`}
  </section>`;
}

function addressLines({ street, postalCode, locality, country }: NonNullable<Entity['address']>): Content {
  const town = [postalCode, locality].filter(Boolean).join(' ');
  const abroad = country && !/^(FR|France)$/i.test(country) ? country : undefined;
  return [street, town, abroad].filter(Boolean).map((line) => html`<span class="address-line">${line}</span>`);
}

function hoursLine({ days, opens, closes }: Entity['openingHours'][number], language: PageContext['language']): string {
  const names = texts(language).days;
  const named = days.map((day) => entry(names, day.split(/[/#]/).at(-1) ?? day, day)).join(', ');
  return `${named} ${opens.slice(0, 5)}–${closes.slice(0, 5)}`;
}
