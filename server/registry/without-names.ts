import type { Suppressions } from './suppressions.ts';

/**
 * A record of texts without what the list names: a text is masked, and left out where nothing remains of it; a thing whose
 * `id`, resolved against `base`, is named goes with all that is said of it. Undefined when nothing remains.
 */
export function withoutNames<Value>(value: Value, suppressions: Suppressions, base?: string): Value | undefined {
  if (!suppressions.isActive) return value;
  const kept = (one: unknown): unknown => {
    if (typeof one === 'string') return suppressions.covers(one) ? undefined : suppressions.mask(one);
    if (Array.isArray(one)) return one.map(kept).filter((item) => item !== undefined);
    if (typeof one !== 'object' || one === null) return one;
    const id = 'id' in one && typeof one.id === 'string' ? URL.parse(one.id, base)?.href : undefined;
    if (id !== undefined && suppressions.covers(id)) return undefined;
    return Object.fromEntries(
      Object.entries(one).flatMap(([name, child]) => {
        const left = kept(child);
        return left === undefined ? [] : [[name, left]];
      }),
    );
  };
  return kept(value) as Value | undefined;
}

/** The same of a profile document published at `url`: undefined too when what it is about is named. */
export function recordWithoutNames<Profile extends object>(
  profile: Profile,
  suppressions: Suppressions,
  url: string,
): Profile | undefined {
  const kept = withoutNames(profile, suppressions, url);
  return kept && 'primaryTopic' in profile && !('primaryTopic' in kept) ? undefined : kept;
}
