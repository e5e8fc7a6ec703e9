import type { ChangeKind } from '../../registry/changes.ts';

/** One line of the change log, as far as it matters for counting. */
export interface CountedLine {
  readonly at: string;
  readonly kind: ChangeKind;
  readonly key: string;
}

/** How many were shown at a moment, and how many had come and gone since the moment before. */
export interface CountAt {
  readonly at: string;
  readonly shown: number;
  readonly came: number;
  readonly left: number;
}

/**
 * Counts from a change log, the oldest line first, what readers saw at each of some rising moments. Old lines that newer ones
 * have overtaken may be missing: whatever is first told to have changed or gone was there before.
 */
export function countOverTime(lines: Iterable<CountedLine>, moments: readonly string[]): CountAt[] {
  const steps = moments.map(() => ({ change: 0, came: 0, left: 0 }));
  const isShown = new Map<string, boolean>();
  let before = 0;
  for (const { at, kind, key } of lines) {
    const step = steps[moments.findIndex((moment) => at <= moment)];
    const isNow = kind !== 'hidden' && kind !== 'withdrawn';
    const was = isShown.get(key) ?? (kind === 'added' || kind === 'back' ? false : undefined);
    // Nothing is known of when it came: it counts from the beginning.
    if (was === undefined) before++;
    isShown.set(key, isNow);
    if (!step || isNow === (was ?? true)) continue;
    step.change += isNow ? 1 : -1;
    if (isNow) step.came++;
    else step.left++;
  }
  let shown = before;
  return steps.map(({ change, came, left }, index) => {
    shown += change;
    return { at: moments[index] ?? '', shown, came, left };
  });
}

const dayMs = 86_400_000;

/** Up to thirteen moments until now: days, weeks or months, whichever lets the time since `begunAt` be seen. */
export function momentsUntil(now: Date, begunAt: Date): string[] {
  const days = (now.getTime() - begunAt.getTime()) / dayMs;
  const stepMs = dayMs * (days <= 13 ? 1 : days <= 91 ? 7 : 30.4375);
  const count = Math.min(13, Math.max(2, Math.ceil((days * dayMs) / stepMs) + 1));
  return Array.from({ length: count }, (_, index) =>
    new Date(now.getTime() - (count - 1 - index) * stepMs).toISOString(),
  );
}
