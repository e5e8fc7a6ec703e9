import type { Filter } from '../../../directory/entity.ts';
import { fill, opendataTexts } from '../../texts/texts.ts';
import { type Content, html } from './html.ts';
import type { PageContext } from './page-context.ts';

/** What a query counts on a page: as many rows as `counts` says, or each of the bars that stand above it. */
export interface FigureShown {
  /** What the figure is of, for those who hear links out of their place. */
  readonly title: string;
  readonly counts: number | 'bars';
}

/** The longest address that every server and browser takes. */
const maxAddress = 8000;

/** The way from a figure to the query that counts the same. */
export function figureLink(
  query: string | undefined,
  { title, counts }: FigureShown,
  { language }: PageContext,
): Content {
  const href = `/sparql?query=${encodeURIComponent(query ?? '')}`;
  if (query === undefined || href.length > maxAddress) return null;
  const t = opendataTexts(language).figures;
  return html`<a class="figure-query" href=${href} rel="nofollow" data-counts=${counts} aria-label=${fill(t.queryOf, { title })}>${t.query}</a>`;
}

/** The same for a count of what a filter lets through. */
export function listFigureLink(filter: Filter, figure: FigureShown, context: PageContext): Content {
  return figureLink(context.queries().list(filter, context.now).query, figure, context);
}
