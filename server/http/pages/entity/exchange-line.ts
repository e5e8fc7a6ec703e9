import type { Summary } from '../../../directory/entity.ts';
import { isBefore } from '../../../directory/facets/facets.ts';
import type { Language } from '../../../rdf/text.ts';
import { longDate } from '../../dates.ts';
import { entityPath } from '../../sections.ts';
import { leadsTexts } from '../../texts/leads-texts.ts';
import { fill, number } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** Of a need or an offer: how it stands, until when, how far, and whose it is where the page around it does not tell. */
export function exchangeLine(item: Summary, isOwn: boolean, context: PageContext): Content {
  const { exchange, type } = item;
  if (!exchange) return null;
  const { language, findConcept } = context;
  const t = leadsTexts(language).exchange;
  const { state, holder } = exchange;
  const label = state && (findConcept('exchange-states', state)?.label[language] ?? state);
  const [before = '', after = ''] = (type === 'need' ? t.soughtBy : t.offeredBy).split('{name}');
  const facts = factsOf(exchange, language, context.now);
  return html`<span class="entity-row-exchange">
    ${label && html`<span class=${`badge badge-exchange-${state}`}>${label}</span>`}
    ${facts.length > 0 && html`<span>${facts.join(' · ')}</span>`}
    ${!isOwn && holder && html`<span>${before}<a href=${entityPath(holder)} dir="auto">${holder.name}</a>${after}${holder.commune && `, ${holder.commune}`}</span>`}
  </span>`;
}

/** The same in words only, for a feed: whose it is, and until when. */
export function exchangeWords({ exchange, type }: Summary, language: Language): string {
  if (!exchange) return '';
  const t = leadsTexts(language).exchange;
  const { holder } = exchange;
  return [
    holder && fill(type === 'need' ? t.soughtBy : t.offeredBy, { name: holder.name }),
    holder?.commune,
    ...factsOf(exchange, language),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Met, or past its last day. */
export function isPast(exchange: Summary['exchange'], now: Date): boolean {
  const { state, until } = exchange ?? {};
  return state === 'met' || (until !== undefined && isBefore(until, now.toISOString().slice(0, 10)));
}

function factsOf({ until, radiusKm }: NonNullable<Summary['exchange']>, language: Language, now?: Date): string[] {
  const t = leadsTexts(language).exchange;
  const isOver = until !== undefined && now !== undefined && isBefore(until, now.toISOString().slice(0, 10));
  return [
    ...(until ? [fill(untilWords(t, { isOver, isDay: until.length >= 10 }), { date: longDate(until, language) })] : []),
    ...(radiusKm ? [fill(t.radius, { km: number(radiusKm, language) })] : []),
  ];
}

/** A month or a year ends with its last day. */
function untilWords(
  t: Readonly<Record<'until' | 'untilEnd' | 'over' | 'overEnd', string>>,
  { isOver, isDay }: { readonly isOver: boolean; readonly isDay: boolean },
): string {
  if (isOver) return isDay ? t.over : t.overEnd;
  return isDay ? t.until : t.untilEnd;
}
