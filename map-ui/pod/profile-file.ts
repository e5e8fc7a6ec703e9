import { deleteFile, universalAccess } from '@inrupt/solid-client';
import { failureOf, failureOfStatus, type PodFailure } from './pod-failure.ts';
import type { SignedIn } from './session.ts';

/** Writes a profile (Turtle) at its address; a new one never takes the place of a file that is there already. */
export async function writeProfile(
  { fetch }: SignedIn,
  { url, turtle, isNew }: { readonly url: string; readonly turtle: string; readonly isNew: boolean },
): Promise<{ readonly state: 'done' } | PodFailure> {
  try {
    const headers = { 'content-type': 'text/turtle', ...(isNew ? { 'if-none-match': '*' } : {}) };
    const response = await fetch(url, { method: 'PUT', headers, body: turtle });
    return response.ok ? { state: 'done' } : failureOfStatus(response.status);
  } catch (error) {
    return failureOf(error);
  }
}

/** Lets everybody read it, by whichever access control the pod has (WAC or ACP), and looks that everybody can. */
export async function makePublic({ fetch }: SignedIn, url: string): Promise<{ readonly state: 'done' } | PodFailure> {
  try {
    await universalAccess.setPublicAccess(url, { read: true }, { fetch });
    const asAnybody = await globalThis.fetch(url, { credentials: 'omit', cache: 'no-store' });
    return asAnybody.ok ? { state: 'done' } : { state: 'failed', why: 'not-public', status: asAnybody.status };
  } catch (error) {
    return failureOf(error);
  }
}

/** Deletes a profile; one that is not there any more is done too. */
export async function deleteProfile(
  { fetch }: SignedIn,
  url: string,
): Promise<{ readonly state: 'done' } | PodFailure> {
  try {
    await deleteFile(url, { fetch });
    return { state: 'done' };
  } catch (error) {
    const failure = failureOf(error);
    return failure.why === 'missing' ? { state: 'done' } : failure;
  }
}
