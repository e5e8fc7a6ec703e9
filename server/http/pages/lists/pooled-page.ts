import type { Entity } from '../../../directory/entity.ts';
import { lastPage } from '../../lists/pagination.ts';
import { entityPath, sectionOf } from '../../sections.ts';
import { counted, entityTexts, fill, texts } from '../../texts/texts.ts';
import { figureLink } from '../frame/figure-link.ts';
import { html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { pager } from '../frame/pager.ts';
import { type Pooled, pooledRows } from './pooled-block.ts';

export interface PooledPageInput {
  readonly network: Entity;
  readonly type: 'need' | 'offer';
  readonly pooled: Pooled;
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

/** The page of all that the members of a network seek or offer. */
export function pooledPath(network: Pick<Entity, 'type' | 'key'>, type: 'need' | 'offer'): string {
  return `${entityPath(network)}${sectionOf(type).path}`;
}

/** All that the members of a network seek or offer, a page at a time. */
export function pooledPage({ network, type, pooled, page, size }: PooledPageInput, context: PageContext): string {
  const { language } = context;
  const t = entityTexts(language);
  const title = fill(type === 'need' ? t.network.needsOf : t.network.offersOf, { name: network.name });
  const body = html`<div class="page links-page">
    <header class="page-header">
      <p class="breadcrumb"><a href=${entityPath(network)}>${t.links.back}</a></p>
      <h1 dir="auto">${title}</h1>
      <p class="quiet">${counted(texts(language).sections[type], pooled.total, language)} ${figureLink(context.queries().pooled({ network: network.iri }, type, context.now), { title, counts: pooled.total }, context)}</p>
    </header>
    ${pooledRows(pooled.items, type, context)}
    ${pager({ page, last: lastPage({ total: pooled.total, size }), path: pooledPath(network, type) }, context)}
  </div>`;
  return layout({ ...frameOf(context), title, body });
}
