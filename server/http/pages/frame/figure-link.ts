import type { Filter } from '../../../directory/entity.ts';
import { fill, opendataTexts } from '../../texts/texts.ts';
import { type Content, html } from './html.ts';
import type { PageContext } from './page-context.ts';

/**
 * What a query counts on a page: as many rows as `counts` says, or each of the bars above it, of the values of the facet
 * that it ends, of the chips before it, of the column that it heads; `keys` where chips are told by the keys in their addresses, `table` where
 * the rows of a table say themselves.
 */
export interface FigureShown {
  /** What the figure is of, for those who hear links out of their place. */
  readonly title: string;
  readonly counts: number | 'bars' | 'facet' | 'chips' | 'keys' | 'column' | 'table';
  /** What is counted, where several links stand side by side. */
  readonly label?: string;
  /** The moment whose state was counted (ISO 8601); the present one without it. */
  readonly at?: string;
}

/** The longest address that every server and browser takes. */
const maxAddress = 8000;

/** The way from a figure to the query that counts the same. */
export function figureLink(
  query: string | undefined,
  { title, counts, label, at }: FigureShown,
  { language }: PageContext,
): Content {
  const href = `/sparql?query=${encodeURIComponent(query ?? '')}${at === undefined ? '' : `&at=${at}`}`;
  if (query === undefined || href.length > maxAddress) return null;
  const t = opendataTexts(language).figures;
  return html`<a class="figure-query" href=${href} rel="nofollow" data-counts=${counts} aria-label=${fill(t.queryOf, { title: label ? `${title}, ${label}` : title })}>${label ?? t.query}</a>`;
}

/** The same for a count of what a filter lets through; nothing where a query cannot say the filter. */
export function listFigureLink(filter: Filter, figure: FigureShown, context: PageContext): Content {
  const { query, unsaid } = context.queries().list(filter, context.now);
  return figureLink(unsaid.length > 0 ? undefined : query, figure, context);
}
