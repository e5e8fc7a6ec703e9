import type { CountAt } from '../../../opendata/figures/count-over-time.ts';
import { longDate } from '../../dates.ts';
import { entityTexts, fill, number, opendataTexts } from '../../texts/texts.ts';
import { type Content, html } from './html.ts';
import type { PageContext } from './page-context.ts';

const width = 100;
const height = 40;

/**
 * One count over time as a line, with how much it was at both of its ends, and below it the same as a table for those who
 * want the numbers.
 */
export function lineChart(
  counts: readonly CountAt[],
  { title, what }: { readonly title: string; readonly what: string },
  { language }: PageContext,
): Content {
  const t = opendataTexts(language).figures;
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last) return null;
  const most = Math.max(1, ...counts.map(({ shown }) => shown));
  const points = counts.map(({ shown }, index) => {
    const x = (index / Math.max(1, counts.length - 1)) * width;
    return `${x.toFixed(2)},${(height - 1 - (shown / most) * (height - 2)).toFixed(2)}`;
  });
  const end = ({ at, shown }: CountAt) =>
    html`<span>${day(at)}${entityTexts(language).colon} ${number(shown, language)}</span>`;
  const day = (at: string) => longDate(at.slice(0, 10), language);
  return html`<div class="line-chart">
    <p class="line-chart-now"><strong>${number(last.shown, language)}</strong> ${what.toLocaleLowerCase(language)}</p>
    <svg viewBox=${`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <polygon points=${`0,${height} ${points.join(' ')} ${width},${height}`} />
      <polyline points=${points.join(' ')} />
    </svg>
    <p class="line-chart-ends small quiet">${end(first)} ${end(last)}</p>
    <details>
      <summary aria-label=${fill(t.numbersOf, { title })}>${t.numbers}</summary>
      <table aria-label=${title}>
        <thead>
          <tr><th scope="col">${t.date}</th><th scope="col" class="number">${t.shown}</th><th scope="col" class="number">${t.came}</th><th scope="col" class="number">${t.left}</th></tr>
        </thead>
        <tbody>
          ${counts.toReversed().map(
            ({ at, shown, came, left }) => html`<tr>
              <th scope="row">${day(at)}</th>
              ${[shown, came, left].map((count) => html`<td class="number">${number(count, language)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </div>`;
}
