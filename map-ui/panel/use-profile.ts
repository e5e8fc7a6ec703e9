import type { EntityAnswer } from '../../server/http/contract.ts';
import { readJson } from '../places/read-answer.ts';
import { useLatest } from '../tools/use-latest.ts';

/** What is known of the open place's profile. */
export type Profile =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'read'; readonly entity: EntityAnswer };

/** Reads the profile of the open place; a new attempt asks again. */
export function useProfile(key: string | undefined, attempt: number): Profile {
  const { value, isCurrent, hasFailed } = useLatest(
    key === undefined ? undefined : `${attempt} ${key}`,
    (signal) => readJson<EntityAnswer>(`/api/places/${encodeURIComponent(key ?? '')}`, signal),
    (error) => console.warn(error),
  );
  // The same place read again stays in sight meanwhile.
  if (value && (isCurrent || (value.key === key && !hasFailed))) return { state: 'read', entity: value };
  return { state: hasFailed ? 'failed' : 'loading' };
}
