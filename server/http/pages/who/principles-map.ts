import { findGroups } from '../../../cooperation/ecosystem/find-groups.ts';
import { layoutNetwork } from '../../../cooperation/ecosystem/network-layout.ts';
import { placeLabels } from '../../../cooperation/ecosystem/place-labels.ts';
import { counted, fill } from '../../texts/texts.ts';
import { whoTexts } from '../../texts/who-texts.ts';
import type { Principle, Who } from '../../who/read-who.ts';
import { shorten } from '../ecosystem/ecosystem-svg.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** More could not be told apart. */
const mostDrawn = 40;
const [leastRadius, mostRadius, spread] = [9, 26, 1.5] as const;
const [labelSize, longestLabel, margin] = [14, 26, 34] as const;

/** What others a principle goes with, those with most first. */
export function companionsOf({ principles, ties }: Pick<Who, 'principles' | 'ties'>, at: number) {
  return ties
    .flatMap(({ from, to, count }) => {
      const other = principles[from === at ? to : to === at ? from : -1];
      return other ? { principle: other, count } : [];
    })
    .sort((a, b) => b.count - a.count);
}

/** In a sentence, who shares a principle and what it goes with. */
export function principleSentence(
  who: Pick<Who, 'principles' | 'ties'>,
  at: number,
  { language }: PageContext,
): string {
  const t = whoTexts(language);
  const companions = companionsOf(who, at);
  const together = companions.map(({ principle }) => `\u2068${principle.label}\u2069`).join(', ');
  const shared = counted(t.sharedByCount, who.principles[at]?.count ?? 0, language);
  return companions.length > 0 ? `${shared} ; ${fill(t.goesWith, { words: together })}` : shared;
}

/** Key words as discs as large as they are shared, joined where the same actors share them; each leads to who does. */
export function principlesMap(
  { principles, ties }: Pick<Who, 'principles' | 'ties'>,
  addressOf: (principle: Principle) => string,
  context: PageContext,
): Content {
  const t = whoTexts(context.language);
  const shown = principles.slice(0, mostDrawn);
  const drawn = ties.filter(({ from, to }) => from < shown.length && to < shown.length);
  const groups = findGroups(drawn.map((tie) => ({ ...tie, isMutual: tie.count > 1 })));
  const { points } = layoutNetwork(shown.length, drawn, groups);
  const most = Math.max(1, ...shown.map(({ count }) => count));
  const nodes = shown.map(({ count, label }, at) => ({
    x: Math.round((points[at]?.x ?? 0) * spread),
    y: Math.round((points[at]?.y ?? 0) * spread),
    r: Math.round(leastRadius + (mostRadius - leastRadius) * Math.sqrt((count - 1) / Math.max(1, most - 1))),
    text: shorten(label, longestLabel),
  }));
  const labels = placeLabels(nodes, { size: labelSize });
  const edge = (of: 'x' | 'y', pick: typeof Math.min, by: number) => pick(...nodes.map((node) => node[of])) + by;
  const [left, top] = [edge('x', Math.min, -3 * margin), edge('y', Math.min, -margin - mostRadius)];
  const [width, height] = [edge('x', Math.max, 3 * margin) - left, edge('y', Math.max, margin + mostRadius) - top];
  return html`<svg class="principles-map" viewBox=${`${left} ${top} ${width} ${height}`} width=${width} height=${height} role="group" aria-label=${t.map}>
    <g aria-hidden="true">
      ${drawn.map(({ from, to, count }) => {
        const [a, b] = [nodes[from], nodes[to]];
        return (
          a &&
          b &&
          html`<path class="principle-tie" d=${`M${a.x} ${a.y}L${b.x} ${b.y}`} stroke-width=${Math.min(6, 1 + count)} />`
        );
      })}
    </g>
    ${shown.map((principle, at) => {
      const { x, y, r, text } = nodes[at] ?? { x: 0, y: 0, r: 0, text: '' };
      const label = labels[at] ?? { x, y: y + r + labelSize, anchor: 'middle' as const };
      const sentence = `\u2068${principle.label}\u2069, ${principleSentence({ principles, ties }, at, context)}`;
      return html`<a class="principle-node" href=${addressOf(principle)} aria-label=${sentence}>
        <title>${sentence}</title>
        <circle cx=${x} cy=${y} r=${r} />
        <text x=${label.x} y=${label.y} text-anchor=${label.anchor} font-size=${labelSize} paint-order="stroke" stroke-width="4" aria-hidden="true" visibility=${labels[at] ? undefined : 'hidden'}>${`\u2068${text}\u2069`}</text>
      </a>`;
    })}
    <g class="principle-counts" aria-hidden="true" text-anchor="middle" font-size="13">${shown.map(({ count }, at) => count > 1 && html`<text x=${nodes[at]?.x} y=${(nodes[at]?.y ?? 0) + 4.5}>${String(count)}</text>`)}</g>
  </svg>`;
}
