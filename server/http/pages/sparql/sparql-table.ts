import type { Language } from '../../../rdf/text.ts';
import { answerAddress } from '../../sparql/answer-address.ts';
import type { Cell } from '../../sparql/result-table.ts';
import type { IriName } from '../../sparql/terms/name-iris.ts';
import { sparqlTexts } from '../../texts/sparql-texts.ts';
import { fill, number, texts } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { ShownTable, SparqlPageInput } from './sparql-page-input.ts';

/** The rows of an answer with names for what has one; the addresses themselves can be shown beside them. */
export function resultTable({ kind, table, names }: ShownTable, { language }: SparqlPageInput): Content {
  const t = sparqlTexts(language);
  const columns = kind === 'graph' ? [t.subject, t.predicate, t.object] : table.columns;
  return html`${
    names.size > 0 &&
    html`<p class="show-iris"><label><input type="checkbox" id="show-iris" autocomplete="off" /> ${t.showIris}</label></p>`
  }
    <div class="table-scroll" tabindex="0" role="region" aria-label=${t.table}>
      <table data-sortable>
        <thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>
          ${table.rows.map((row) => html`<tr>${row.map((cell) => html`<td lang=${cell?.language} class=${isNumber(cell) ? 'number' : undefined}>${cellContent(cell, names, language)}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>`;
}

/** Which rows these are of how many, and the way to the others. */
export function resultPages({ table }: ShownTable, { language, asked, action, page }: SparqlPageInput): Content {
  const { rows, skipped, total } = table;
  if (rows.length === total) return undefined;
  const t = sparqlTexts(language);
  const l = texts(language).list;
  const [first, last] = [skipped + 1, skipped + rows.length];
  const values = { first: number(first, language), last: number(last, language), count: number(total, language) };
  const to = (target: number) => `${answerAddress(action, asked, target === 1 ? {} : { page: target })}#sparql-results`;
  return html`<p class="notice">${rows.length > 0 ? fill(t.cut, values) : fill(t.pastEnd, values)}</p>
    <nav class="pager" aria-label=${l.pages}>
      ${page > 1 ? html`<a rel="prev" href=${to(rows.length > 0 ? page - 1 : 1)}>${l.previous}</a>` : html`<span></span>`}
      ${rows.length > 0 && last < total ? html`<a rel="next" href=${to(page + 1)}>${l.next}</a>` : html`<span></span>`}
    </nav>`;
}

function isNumber(cell: Cell | undefined): boolean {
  return /#(?:integer|decimal|double|float|int|long)$/.test(cell?.datatype ?? '');
}

function cellContent(cell: Cell | undefined, names: ReadonlyMap<string, IriName>, language: Language): Content {
  if (!cell) return undefined;
  if (cell.kind !== 'iri') return cell.value;
  const address = webAddress(cell.value);
  const whole = address === undefined ? cell.value : html`<a href=${address}>${cell.value}</a>`;
  const named = names.get(cell.value);
  if (!named) return whole;
  const name = html`<span lang=${language} dir="auto">${named.name}</span>`;
  return html`${named.href ? html`<a href=${named.href} title=${cell.value}>${name}</a>` : html`<span title=${cell.value}>${name}</span>`}<span class="iri" translate="no">${whole}</span>`;
}
