import type { Language } from '../../../rdf/text.ts';
import { number, texts } from '../../texts/texts.ts';
import { type Content, html } from './html.ts';

export interface Bar {
  readonly label: string;
  readonly count: number;
  /** The list that the figure counts, where there is one. */
  readonly href?: string;
}

/** Figures as bars that are also a table: each name leads to its list; what comes after them says where they are from. */
export function barChart(title: string, bars: readonly Bar[], language: Language, after?: Content): Content {
  const t = texts(language).observatory;
  return html`<section class="figure">
    <h2>${title}</h2>
    ${bars.length === 0 ? html`<p class="quiet">${t.none}</p>` : barTable(bars, language, title)}
    ${after && html`<p class="take-away small">${after}</p>`}
  </section>`;
}

/** The bars alone; `title` names them where one goes from table to table. */
export function barTable(bars: readonly Bar[], language: Language, title?: string): Content {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const t = texts(language).observatory;
  return html`<table class="bars" aria-label=${title}>
    <colgroup><col class="bars-label" /><col class="bars-number" /><col /></colgroup>
    <thead class="visually-hidden">
      <tr><th scope="col">${t.item}</th><th scope="col" colspan="2">${t.count}</th></tr>
    </thead>
    <tbody>
      ${bars.map(
        ({ label, count, href }) => html`<tr>
          <th scope="row">${href === undefined ? label : html`<a href=${href}>${label}</a>`}</th>
          <td class="number">${number(count, language)}</td>
          <td class="bar" aria-hidden="true">
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false"><rect width=${Math.max(0, (100 * count) / most)} height="10" /></svg>
          </td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}
