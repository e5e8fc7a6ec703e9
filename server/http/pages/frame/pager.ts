import { withParameters } from '../../lists/pagination.ts';
import { fill, number, texts } from '../../texts/texts.ts';
import { type Content, html } from './html.ts';
import type { PageContext } from './page-context.ts';

export interface PagerInput {
  /** From 1. */
  readonly page: number;
  readonly last: number;
  /** The address of the first page. */
  readonly path: string;
}

/** The way to the page before and the one after; nothing where all is on one. */
export function pager({ page, last, path }: PagerInput, { language }: Pick<PageContext, 'language'>): Content {
  if (last <= 1) return null;
  const t = texts(language).list;
  const at = (target: number) => withParameters(path, { page: target === 1 ? undefined : target });
  return html`<nav class="pager" aria-label=${t.pages}>
    <span>${page > 1 && html`<a href=${at(page - 1)} rel="prev">${t.previous}</a>`}</span>
    <span>${fill(t.pageOf, { page: number(page, language), last: number(last, language) })}</span>
    <span>${page < last && html`<a href=${at(page + 1)} rel="next">${t.next}</a>`}</span>
  </nav>`;
}
