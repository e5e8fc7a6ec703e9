import type { Language } from '../../../rdf/text.ts';
import { formTexts } from '../../texts/form-texts.ts';
import { type Content, html } from '../frame/html.ts';

type Label = keyof ReturnType<typeof formTexts>['guideLabels'];

/** Where one clicks in a window of 320 by 180, in order: left, top, width, what stands there. */
type Spot = readonly [x: number, y: number, width: number, label: Label];

/** How to paste a block in each system, as the guides tell it. */
export const guides = {
  guideWordPress: [
    [10, 40, 74, 'pages'],
    [104, 62, 34, 'add'],
    [104, 92, 150, 'customHtml'],
    [236, 32, 76, 'publish'],
  ],
  guideWix: [
    [10, 148, 92, 'settings'],
    [112, 62, 150, 'customCode'],
    [112, 92, 130, 'addCode'],
    [112, 122, 92, 'head'],
  ],
  guideSpip: [
    [10, 62, 110, 'template'],
    [130, 92, 130, 'beforeHead'],
    [196, 148, 116, 'emptyCache'],
  ],
  guideYesWiki: [
    [10, 40, 118, 'administration'],
    [10, 70, 118, 'siteManagement'],
    [140, 70, 172, 'ownFiles'],
    [140, 126, 112, 'foot'],
  ],
  guideHtml: [
    [10, 62, 100, 'page'],
    [120, 92, 130, 'beforeHead'],
    [226, 148, 86, 'upload'],
  ],
} as const satisfies Readonly<Record<string, readonly Spot[]>>;

export type Guide = keyof typeof guides;

const height = 22;

/** A schema of the window of a system, with where to click numbered in order; the sentence beside it says the same. */
export function guideSchema(guide: Guide, language: Language): Content {
  const t = formTexts(language);
  return html`<svg class="guide-schema" viewBox="0 0 320 180" width="320" height="180" aria-hidden="true" focusable="false">
    <path class="guide-window" d="M.5.5h307l12 12v167h-307l-12-12z" />
    <path class="guide-bar" d="M0 22h320" />
    <path class="guide-lines" d="M120 52h90M120 132h150M120 142h120" />
    ${guides[guide].map(
      ([x, y, width, label], i) => html`<g>
        <rect class="guide-spot" x=${x} y=${y} width=${width} height=${height} />
        <circle class="guide-number" cx=${x} cy=${y} r="8" />
        <text class="guide-figure" x=${x} y=${y + 4}>${i + 1}</text>
        <text x=${x + 12} y=${y + 15}>${t.guideLabels[label]}</text>
      </g>`,
    )}
  </svg>`;
}
