import type { Entity, Link } from '../../../directory/entity.ts';
import { lastPage } from '../../lists/pagination.ts';
import { entityPath } from '../../sections.ts';
import { entityTexts, entry, fill, texts } from '../../texts/texts.ts';
import { html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { pager } from '../frame/pager.ts';
import { linkRows, linksPath } from './entity-links.ts';

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
  const body = html`<div class="page links-page">
    <header class="page-header">
      <p class="breadcrumb"><a href=${entityPath(entity)}>${entityTexts(language).links.back}</a></p>
      <h1 dir="auto">${title}</h1>
    </header>
    ${linkRows(links.slice((page - 1) * size, page * size), entity, context)}
    ${pager({ page, last, path: linksPath(entity, relation) }, context)}
  </div>`;
  return layout({ ...frameOf(context), title, body });
}
