import { diagnosisTexts } from '../../texts/diagnosis-texts.ts';
import { figureLink } from '../frame/figure-link.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** One figure of one territory. */
export interface FigureColumn {
  readonly territory: string;
  readonly title: string;
  /** SPARQL that counts the same; absent where each row has its own. */
  readonly query?: string;
}

export interface FigureTableRow {
  readonly label: Content;
  /** As many as there are columns. */
  readonly cells: readonly (number | string)[];
  /** The query of each territory that counts this row. */
  readonly queries?: readonly FigureColumn[];
}

/** Figures of one territory, or of two side by side, each column with the query behind it. */
export function figureTable(
  {
    caption,
    label,
    columns,
    rows,
  }: {
    readonly caption: string;
    readonly label: string;
    readonly columns: readonly FigureColumn[];
    readonly rows: readonly FigureTableRow[];
  },
  context: PageContext,
): Content {
  const t = diagnosisTexts(context.language);
  // That there is nothing is a figure as well.
  if (rows.length === 0)
    return html`<p class="quiet">${t.none} ${columns.map((column) => queryLink(caption, column, context))}</p>`;
  const territories = [...new Set(columns.map(({ territory }) => territory))];
  const width = columns.length / territories.length;
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${caption}>
    <table class="comparison diagnosis-figures">
      <caption class="visually-hidden">${caption}</caption>
      <thead>
        ${territories.length > 1 && html`<tr><td></td>${territories.map((name) => html`<th scope="colgroup" colspan=${width} class="number">${name}</th>`)}</tr>`}
        <tr>
          <th scope="col">${label}</th>
          ${columns.map((column) => html`<th scope="col" class="number">${column.title} ${queryLink(caption, column, context)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(({ label: name, cells, queries = [] }) => html`<tr><th scope="row">${name} ${queries.map((one) => queryLink(caption, one, context))}</th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

function queryLink(caption: string, { title, territory, query }: FigureColumn, context: PageContext): Content {
  return figureLink(query, { title: `${caption}, ${title}, ${territory}`, counts: 'table' }, context);
}
