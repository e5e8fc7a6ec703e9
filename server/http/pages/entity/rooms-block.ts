import type { Entity, Room } from '../../../directory/entity.ts';
import type { Language } from '../../../rdf/text.ts';
import { wording } from '../../../rdf/text.ts';
import { counted, entityTexts, number } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { propertyList } from './property-values.ts';
import { blockSource } from './provenance-block.ts';

const shown = ['equipment', 'capacity', 'floorArea', 'access'];

/** What one finds there and can use: rooms with how many they hold, equipment; nothing when the profile says none of it. */
export function roomsBlock(entity: Entity, context: PageContext): Content {
  const { language } = context;
  const { rooms, amenities, properties } = entity;
  const t = entityTexts(language).rooms;
  const list = propertyList(properties, shown, language);
  if (rooms.length === 0 && amenities.length === 0 && !list) return null;
  return html`<section class="block block-rooms">
    <h2>${t.title}</h2>
    ${rooms.length > 0 && html`<ul class="rooms">${rooms.map((room) => roomLine(room, language))}</ul>`}
    ${
      amenities.length > 0 &&
      html`<dl class="properties"><div class="property"><dt>${t.amenities}</dt>${amenities.map((text) => html`<dd><span class="chip" dir="auto">${wording(text, language)}</span></dd>`)}</div></dl>`
    }
    ${list}
    ${blockSource(entity, context)}
  </section>`;
}

function roomLine({ name, description, capacity, floorArea }: Room, language: Language): Content {
  const facts = [
    capacity !== undefined && counted(entityTexts(language).rooms.people, capacity, language),
    floorArea !== undefined && `${number(floorArea, language)}\u00a0m²`,
  ].filter(Boolean);
  return html`<li>
    <strong dir="auto">${wording(name, language)}</strong>
    ${facts.length > 0 && html` <span class="quiet">${facts.join(' · ')}</span>`}
    ${description && html`<span class="room-description" dir="auto">${wording(description, language)}</span>`}
  </li>`;
}

/** The properties that this block shows. */
export const roomProperties: readonly string[] = shown;
