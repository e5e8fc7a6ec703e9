import type { Summary } from '../../../directory/entity.ts';
import { staleAfterMs } from '../../../registry/standing.ts';
import { longDate } from '../../dates.ts';
import { entityPath } from '../../sections.ts';
import { counted, entry, texts } from '../../texts/texts.ts';
import { glyph } from '../frame/glyph.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { withTime } from '../frame/time.ts';
import { rowAccordingTo } from './according-to.ts';
import { creditLine } from './credit-line.ts';
import { exchangeLine, isPast } from './exchange-line.ts';

const shownPractices = 2;

/**
 * The same line on every list: glyph, name, commune, two practices, freshness; `note` says what a link adds, and
 * `isOwn` leaves out the freshness that the page around it already tells.
 */
export function entityRow(
  item: Summary,
  context: PageContext,
  { note, isOwn = false }: { readonly note?: Content; readonly isOwn?: boolean } = {},
): Content {
  const { language, findConcept } = context;
  const t = texts(language);
  const practices = item.practices
    .slice(0, shownPractices)
    .map((key) => findConcept('practices', key)?.label[language] ?? key);
  const kind = item.type === 'place' ? item.kinds[0] : undefined;
  const facts = [
    kind && (findConcept('kinds', kind)?.label[language] ?? kind),
    item.startsAt && longDate(item.startsAt, language),
    item.commune,
  ].filter(Boolean);
  const credit = creditLine(item.provenance);
  return html`<li class=${isPast(item.exchange, context.now) ? 'entity-row entity-row-past' : 'entity-row'}>
    ${glyph(item.type, item.kinds)}
    <div class="entity-row-body">
      <a class="entity-row-name" dir="auto" href=${entityPath(item)}>${item.name}</a>
      ${item.example && html`<span class="badge badge-example" title=${t.row.exampleTitle}>${t.row.example}</span>`}
      ${statusBadge(item, context)}
      ${staleBadge(item, context)}
      ${item.warnings.length > 0 && html`<span class="badge badge-warning">${t.row.attention}</span>`}
      ${facts.length > 0 && html`<span class="entity-row-facts">${facts.join(' · ')}</span>`}
      ${practices.length > 0 && html`<span class="entity-row-practices">${practices.join(', ')}</span>`}
      ${practices.length === 0 && item.excerpt && html`<span class="entity-row-excerpt" dir="auto">${item.excerpt}</span>`}
      ${rowAccordingTo(item.lent, { kind: kind !== undefined, address: Boolean(item.commune), practice: practices.length > 0, description: practices.length === 0 && Boolean(item.excerpt) }, context)}
      ${exchangeLine(item, isOwn, context)}
      ${note}
      ${credit && html`<span class="entity-row-credit">${credit}</span>`}
    </div>
    ${!isOwn && html`<span class="freshness">${withTime(t.row.read, item.provenance.readAt, context)}</span>`}
  </li>`;
}

/** The list of rows; nothing when there are none. */
export function entityRows(items: readonly Summary[], context: PageContext): Content {
  return items.length > 0 && html`<ul class="entity-list">${items.map((item) => entityRow(item, context))}</ul>`;
}

/** The operating status as a word, except "open", which is what a reader expects. */
export function statusBadge({ operatingStatus }: Summary, { language }: Pick<PageContext, 'language'>): Content {
  if (!operatingStatus || operatingStatus === 'open') return null;
  return html`<span class=${`badge badge-status badge-status-${operatingStatus}`}>${entry(texts(language).status, operatingStatus, operatingStatus)}</span>`;
}

/** For how many days a profile could not be confirmed, from a week on: slow is not gone, and is said. */
export function staleBadge({ provenance }: Summary, { language, now }: Pick<PageContext, 'language' | 'now'>): Content {
  const failingMs = now.getTime() - Date.parse(provenance.failingSince ?? '');
  if (!(failingMs >= staleAfterMs)) return null;
  const days = Math.floor(failingMs / 86_400_000);
  return html`<span class="badge badge-stale">${counted(texts(language).standing.unconfirmed, days, language)}</span>`;
}
