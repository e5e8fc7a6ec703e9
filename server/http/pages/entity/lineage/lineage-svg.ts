import { type LineageLayout, layOutLineage, type Point } from '../../../../cooperation/lineage/lay-out-lineage.ts';
import type { Lineage, LineageEdge } from '../../../../directory/lineage.ts';
import { entityPath } from '../../../sections.ts';
import { lineageTexts } from '../../../texts/lineage-texts.ts';
import { fill } from '../../../texts/texts.ts';
import { drawings } from '../../frame/glyph.ts';
import { type Content, html, webAddress } from '../../frame/html.ts';
import type { PageContext } from '../../frame/page-context.ts';
import { breakLines } from './break-lines.ts';
import { calledIn, kindIn, tiesOf } from './lineage-words.ts';

const box = { width: 184, height: 72, gap: 20, between: 52 } as const;
// As high as the ways between those of one row bend.
const [side, above, letters] = [22, 26, 18] as const;
/** How far from a box a way passes it. */
const aside = 12;

/** Lays a lineage out in boxes that names fit in. */
export function layOut({ nodes, edges }: Lineage): LineageLayout {
  return layOutLineage(nodes.length, edges, box);
}

/** A lineage as boxes joined from the oldest down, each box a link that says its ties. */
export function lineageSvg(lineage: Lineage, layout: LineageLayout, context: PageContext): Content {
  const t = lineageTexts(context.language);
  const [width, height] = [layout.width + 2 * side, layout.height + 2 * above];
  return html`<svg
    class="lineage-drawing"
    viewBox=${`${-side} ${-above} ${width} ${height}`}
    width=${width}
    height=${height}
    role="group"
    aria-label=${fill(t.drawing, { name: calledIn(lineage, 0) })}
  >
    <defs>${['mutual', 'one', 'told'].map(arrow)}</defs>
    <g aria-hidden="true">${lineage.edges.map((edge) => edgeOf(edge, layout))}</g>
    ${layout.order.map((at) => boxOf(lineage, at, { layout, context }))}
  </svg>`;
}

function arrow(name: string): Content {
  return html`<marker id=${`lineage-${name}`} class=${`lineage-head lineage-head-${name}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" /></marker>`;
}

function edgeOf({ from, to, kind, isMutual }: LineageEdge, { points }: LineageLayout): Content {
  const [a, b] = [points[from], points[to]];
  if (!a || !b) return null;
  const name = kind === 'told' ? 'told' : isMutual ? 'mutual' : 'one';
  return html`<path class=${`lineage-edge lineage-edge-${name}`} d=${a.y === b.y ? wayBeside(a, b) : wayDown(a, b, points)} marker-end=${`url(#lineage-${name})`} />`;
}

/** Those of one row come from each other: there and back along different sides. */
function wayBeside(a: Point, b: Point): string {
  const down = a.x < b.x ? 1 : -1;
  const [side, bend] = [a.y + (down * box.height) / 2, box.between * 0.6 * down];
  const shift = 24 * down;
  return `M${a.x + shift} ${side}C${a.x + shift} ${side + bend} ${b.x - shift} ${side + bend} ${b.x - shift} ${side}`;
}

/** From row to row, and between the boxes of the rows that it passes: a way behind a box would seem to begin there. */
function wayDown(a: Point, b: Point, points: readonly Point[]): string {
  const down = a.y < b.y ? 1 : -1;
  const half = (box.height / 2) * down;
  const passed = [...new Set(points.map(({ y }) => y))]
    .filter((y) => (y - a.y) * down > 0 && (b.y - y) * down > 0)
    .sort((one, other) => (one - other) * down);
  const stops = passed.flatMap((y) => {
    const row = points.filter((one) => one.y === y).map((one) => one.x);
    const middle = row.reduce((sum, x) => sum + x, 0) / row.length;
    // Beside a box that stands alone, on the side it comes from.
    const x = row.length > 1 ? middle : middle + (a.x > middle ? 1 : -1) * (box.width / 2 + aside);
    return [
      { x, y: y - half },
      { x, y: y + half },
    ];
  });
  let path = `M${a.x} ${a.y + half}`;
  let last = { x: a.x, y: a.y + half };
  for (const next of [...stops, { x: b.x, y: b.y - half }]) {
    const middle = (last.y + next.y) / 2;
    path += next.x === last.x ? `L${next.x} ${next.y}` : `C${last.x} ${middle} ${next.x} ${middle} ${next.x} ${next.y}`;
    last = next;
  }
  return path;
}

function boxOf(
  lineage: Lineage,
  at: number,
  { layout, context }: { readonly layout: LineageLayout; readonly context: PageContext },
): Content {
  const t = lineageTexts(context.language);
  const { x, y } = layout.points[at] ?? { x: 0, y: 0 };
  const named = lineage.nodes[at]?.named;
  const [left, top] = [x - box.width / 2, y - box.height / 2];
  const kind = kindIn(lineage, at, context);
  const name = calledIn(lineage, at);
  const ties = tiesOf(lineage, at, context);
  const sentence = `${name}, ${kind}${at === 0 ? `, ${t.here}` : ''}${ties && `. ${ties}`}.`;
  const lines = breakLines(name, { letters, lines: 2 });
  const cut = 12;
  const outline = `M${left} ${top}h${box.width - cut}l${cut} ${cut}v${box.height - cut}h${-box.width}z`;
  const words = lines.map(
    (line, nth) =>
      html`<text class="lineage-name" x=${left + 12} y=${top + (lines.length === 1 ? 30 : 24) + nth * 18} font-size="15" font-weight="700" aria-hidden="true">${`\u2068${line}\u2069`}</text>`,
  );
  // The name of a link must hold the words that it shows: those that are cut stand beside it, with the kind.
  const isCut = lines.at(-1)?.endsWith('…');
  const inside = html`<title>${sentence}</title><path class="lineage-box" d=${outline} />${!isCut && words}`;
  const foot = html`<g class="lineage-foot" aria-hidden="true">
    ${isCut && words}
    ${named && html`<path class="lineage-sign" d=${drawings[named.type === 'place' ? 'other' : named.type]} fill-rule="evenodd" transform=${`translate(${left + 12} ${top + box.height - 21}) scale(0.8)`} />`}
    <text class="lineage-kind" x=${left + (named ? 30 : 12)} y=${top + box.height - 10} font-size="12.5">${at === 0 ? `${kind}, ${t.here}` : kind}</text>
  </g>`;
  const kindClass = `lineage-node${at === 0 ? ' lineage-node-here' : ''}${named ? '' : ' lineage-node-unknown'}`;
  const address = named ? entityPath(named) : webAddress(lineage.nodes[at]?.iri);
  if (address === undefined) return html`<g class=${kindClass} role="img" aria-label=${sentence}>${inside}</g>${foot}`;
  return html`<a class=${kindClass} href=${address} rel=${named ? undefined : 'external nofollow'} aria-label=${sentence} aria-current=${at === 0 ? 'page' : undefined}>${inside}</a>${foot}`;
}
