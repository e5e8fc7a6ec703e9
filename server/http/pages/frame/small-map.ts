import type { Position } from '../../../directory/entity.ts';
import { communes } from '../../../geography/communes.ts';
import { once } from '../../../geography/dataset.ts';
import { type Frame, outlinePaths } from '../../../geography/small-frame.ts';
import type { Language } from '../../../rdf/text.ts';
import { entityTexts } from '../../texts/texts.ts';
import { type Content, html } from './html.ts';

export interface SmallMapInput {
  readonly frame: Frame;
  /** What the drawing shows, for those who do not see it. */
  readonly label: string;
  readonly dots: readonly Position[];
  /** Drawn over the others, larger. */
  readonly main?: Position;
  /** Codes of départements to set off. */
  readonly highlight?: readonly string[];
  /** How many towns are named. */
  readonly towns?: number;
  readonly language: Language;
}

/** A drawing without script: outlines of départements, towns to find one's way, dots. Nothing where no outline is known. */
export function smallMap({ frame, label, dots, main, highlight = [], towns = 0, language }: SmallMapInput): Content {
  const outlines = outlinePaths(frame);
  if (outlines.length === 0) return null;
  const { width, height, project } = frame;
  const spots = [...new Set(dots.filter((at) => isShown(frame, at)).map(({ lon, lat }) => spot(project(lon, lat))))];
  return html`<figure class="small-map">
    <svg viewBox=${`0 0 ${width} ${height}`} width=${width} height=${height} role="img" aria-label=${label} focusable="false">
      <rect class="sea" width=${width} height=${height} />
      ${outlines.map(({ code, path }) => html`<path class=${highlight.includes(code) ? 'land here' : 'land'} d=${path} />`)}
      ${namedTowns(frame, towns, main).map(
        ({ name, x, y }) =>
          html`<g class="town"><circle cx=${x} cy=${y} r="1.5" /><text x=${x + 4} y=${y + 3.5}>${name}</text></g>`,
      )}
      ${spots.length > 0 && html`<path class="dots" d=${spots.map((at) => `M${at}h0`).join('')} />`}
      ${main && isShown(frame, main) && html`<path class="dot-main" d=${`M${spot(project(main.lon, main.lat))}h0`} />`}
    </svg>
    <figcaption class="small-map-credit">${entityTexts(language).map.credit}</figcaption>
  </figure>`;
}

function spot([x, y]: readonly [number, number]): string {
  return `${Math.round(x)} ${Math.round(y)}`;
}

function isShown({ box: [west, south, east, north] }: Frame, { lon, lat }: Position): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

const byPopulation = once(() =>
  communes()
    .filter(({ position, population }) => position && population > 3000)
    .sort((a, b) => b.population - a.population),
);

/** Room that a name takes, in units of the drawing. */
const [nameHeight, letterWidth] = [16, 6];

/** The largest towns whose names touch neither each other, nor the main dot, nor the edge. */
function namedTowns(frame: Frame, count: number, main: Position | undefined) {
  const named: { readonly name: string; readonly x: number; readonly y: number; readonly right: number }[] = [];
  const mainAt = main && frame.project(main.lon, main.lat);
  if (count === 0) return named;
  for (const { name, position } of byPopulation()) {
    if (named.length >= count) break;
    if (!position || !isShown(frame, position)) continue;
    const [x, y] = frame.project(position.lon, position.lat).map(Math.round) as [number, number];
    const right = x + 6 + name.length * letterWidth;
    const isFree =
      right < frame.width &&
      y > nameHeight / 2 &&
      y < frame.height - nameHeight / 2 &&
      named.every((other) => Math.abs(other.y - y) > nameHeight || other.right < x || right < other.x) &&
      !(mainAt && Math.abs(mainAt[1] - y) < nameHeight && mainAt[0] > x - 10 && mainAt[0] < right + 10);
    if (isFree) named.push({ name, x, y, right });
  }
  return named;
}
