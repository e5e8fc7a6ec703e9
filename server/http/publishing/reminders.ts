import type { RegistrationRecord } from '../contract.ts';

const yearMs = 365.25 * 86_400_000;
/** More than these nobody has waited for. */
const most = 5;

/** A moment at which whoever keeps a profile is asked to read it again. */
export interface Reminder {
  /** Years since it last changed. */
  readonly years: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** The yearly reminders of a shown profile that have come, the newest first: one for each year in which nothing changed. */
export function remindersOf(
  { page, changedAt, registeredAt }: Pick<RegistrationRecord, 'page' | 'changedAt' | 'registeredAt'>,
  now: Date,
): readonly Reminder[] {
  if (!page) return [];
  const since = Date.parse(changedAt ?? registeredAt);
  const years = Math.floor((now.getTime() - since) / yearMs);
  return Array.from({ length: Math.max(0, Math.min(years, most)) }, (_, i) => ({
    years: years - i,
    at: new Date(since + (years - i) * yearMs).toISOString(),
  }));
}
