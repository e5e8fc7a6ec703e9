import type { Entity, Summary } from '../../../directory/entity.ts';
import { ownTown } from '../../../directory/without-lent.ts';
import { frameAt } from '../../../geography/small-frame.ts';
import { entityPath } from '../../sections.ts';
import { identityTexts } from '../../texts/identity-texts.ts';
import { counted, entityTexts, fill } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { smallMap } from '../frame/small-map.ts';
import { accordingTo } from './according-to.ts';

/** The part of the country that the small map of a place shows. */
const size = { km: 110, width: 320, height: 220 };

/** The window around an entity with a position; others in it are drawn as dots. */
export function locatorFrame({ position }: Pick<Entity, 'position'>) {
  return position && frameAt(position, size);
}

/** Where it lies, among the outlines and towns around, with the places near it; nothing without a position. */
export function locatorBlock(entity: Entity, around: readonly Summary[], context: PageContext): Content {
  const frame = locatorFrame(entity);
  const { position } = entity;
  if (!frame || !position) return null;
  const { language } = context;
  const t = entityTexts(language).map;
  const others = around.filter(({ iri }) => iri !== entity.iri);
  const map = smallMap({
    frame,
    label: fill(t.locator, {
      name: [entity.name, ownTown(entity)].filter(Boolean).join(', '),
    }),
    dots: others.flatMap((other) => other.position ?? []),
    main: position,
    ...(entity.departement ? { highlight: [entity.departement] } : {}),
    towns: 5,
    language,
  });
  return (
    map &&
    html`<section class="block block-locator">
    ${map}
    ${entity.lent?.['position'] && html`<p class="small">${identityTexts(language).fields.position} ${accordingTo(entity.lent, 'position', context)}</p>`}
    ${
      others.length > 0 &&
      html`<details class="around"><summary>${counted(t.around, others.length, language)}</summary>
      <ul>${others.map((other) => html`<li><a href=${entityPath(other)} dir="auto">${other.name}</a> ${ownTown(other) && html`<span class="quiet">${ownTown(other)}</span>`}</li>`)}</ul>
    </details>`
    }
  </section>`
  );
}
