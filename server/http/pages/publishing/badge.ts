import type { Entity } from '../../../directory/entity.ts';
import { relativeTime } from '../../dates.ts';
import { element, text } from '../../feeds/atom.ts';
import { followTexts } from '../../texts/follow-texts.ts';
import { fill } from '../../texts/texts.ts';
import type { PageContext } from '../frame/page-context.ts';

/** Pixels. */
export const badgeSize = { width: 244, height: 48 };

/** A picture for a place's own site: that it is on the map, and how fresh what is shown is. */
export function writeBadge(
  { name, provenance }: Entity,
  { language, now }: Pick<PageContext, 'language' | 'now'>,
): string {
  const t = followTexts(language);
  const { width, height } = badgeSize;
  const read = fill(t.badgeRead, { when: relativeTime(provenance.readAt, now, language) });
  const font = { 'font-family': 'Atkinson Hyperlegible, Verdana, sans-serif' };
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: String(width),
      height: String(height),
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
    },
    [
      element('title', {}, text(`${name} · ${t.badgeTitle} · ${read}`)),
      // A cut corner, as everything of ours has.
      element(
        'path',
        { d: `M.5.5h${width - 13}l12 12v${height - 13}h-${width - 13}l-12-12z`, fill: '#fbfaf7', stroke: '#b9b4a7' },
        '',
      ),
      element('path', { d: 'M17 9h14l7 8-3 14-9 6-13-5-3-11z', fill: '#1a1d23' }, ''),
      element('path', { d: 'M22 19l16-2-3 14z', fill: '#b4420f' }, ''),
      element(
        'text',
        { x: '50', y: '21', fill: '#1a1d23', 'font-size': '13', 'font-weight': '700', ...font },
        text(t.badgeTitle),
      ),
      element('text', { x: '50', y: '38', fill: '#5d6672', 'font-size': '12', ...font }, text(read)),
    ].join(''),
  )}\n`;
}
