import type { Summary } from '../../directory/entity.ts';
import { ownTown } from '../../directory/without-lent.ts';
import { given } from '../../rdf/given.ts';
import type { Language } from '../../rdf/text.ts';
import type { DirectoryReader } from '../deps.ts';
import { timeOf } from '../meeting.ts';
import { entityPath } from '../sections.ts';
import type { CalendarEvent } from './calendar.ts';

interface Parts {
  readonly directory: Pick<DirectoryReader, 'entity'>;
  readonly language: Language;
  /** `https://host` that addresses of pages begin with. */
  readonly base: string;
}

/** Events as a calendar has them; those that do not say when they begin are left out. */
export function calendarEvents(items: readonly Pick<Summary, 'key'>[], parts: Parts): CalendarEvent[] {
  return items.flatMap(({ key }) => calendarEvent(key, parts) ?? []);
}

function calendarEvent(key: string, { directory, language, base }: Parts): CalendarEvent | undefined {
  const entity = directory.entity('event', key, language);
  const { startsAt, endsAt } = entity ? timeOf(entity) : {};
  if (!entity || !startsAt) return undefined;
  const host = entity.links.find(({ relation }) => relation === 'location')?.target;
  const { street, postalCode, locality } = entity.address ?? {};
  const town = [postalCode, locality ?? ownTown(entity)].filter(Boolean).join(' ');
  const where = [host && 'name' in host ? host.name : undefined, street, town].filter(Boolean).join(', ');
  return {
    iri: entity.iri,
    name: entity.name,
    startsAt,
    changedAt: entity.provenance.changedAt,
    page: base + entityPath(entity),
    ...given('endsAt', endsAt),
    ...given('description', entity.excerpt),
    ...given('where', where || undefined),
    ...given('position', entity.position ?? (host && 'position' in host ? host.position : undefined)),
  };
}
