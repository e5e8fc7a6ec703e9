import type { EntityAnswer } from '../../server/http/contract.ts';
import { Outdated, readJson } from '../places/read-answer.ts';
import { useLatest } from '../tools/use-latest.ts';
import type { Favourite } from './favourites.ts';

/** Places that were kept, as far as they are read. */
export interface KeptPlaces {
  /** Those whose profile can be read. */
  readonly places: readonly EntityAnswer[];
  /** Those that are no longer published. */
  readonly gone: readonly Favourite[];
  readonly state: 'loading' | 'ready' | 'failed';
}

/** Reads the profiles of kept places; a new attempt asks again. */
export function useKeptPlaces(kept: readonly Favourite[] | undefined, attempt: number): KeptPlaces {
  const { value, isCurrent, hasFailed } = useLatest(
    kept && `${attempt} ${kept.map(({ key }) => key).join()}`,
    (signal) => Promise.all((kept ?? []).map((one) => readPlace(one.key, signal))),
    (error) => console.warn(error),
  );
  // A place that is kept no longer leaves the list at once.
  const known = new Map(value?.flatMap((place) => (place ? [[place.key, place] as const] : [])));
  const places = kept?.flatMap(({ key }) => known.get(key) ?? []) ?? [];
  const gone = isCurrent ? (kept?.filter(({ key }) => !known.has(key)) ?? []) : [];
  return { places, gone, state: hasFailed ? 'failed' : isCurrent ? 'ready' : 'loading' };
}

async function readPlace(key: string, signal: AbortSignal): Promise<EntityAnswer | undefined> {
  try {
    return await readJson<EntityAnswer>(`/api/places/${encodeURIComponent(key)}`, signal);
  } catch (error) {
    if (error instanceof Outdated) return undefined;
    throw error;
  }
}
