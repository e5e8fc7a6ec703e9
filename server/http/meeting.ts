import type { Entity } from '../directory/entity.ts';
import { isBefore } from '../directory/facets/facets.ts';
import { given } from '../rdf/given.ts';

/** When an event is, as far as its profile can be believed. */
export interface MeetingTime {
  readonly startsAt?: string;
  /** Never before it begins. */
  readonly endsAt?: string;
  /** Its profile says that it ends before it begins. */
  readonly endsFirst: boolean;
}

/** The first beginning and the last end of an event; an end before the beginning is left out. */
export function timeOf({ properties }: Pick<Entity, 'properties'>): MeetingTime {
  const dates = (name: string) =>
    (properties[name] ?? []).flatMap((value) => (value.kind === 'date' ? [value.value] : [])).sort();
  const startsAt = dates('startDate')[0];
  const endsAt = dates('endDate').at(-1);
  const endsFirst = startsAt !== undefined && endsAt !== undefined && isSooner(endsAt, startsAt);
  return { ...given('startsAt', startsAt), ...given('endsAt', endsFirst ? undefined : endsAt), endsFirst };
}

/** Whether the last day of an event is before a day ("2026-11-25"); without a date it is never over. */
export function isOver({ startsAt, endsAt }: MeetingTime, today: string): boolean {
  const last = endsAt ?? startsAt;
  return last !== undefined && isBefore(last, today);
}

/** Two moments are compared as such; where one is only a day, their days are. */
function isSooner(end: string, start: string): boolean {
  if (end.includes('T') && start.includes('T')) return Date.parse(end) < Date.parse(start);
  return isBefore(end, start.slice(0, 10));
}
