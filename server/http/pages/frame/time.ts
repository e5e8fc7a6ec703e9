import { exactTime, relativeTime } from '../../dates.ts';
import { type Content, html } from './html.ts';
import type { PageContext } from './page-context.ts';

/** "il y a 3 jours", with the exact time of French clocks as title. */
export function timeAgo(iso: string, { now, language }: Pick<PageContext, 'now' | 'language'>): Content {
  return html`<time datetime=${iso} title=${exactTime(iso, language)}>${relativeTime(iso, now, language)}</time>`;
}

/** The sentence with the relative time in its `{when}` hole. */
export function withTime(sentence: string, iso: string, context: Pick<PageContext, 'now' | 'language'>): Content {
  const [before = '', after = ''] = sentence.split('{when}');
  return html`<span>${before}${timeAgo(iso, context)}${after}</span>`;
}
