import type { Entity } from '../../../directory/entity.ts';
import { fill, texts } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { accordingTo } from './according-to.ts';
import { timely } from './practical-block.ts';
import { propertyList } from './property-values.ts';
import { blockSource, hostOf } from './provenance-block.ts';
import { roomProperties } from './rooms-block.ts';

/** Told at length under the description, in this order. */
const told = [
  'eventKind',
  'practice',
  'resource',
  'value',
  'effect',
  'forWhom',
  'evidence',
  'wanted',
  'expectedEffect',
  'sharedObjective',
  'agreedLimit',
  'tried',
  'worked',
  'slowedDown',
  'citation',
  'audience',
  'discipline',
  'scale',
  'keyKeyword',
  'keywords',
];
/** Shown elsewhere on the page, so not among the facts. */
const elsewhere = new Set([
  ...told,
  ...timely,
  ...roomProperties,
  'kind',
  'operatingStatus',
  'openNow',
  'openNowSince',
]);
/** What it does, in its own words and in terms. */
export function doesBlock(entity: Entity, description: string, context: PageContext): Content {
  const { language } = context;
  const t = texts(language).entity;
  const image = webAddress(entity.image);
  return html`<section class="block block-does">
    <h2>${entity.type === 'place' ? t.does : t.about}</h2>
    ${description ? description.split(/\n{2,}/).map((paragraph) => html`<p class="description" dir="auto">${paragraph}</p>`) : html`<p class="quiet">${t.noDescription}</p>`}
    ${description && accordingTo(entity.lent, 'description', context)}
    ${propertyList(entity.properties, told, language, (name) => accordingTo(entity.lent, name, context))}
    ${image && html`<p class="picture"><a href=${context.reach(image)} rel="external">${fill(t.picture, { host: hostOf(image) })}</a>${accordingTo(entity.lent, 'image', context)}</p>`}
    ${blockSource(entity, context)}
  </section>`;
}

/** What it says besides, in short. */
export function factsBlock(entity: Entity, context: PageContext): Content {
  const names = Object.keys(entity.properties).filter((name) => !elsewhere.has(name));
  const list = propertyList(entity.properties, names, context.language, (name) =>
    accordingTo(entity.lent, name, context),
  );
  return (
    list &&
    html`<section class="block block-facts">
    <h2>${texts(context.language).entity.facts}</h2>
    ${list}
    ${blockSource(entity, context)}
  </section>`
  );
}
