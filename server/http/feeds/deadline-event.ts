import type { Summary } from '../../directory/entity.ts';
import { ownTown } from '../../directory/without-lent.ts';
import { given } from '../../rdf/given.ts';
import type { Language } from '../../rdf/text.ts';
import { entityPath } from '../sections.ts';
import { leadsTexts } from '../texts/leads-texts.ts';
import { fill } from '../texts/texts.ts';
import type { CalendarEvent } from './calendar.ts';

/** The last day of a need or an offer, to answer in time; undefined where it names no day. */
export function deadlineEvent(
  item: Summary,
  { language, base }: { readonly language: Language; readonly base: string },
): CalendarEvent | undefined {
  const { exchange, type, name, iri, excerpt, position, provenance } = item;
  const until = exchange?.until;
  if (!until || until.length < 10) return undefined;
  const t = leadsTexts.plain(language).exchange;
  const { holder } = exchange;
  const whose = holder && fill(type === 'need' ? t.soughtBy : t.offeredBy, { name: holder.name });
  return {
    iri,
    name: fill(t.lastDay, { name }),
    startsAt: until.slice(0, 10),
    changedAt: provenance.changedAt,
    page: base + entityPath(item),
    description: [whose, excerpt].filter(Boolean).join('. '),
    ...given('where', holder && ownTown(holder)),
    ...(position ? { position } : {}),
  };
}
