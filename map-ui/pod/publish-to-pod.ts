import type { RegistrationAnswer } from '../../server/http/contract.ts';
import { awaitVisit, tellObservatory } from './observatory.ts';
import type { PodFailure } from './pod-failure.ts';
import { deleteProfile, makePublic, writeProfile } from './profile-file.ts';
import type { SignedIn } from './session.ts';
import { announce, retract } from './type-index.ts';

/** The steps from a text to a dot on the map, in their order. */
export const steps = ['written', 'public', 'announced', 'registered', 'seen'] as const;
export type Step = (typeof steps)[number];

export interface Plan {
  readonly url: string;
  readonly turtle: string;
  /** False where it takes the place of a profile that is the person's own. */
  readonly isNew: boolean;
  /** Root folder of the pod. */
  readonly storage: string;
}

export type Published =
  | { readonly state: 'published'; readonly registration: RegistrationAnswer; readonly isAnnounced: boolean }
  /** It is online, but not in this directory. */
  | { readonly state: 'not-taken'; readonly detail: string }
  | { readonly state: 'silent' }
  | PodFailure;

/** How long somebody is kept waiting for the first reading. */
const patienceMs = 60_000;

/** Publishes a profile on a pod and registers it, telling each step as it is done. */
export async function publish(by: SignedIn, plan: Plan, onStep: (step: Step) => void): Promise<Published> {
  const written = await writeProfile(by, plan);
  if (written.state === 'failed') return written;
  onStep('written');
  const opened = await makePublic(by, plan.url);
  if (opened.state === 'failed') return opened;
  onStep('public');
  // The index helps others to find it; without it the profile is as good.
  const announced = await announce(by, { profile: plan.url, storage: plan.storage });
  const isAnnounced = announced.state === 'done';
  if (isAnnounced) onStep('announced');
  else console.info('The type index could not be changed.', announced);
  const told = await tellObservatory(plan.url);
  if (told.state !== 'registered') return told;
  onStep('registered');
  const isKnown = told.registration.lastVisitAt !== null;
  const registration = isKnown
    ? told.registration
    : await awaitVisit(told.registration, AbortSignal.timeout(patienceMs));
  if (registration.page) onStep('seen');
  return { state: 'published', registration, isAnnounced };
}

export type Withdrawn = { readonly state: 'withdrawn'; readonly isTold: boolean } | PodFailure;

/** Takes a profile off a pod, out of its index, and has the directory look. */
export async function withdraw(by: SignedIn, url: string): Promise<Withdrawn> {
  const deleted = await deleteProfile(by, url);
  if (deleted.state === 'failed') return deleted;
  const retracted = await retract(by, url);
  if (retracted.state === 'failed') console.info('The type index could not be changed.', retracted);
  return { state: 'withdrawn', isTold: (await tellObservatory(url)).state === 'registered' };
}
