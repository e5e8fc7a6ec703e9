import type { Bilingual } from '../rdf/text.ts';
import type { RegistrationRecord, Trouble, VisitAnswer } from './contract.ts';
import { entry, texts } from './texts/texts.ts';

/** The dates that tell whether a profile is confirmed; absent or null where there is nothing to tell. */
interface Dates {
  readonly failingSince?: string | null;
  readonly heldSince?: string | null;
  readonly withdrawnAt?: string | null;
  readonly nextVisitAt?: string | null;
}

/** What is wrong with a profile since when, as its last visit met it, with what its publisher can do; null while all is well. */
export function troubleOf(dates: Dates, visit: VisitAnswer | undefined): Trouble | null {
  const since = dates.withdrawnAt ?? dates.heldSince ?? dates.failingSince;
  if (!since || !visit) return null;
  return {
    since,
    outcome: visit.outcome,
    detail: visit.detail,
    advice: adviceOn(dates.heldSince ? 'held' : visit.outcome),
    nextVisitAt: dates.nextVisitAt ?? null,
  };
}

/** The trouble of a registration. */
export function troubleOfRegistration(registration: RegistrationRecord): Trouble | null {
  return troubleOf({ ...registration, heldSince: registration.held?.at ?? null }, registration.visits[0]);
}

function adviceOn(outcome: string): Bilingual {
  return { fr: entry(texts.plain('fr').advice, outcome, ''), en: entry(texts.plain('en').advice, outcome, '') };
}
