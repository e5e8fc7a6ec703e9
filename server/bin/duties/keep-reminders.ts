import { remind } from '../../crawl/remind.ts';
import type { Observatory } from '../observatory.ts';

const lookMs = 3_600_000;

/** Looks once an hour whose profile has not changed for a year, and reminds them; returns what stops it. Without an address of our own nobody could tell who writes: then it does nothing. */
export function keepReminders(
  { reminders, registry, dereferencer, publisherRules }: Observatory,
  {
    origin,
    now,
    onFailure,
  }: { readonly origin: string | undefined; readonly now: () => Date; readonly onFailure: (error: unknown) => void },
): () => void {
  if (origin === undefined) return () => undefined;
  const parts = { reminders, registry, dereferencer, publishers: publisherRules, origin, now };
  const timer = setInterval(() => void remind(parts).catch(onFailure), lookMs);
  timer.unref();
  return () => clearInterval(timer);
}
