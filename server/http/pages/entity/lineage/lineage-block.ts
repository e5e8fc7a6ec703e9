import type { Entity, Link } from '../../../../directory/entity.ts';
import type { Lineage } from '../../../../directory/lineage.ts';
import { entityPath } from '../../../sections.ts';
import { lineageTexts } from '../../../texts/lineage-texts.ts';
import { fill } from '../../../texts/texts.ts';
import { glyph } from '../../frame/glyph.ts';
import { type Content, html } from '../../frame/html.ts';
import type { PageContext } from '../../frame/page-context.ts';
import { linkRow } from '../entity-links.ts';
import { layOut, lineageSvg } from './lineage-svg.ts';
import { calledIn, kindIn, namesIn, tiesOf } from './lineage-words.ts';

/** Where something comes from and what came of it: drawn, and told as a list in the same order; nothing when nobody says so. */
export function lineageBlock(
  entity: Entity,
  { links, lineage }: { readonly links: readonly Link[]; readonly lineage: Lineage },
  context: PageContext,
): Content {
  if (!lineage.edges.some(({ kind, to }) => kind === 'inspired' || to === 0)) return null;
  const t = lineageTexts(context.language);
  const layout = layOut(lineage);
  return html`<section class="block block-lineage" id="filiation">
    <h2>${t.title}</h2>
    <figure class="lineage-figure">
      ${lineageSvg(lineage, layout, context)}
      <figcaption class="quiet small">${t.legend} ${legend(lineage, context)}</figcaption>
    </figure>
    ${layout.circles.map((circle) => html`<p class="notice" role="note">${fill(t.circle, { names: namesIn(lineage, circle, context) })}</p>`)}
    ${steps(entity, { links, lineage, order: layout.order }, context)}
    ${!lineage.isWhole && html`<p class="quiet">${t.more}</p>`}
  </section>`;
}

/** Only the kinds of lines that there are. */
function legend({ edges }: Lineage, { language }: PageContext): Content {
  const t = lineageTexts(language);
  const kinds = [
    ['mutual', t.mutual, edges.some(({ kind, isMutual }) => kind === 'inspired' && isMutual)],
    ['one', t.oneSided, edges.some(({ kind, isMutual }) => kind === 'inspired' && !isMutual)],
    ['told', t.toldBy, edges.some(({ kind }) => kind === 'told')],
  ] as const;
  return kinds.map(
    ([name, words, isThere]) =>
      isThere &&
      html`<span class="lineage-key"><svg viewBox="0 0 34 8" width="34" height="8" aria-hidden="true"><path class=${`lineage-edge lineage-edge-${name}`} d="M1 4H33" /></svg> ${words}</span> `,
  );
}

/** Everybody in the drawing, on a line with a mark for each step; those that are linked to this page as any link is shown. */
function steps(
  entity: Entity,
  {
    links,
    lineage,
    order,
  }: { readonly links: readonly Link[]; readonly lineage: Lineage; readonly order: readonly number[] },
  context: PageContext,
): Content {
  const t = lineageTexts(context.language);
  const { edges } = lineage;
  const here = order.indexOf(0);
  const before = links.filter(({ relation }) => relation === 'inspiredBy');
  const after = links.filter(({ relation }) => relation === 'hasInspired');
  const linked = new Set([...before, ...after].map(({ target }) => target.iri));
  const tales = new Set(edges.flatMap(({ kind, to }) => (kind === 'told' ? to : [])));
  const told = edges.flatMap(({ kind, from, to }) => (kind === 'told' && to === 0 ? from : []));
  const others = order.filter(
    (at) => at !== 0 && !tales.has(at) && !told.includes(at) && !linked.has(lineage.nodes[at]?.iri ?? ''),
  );
  const step = (title: string, rows: readonly Content[]) =>
    rows.length > 0 && html`<li class="lineage-step"><h3>${title}</h3><ul class="entity-list">${rows}</ul></li>`;
  const row = (at: number) => shortRow(lineage, at, context);
  const own = (found: readonly Link[]) => found.map((link) => linkRow(link, entity, context));
  return html`<ol class="lineage">
    ${step(t.earlier, others.filter((at) => order.indexOf(at) < here).map(row))}
    ${step(t.before, own(before))}
    ${step(t.tells, told.map(row))}
    <li class="lineage-step lineage-here" aria-current="true"><strong dir="auto">${entity.name}</strong></li>
    ${step(t.after, own(after))}
    ${step(t.later, others.filter((at) => order.indexOf(at) > here).map(row))}
    ${step(t.tales, order.filter((at) => at !== 0 && tales.has(at)).map(row))}
  </ol>`;
}

function shortRow(lineage: Lineage, at: number, context: PageContext): Content {
  const named = lineage.nodes[at]?.named;
  const name = calledIn(lineage, at);
  return html`<li class="entity-row">
    ${named && glyph(named.type)}
    <div class="entity-row-body">
      ${named ? html`<a class="entity-row-name" dir="auto" href=${entityPath(named)}>${name}</a>` : html`<span class="entity-row-name" dir="auto">${name}</span>`}
      <span class="entity-row-facts">${kindIn(lineage, at, context)}</span>
      <span class="said">${tiesOf(lineage, at, context)}</span>
    </div>
  </li>`;
}
