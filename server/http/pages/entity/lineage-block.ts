import type { Entity, Link } from '../../../directory/entity.ts';
import { entityTexts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { linkRow } from './entity-links.ts';

/** Where a practice comes from and what came of it, in that order, on a line that is drawn; nothing when nobody says so. */
export function lineageBlock(entity: Entity, links: readonly Link[], context: PageContext): Content {
  if (links.length === 0) return null;
  const t = entityTexts(context.language).practice;
  const before = links.filter(({ relation }) => relation === 'inspiredBy');
  const after = links.filter(({ relation }) => relation !== 'inspiredBy');
  const step = (title: string, found: readonly Link[]) =>
    found.length > 0 &&
    html`<li class="lineage-step">
      <h3>${title}</h3>
      <ul class="entity-list">${found.map((link) => linkRow(link, entity, context))}</ul>
    </li>`;
  return html`<section class="block block-lineage">
    <h2>${t.lineage}</h2>
    <ol class="lineage">
      ${step(t.before, before)}
      <li class="lineage-step lineage-here" aria-current="true"><strong dir="auto">${entity.name}</strong></li>
      ${step(t.after, after)}
    </ol>
  </section>`;
}
