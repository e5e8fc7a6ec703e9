import type { Entity, Link } from '../../directory/entity.ts';
import { lastPage } from '../pagination.ts';
import { entityPath } from '../sections.ts';
import { entityTexts, entry, fill, texts } from '../texts/texts.ts';
import { linkRows, linksPath } from './entity-links.ts';
import { type Content, html } from './html.ts';
import { layout } from './layout.ts';
import { frameOf, type PageContext } from './page-context.ts';

export interface LinksPageInput {
  readonly entity: Entity;
  readonly relation: string;
  /** All of the relation. */
  readonly links: readonly Link[];
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

/** All links of one relation of an entity, a page at a time. */
export function linksPage({ entity, relation, links, page, size }: LinksPageInput, context: PageContext): string {
  const { language } = context;
  const t = texts(language);
  const title = fill(entityTexts(language).links.page, {
    relation: entry(t.relations, relation, relation),
    name: entity.name,
  });
  const last = lastPage({ total: links.length, size });
  const at = (number: number) => `${linksPath(entity, relation)}?page=${number}`;
  const pager: Content =
    last > 1 &&
    html`<nav class="pager" aria-label=${t.list.pages}>
      <span>${page > 1 && html`<a href=${at(page - 1)} rel="prev">${t.list.previous}</a>`}</span>
      <span>${fill(t.list.pageOf, { page, last })}</span>
      <span>${page < last && html`<a href=${at(page + 1)} rel="next">${t.list.next}</a>`}</span>
    </nav>`;
  const body = html`<div class="page links-page">
    <header class="page-header">
      <p class="breadcrumb"><a href=${entityPath(entity)}>${entityTexts(language).links.back}</a></p>
      <h1 dir="auto">${title}</h1>
    </header>
    ${linkRows(links.slice((page - 1) * size, page * size), entity, context)}
    ${pager}
  </div>`;
  return layout({ ...frameOf(context), title, body });
}
