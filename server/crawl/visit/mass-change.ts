import type { Leaving } from '../../registry/held-changes.ts';
import { dayMs } from '../../registry/registration.ts';

/** Visits of one publisher's pages are spread over days: what left within this counts as one change. */
export const massChangeWindowMs = 7 * dayMs;

/** A small site may close as it likes; of a large one, a third or twenty at once is more likely an accident. */
const limits = { fewest: 3, most: 20, share: 1 / 3 };

/** Whether a publisher is large enough for any change of it to be held. */
export function isWatched({ shown, left }: Leaving): boolean {
  return shown + left >= limits.fewest;
}

/** Whether these registrations of one publisher, with those that left lately or are held, are too many to go unseen. */
export function isMassChange({ shown, left, held }: Leaving, leaving: readonly string[]): boolean {
  const gone = new Set([...held, ...leaving]).size + left;
  return gone > limits.most || (gone >= limits.fewest && gone > (shown + left) * limits.share);
}
