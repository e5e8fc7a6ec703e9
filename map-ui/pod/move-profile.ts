import { isReadable, tellObservatory } from './observatory.ts';
import { failureOf, failureOfStatus, type PodFailure } from './pod-failure.ts';
import type { SignedIn } from './session.ts';

export type Moved =
  | { readonly state: 'moved' }
  /** No profile can be read at the new address, so nothing was changed at the old one. */
  | { readonly state: 'not-there' }
  | PodFailure;

/**
 * Says at the old address where a profile has gone: the pods that are given here then answer 301. The new address is read first,
 * and registered.
 */
export async function moveProfile(
  by: SignedIn,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Moved> {
  if (!(await isReadable(to))) return { state: 'not-there' };
  try {
    const body = `INSERT DATA { <${from}> <http://purl.org/dc/terms/isReplacedBy> <${new URL(to).href}> }`;
    const headers = { 'content-type': 'application/sparql-update' };
    const response = await by.fetch(`${from}.meta`, { method: 'PATCH', headers, body });
    if (!response.ok) return failureOfStatus(response.status);
  } catch (error) {
    return failureOf(error);
  }
  await tellObservatory(to);
  await tellObservatory(from);
  return { state: 'moved' };
}
