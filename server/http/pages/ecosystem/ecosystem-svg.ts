import type { DrawnActor } from '../../../cooperation/ecosystem/draw-ecosystem.ts';
import { placeLabels } from '../../../cooperation/ecosystem/place-labels.ts';
import type { Ring } from '../../../cooperation/ecosystem/ring-layout.ts';
import { longDate } from '../../dates.ts';
import { entityPath } from '../../sections.ts';
import { ecosystemTexts } from '../../texts/ecosystem-texts.ts';
import { fill, texts } from '../../texts/texts.ts';
import { drawings, shownKind } from '../frame/glyph.ts';
import { type Content, html } from '../frame/html.ts';
import { type EcosystemInput, nameOf, sectorName, sentenceOf, summaryOf } from './ecosystem-input.ts';

/** The colours of paper: what a picture keeps that is taken away. On the page the style of the theme goes before them. */
const paper = { back: '#fbfaf7', text: '#1a1d23', quiet: '#5d6672', edge: '#b9b4a7', lichen: '#2d6a4c' };
const bandColours: Readonly<Record<Ring, string>> = {
  building: '#efe6da',
  'building-site': '#f4ede3',
  neighbourhood: '#f1efe8',
  'living-territory': '#f8f6f0',
  unsaid: 'none',
};
/** Of places, by kind; everybody else is of glass. */
const kindColours: Readonly<Record<string, string>> = {
  fablab: '#b4420f',
  coworking: '#1f5a7a',
  'food-growing-place': '#2d6a4c',
  'cultural-place': '#6d3f7d',
  'craft-workshop': '#8a6100',
  'shared-kitchen': '#a32a5b',
  'living-lab': '#0f6a6a',
  other: '#4a5a86',
};
const glass = '#23262d';
const labelSize = 12;
const longestLabel = 24;
const fontFamily = "'Atkinson Hyperlegible', 'Helvetica Neue', Arial, sans-serif";

/** The part of the plane that a drawing fills. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The drawing: each actor a link with its sentence; `alone` for a file of its own, with title, date and credit in it. */
export function ecosystemSvg(input: EcosystemInput, alone?: { readonly site: string; readonly base: string }): Content {
  const { drawing, context } = input;
  const t = ecosystemTexts(context.language);
  const frame = frameOf(input, alone ? { above: 64, below: 44 } : { above: 0, below: 0 });
  const size = { width: Math.round(frame.width), height: Math.round(frame.height) };
  const title = input.of ? fill(t.titleOf, { name: input.of }) : t.title;
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    class="ecosystem-drawing"
    viewBox=${`${frame.left} ${frame.top} ${frame.width} ${frame.height}`}
    width=${alone ? size.width : undefined}
    height=${alone ? size.height : undefined}
    role="group"
    aria-label=${fill(t.drawing, { summary: summaryOf(input) })}
    lang=${context.language}
    font-family=${alone ? fontFamily : undefined}
  >
    ${alone && html`<title>${title}</title><rect x=${frame.left} y=${frame.top} width=${frame.width} height=${frame.height} fill=${paper.back} />`}
    ${ringsOf(input)}
    <g class="eco-ties" fill="none" aria-hidden="true">${drawing.ties.map((tie) => tieOf(tie, input))}</g>
    ${nodesOf(input, alone?.base ?? '')}
    ${
      alone &&
      html`<g aria-hidden="true">
        <text x=${frame.left + 24} y=${frame.top + 40} font-size="24" font-weight="700" fill=${paper.text}>${shorten(title, Math.floor(frame.width / 14))}</text>
        <text x=${frame.left + 24} y=${frame.top + 60} font-size="13" fill=${paper.quiet}>${summaryOf(input)}</text>
        <text x=${frame.left + 24} y=${frame.top + frame.height - 18} font-size="12" fill=${paper.quiet}>${fill(t.credit, { site: `${texts(context.language).layout.name}, ${alone.site}`, date: longDate(context.now.toISOString().slice(0, 10), context.language) })}</text>
      </g>`
    }
  </svg>`;
}

function frameOf({ drawing }: EcosystemInput, { above, below }: { above: number; below: number }): Frame {
  const { actors, rings } = drawing;
  if (rings) {
    const reach = rings.radius + 40;
    return { left: -reach, top: -reach - above, width: 2 * reach, height: 2 * reach + above + below };
  }
  const xs = actors.map(({ x }) => x);
  const ys = actors.map(({ y }) => y);
  const margin = 60;
  const [left, right] = [Math.min(0, ...xs) - margin - 20, Math.max(0, ...xs) + margin + 20];
  const width = Math.max(500, right - left);
  const top = Math.min(0, ...ys) - margin;
  return {
    left: Math.round((left + right - width) / 2),
    top: Math.round(top - above),
    width: Math.round(width),
    height: Math.round(Math.max(0, ...ys) + margin - top + above + below),
  };
}

function ringsOf({ drawing: { rings }, ...input }: EcosystemInput): Content {
  if (!rings) return null;
  const t = ecosystemTexts(input.context.language);
  const at = (angle: number, radius: number) =>
    `${(radius * Math.sin(angle)).toFixed(1)} ${(-radius * Math.cos(angle)).toFixed(1)}`;
  return html`<g class="eco-rings" aria-hidden="true">
    ${rings.bands
      .toReversed()
      .map(
        ({ ring, outer }) =>
          html`<circle class="eco-band" data-ring=${ring} r=${outer} fill=${bandColours[ring]} stroke=${paper.edge} stroke-dasharray=${ring === 'unsaid' ? '2 5' : undefined} />`,
      )}
    <circle class="eco-hollow" r=${rings.bands[0]?.inner ?? 0} fill=${paper.back} stroke=${paper.edge} />
    ${rings.sectors.length > 1 && rings.sectors.map(({ from }) => html`<path class="eco-spoke" d=${`M${at(from, rings.bands[0]?.inner ?? 0)}L${at(from, rings.radius + 8)}`} stroke=${paper.edge} stroke-dasharray="1 4" />`)}
    ${rings.bands.map(({ ring, outer }) => {
      const id = `eco-ring-${ring}`;
      return html`<g>
        <path id=${id} d=${`M${at(0.02, outer)}A${outer} ${outer} 0 1 1 ${at(-0.02, outer)}`} fill="none" />
        <text class="eco-ring-name" font-size="12" fill=${paper.quiet} stroke=${paper.back} stroke-width="4" paint-order="stroke" dy="4"><textPath href=${`#${id}`} startOffset="6">${t.rings[ring]}</textPath></text>
      </g>`;
    })}
    ${rings.sectors.map(({ key, from, to }, index) => {
      const middle = (from + to) / 2;
      const isBelow = middle > Math.PI / 2 && middle < (3 * Math.PI) / 2;
      const radius = rings.radius + (isBelow ? 30 : 18);
      const large = to - from > Math.PI ? 1 : 0;
      const [start, end] = isBelow ? [to, from] : [from, Math.min(to, from + 6.2)];
      const id = `eco-sector-${index}`;
      return html`<g>
        <path id=${id} d=${`M${at(start, radius)}A${radius} ${radius} 0 ${large} ${isBelow ? 0 : 1} ${at(end, radius)}`} fill="none" />
        <text class="eco-sector-name" font-size="15" font-weight="700" text-anchor="middle" fill=${paper.text}><textPath href=${`#${id}`} startOffset="50%">${shorten(sectorName(key, { ...input }), Math.floor(((to - from) * radius) / 8.5))}</textPath></text>
      </g>`;
    })}
  </g>`;
}

function tieOf(tie: EcosystemInput['drawing']['ties'][number], { drawing }: EcosystemInput): Content {
  const [from, to] = [drawing.actors[tie.from], drawing.actors[tie.to]];
  if (!from || !to) return null;
  // On rings a line bends to the middle, so that those along one ring do not cover its actors.
  const bend = drawing.rings ? 0.55 : 0.92;
  const [x, y] = drawing.rings
    ? [((from.x + to.x) / 2) * bend, ((from.y + to.y) / 2) * bend]
    : [(from.x + to.x) / 2, (from.y + to.y) / 2];
  return html`<path
    class=${tie.isMutual ? 'eco-tie eco-tie-mutual' : 'eco-tie'}
    d=${`M${from.x} ${from.y}Q${x.toFixed(1)} ${y.toFixed(1)} ${to.x} ${to.y}`}
    stroke=${tie.isMutual ? paper.lichen : paper.quiet}
    stroke-width=${tie.isMutual ? 2 : 1.1}
    stroke-dasharray=${tie.isMutual ? undefined : '4 4'}
    stroke-opacity=${tie.isMutual ? 0.8 : 0.6}
  />`;
}

function nodesOf(input: EcosystemInput, base: string): Content {
  const { actors } = input.drawing;
  const shown = actors.map(({ id, x, y, r }) => ({ x, y, r, text: shorten(nameOf(input, id), longestLabel) }));
  const labels = placeLabels(shown, { size: labelSize });
  return html`<g class="eco-nodes">
    ${actors.map((actor, index) => {
      const label = labels[index];
      const { x, y, r } = actor;
      const place = label ?? { x, y: y + r + labelSize, anchor: 'middle' as const };
      return html`<a class=${label ? 'eco-node' : 'eco-node eco-node-quiet'} data-type=${actor.type} href=${base + entityPath(actor)} aria-label=${sentenceOf(actor, input)}>
        <title>${sentenceOf(actor, input)}</title>
        ${shapeOf(actor)}
        <text x=${place.x} y=${place.y} text-anchor=${place.anchor} font-size=${labelSize} fill=${paper.text} stroke=${paper.back} stroke-width="3" paint-order="stroke" visibility=${label ? undefined : 'hidden'} direction="ltr" aria-hidden="true">${isolate(shown[index]?.text ?? '')}</text>
      </a>`;
    })}
  </g>`;
}

/** As on the map, a place is a disc with the sign of its kind, and whoever is no place a cut pane: colour alone says nothing to many. */
function shapeOf({ x, y, r, type, kinds }: DrawnActor): Content {
  const scale = (r * 1.25) / 16;
  const kind = type === 'place' ? shownKind(kinds) : undefined;
  // As large to the eye as the disc.
  const [half, cut] = [r * 0.92, r * 0.5];
  const pane = `M${(x - half).toFixed(1)} ${(y - half).toFixed(1)}h${(2 * half - cut).toFixed(1)}l${cut.toFixed(1)} ${cut.toFixed(1)}v${(2 * half - cut).toFixed(1)}h${(-2 * half).toFixed(1)}z`;
  return html`${
    kind
      ? html`<circle class="eco-disc" data-kind=${kind} cx=${x} cy=${y} r=${r} fill=${kindColours[kind]} stroke=${paper.back} stroke-width="1.5" />`
      : html`<path class="eco-disc" d=${pane} fill=${glass} stroke=${paper.back} stroke-width="1.5" />`
  }
    <path class="eco-sign" d=${drawings[kind ?? type]} fill-rule="evenodd" fill="#ffffff" transform=${`translate(${(x - 8 * scale).toFixed(1)} ${(y - 8 * scale).toFixed(1)}) scale(${scale.toFixed(3)})`} />`;
}

/** The beginning of a text: whole words where there are some, so that who speaks what they see is understood, else whole letters. */
export function shorten(text: string, most: number): string {
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  if (letters.length <= most) return text;
  const kept = letters.slice(0, Math.max(1, most - 1)).join('');
  const isBetween = /\s/.test(letters[Math.max(1, most - 1)] ?? '');
  const words = isBetween ? kept : kept.replace(/\s+\S*$/, '');
  // Nor does a bracket that is not closed belong to them.
  return `${words.replace(/(\S)\s*\([^)]*$/, '$1').replace(/[\s(–—:,;-]+$/u, '')}…`;
}

/** A name that turns the direction of writing must not turn what stands beside it. */
function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
