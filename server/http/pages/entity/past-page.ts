import type { Past } from '../../../opendata/history/past-entities.ts';
import { longDate } from '../../dates.ts';
import { fill, opendataTexts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';

/** Says that a page shows what was said once, from when to when, and where to see what is said now. */
export function pastNotice(
  { at, until }: Extract<Past, { state: 'shown' }>,
  page: string,
  { language }: PageContext,
): Content {
  const t = opendataTexts(language).past;
  const dates = { from: longDate(at, language), until: until === undefined ? '' : longDate(until, language) };
  return html`<div class="notice past-state" role="note">
    <p><strong>${fill(until === undefined ? t.stillSo : t.wasSo, dates)}</strong> ${t.linksAreOfToday}</p>
    <p class="small"><a href=${page}>${t.now}</a> · <a href=${`${page}/versions`}>${t.versions}</a></p>
  </div>`;
}

/** Every state of an entity's profile that is kept, the newest first. */
export function versionsPage(
  { page, name, moments }: { readonly page: string; readonly name: string; readonly moments: readonly string[] },
  context: PageContext,
): string {
  const { language } = context;
  const t = opendataTexts(language).past;
  const title = fill(t.title, { name });
  const body = html`<div class="page versions-page">
    <header class="page-header">
      <p class="breadcrumb"><a href=${page}>${name}</a></p>
      <h1>${t.versions}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    <ul>
      ${moments.toReversed().map(
        (moment, index) => html`<li>
          <a href=${`${page}?at=${moment}`}><time datetime=${moment}>${longDate(moment, language)}</time></a>${' '}
          <span class="quiet">${[index === 0 && t.latest, index === moments.length - 1 && t.first].filter(Boolean).join(', ')}</span>
        </li>`,
      )}
    </ul>
    <p class="take-away">${t.asData} <a href=${`${page}.ttl?at=${moments.at(-1)}`}>Turtle</a> <a href=${`${page}.jsonld?at=${moments.at(-1)}`}>JSON-LD</a></p>
  </div>`;
  return layout({ ...frameOf(context), title, description: t.lead, body });
}
