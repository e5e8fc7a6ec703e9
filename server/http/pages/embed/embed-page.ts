import type { Page } from '../../../directory/entity.ts';
import { ownTown, summaryWithoutLent } from '../../../directory/without-lent.ts';
import type { BaseMapConfig } from '../../deps.ts';
import { entityPath } from '../../sections.ts';
import { embedTexts } from '../../texts/embed-texts.ts';
import { counted } from '../../texts/texts.ts';
import { creditLine } from '../entity/credit-line.ts';
import { type Content, html, render } from '../frame/html.ts';
import type { PageAssets } from '../frame/layout.ts';
import type { PageContext } from '../frame/page-context.ts';
import { type Locked, mapBody } from '../lists/map-page.ts';

/** The light map, the whole one with search and filters, or a list. */
export type EmbedView = 'carte' | 'complete' | 'liste';

export interface EmbedPageInput {
  readonly context: PageContext;
  readonly assets: PageAssets;
  readonly page: Page;
  /** What narrows the places, in words. */
  readonly choices: readonly string[];
  /** The same as the points of the map take it. */
  readonly selection: Locked;
  /** The observatory with the same filter. */
  readonly whole: string;
  readonly view: Exclude<EmbedView, 'complete'>;
  /** Six hexadecimal digits. */
  readonly colour?: string | undefined;
}

/** The frame of both: a document of its own, which nobody is to find by searching. */
function embedDocument(
  { context, assets, colour }: Pick<EmbedPageInput, 'context' | 'assets' | 'colour'>,
  {
    title,
    hasScript,
    head,
    body,
  }: { readonly title: string; readonly hasScript: boolean; readonly head?: Content; readonly body: Content },
): string {
  const styles = [...assets.styles, ...(colour ? [`/embed/${colour}.css`] : [])];
  const document = html`<html lang=${context.language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      ${head}
      <title>${title}</title>
      ${styles.map((href) => html`<link rel="stylesheet" href=${href} />`)}
      ${hasScript && assets.scripts.map((src) => html`<script type="module" src=${src}></script>`)}
    </head>
    ${body}
  </html>`;
  return `<!doctype html>\n${render(document)}`;
}

/** What is shown, counted and in words. */
function titleOf({ context, page, choices }: Pick<EmbedPageInput, 'context' | 'page' | 'choices'>): string {
  return [counted(embedTexts(context.language).places, page.total, context.language), ...choices].join(' · ');
}

/** A page for an `<iframe>`: the list, which the map takes the place of where there is script; every link opens the observatory beside it. */
export function embedPage(input: EmbedPageInput): string {
  const { context, page, selection, whole, view } = input;
  const { language } = context;
  const t = embedTexts(language);
  const suffix = language === 'en' ? '?lang=en' : '';
  const isMap = view === 'carte';
  const title = titleOf(input);
  const body = html`<body data-embed="list">
    <main aria-label=${t.label}>
      <h1 class="embed-title">${title}</h1>
      ${isMap && html`<div class="embed-map" data-embed-map data-selection=${JSON.stringify(selection)}></div>`}
      <ul class="embed-list">
        ${page.items.map((item) => {
          const credit = creditLine(item.provenance);
          return html`<li>
            <a href=${entityPath(item) + suffix} target="_blank" rel="noopener" dir="auto">${item.name}</a>
            <span class="embed-quiet"> ${[ownTown(item), summaryWithoutLent(item).excerpt].filter(Boolean).join(' · ')}</span>
            ${credit && html`<br /><small class="embed-quiet">${credit}</small>`}
          </li>`;
        })}
        ${page.total === 0 && html`<li>${t.nothing}</li>`}
      </ul>
    </main>
    <footer class="embed-foot" aria-label=${t.whole}>
      ${isMap && html`<p class="embed-chosen" data-embed-chosen role="status"></p>`}
      <p><a href=${whole} target="_blank" rel="noopener">${t.whole}</a></p>
      ${isMap && html`<p class="embed-quiet embed-credits" data-embed-credits></p>`}
    </footer>
  </body>`;
  return embedDocument(input, { title, hasScript: isMap, body });
}

/**
 * The same with the whole map: search, filters and open places beside it. Its links open beside the page around it, and
 * what that page has chosen stays.
 */
export function fullEmbedPage(
  input: Omit<EmbedPageInput, 'view'> & { readonly baseMap?: BaseMapConfig | undefined },
): string {
  const { context, page, selection, whole, baseMap } = input;
  const t = embedTexts(context.language);
  const title = titleOf(input);
  const body = html`<body class="map-page">
    <main aria-label=${t.label}>${mapBody({ list: page, baseMap, context: { ...context, path: whole }, locked: selection })}</main>
    <footer class="embed-strip">
      <span>${title}</span>
      <a href=${whole}>${t.whole}</a>
    </footer>
  </body>`;
  return embedDocument(input, { title, hasScript: true, head: html`<base target="_blank" />`, body });
}
