import type { Opening } from '../entity.ts';
import { isOpenAt, type LocalTime, localTime } from '../opening-hours.ts';

const minuteMs = 60_000;
/** Columns are made again every day: the next day is for pages that stay open over midnight. */
const minutes = 2 * 24 * 60;

/** From opening hours to the minutes in which the doors are open. */
export interface OpenSpans {
  /** `[from, to, from, to …]` in minutes since the beginning of the day, for two days; each span without its end. */
  spansOf(openings: readonly Opening[], zone: string): readonly number[];
}

/** Makes the reader for a day ("2026-11-25", UTC). */
export function createOpenSpans(day: string): OpenSpans {
  const clocks = new Map<string, readonly LocalTime[]>();
  const clockOf = (zone: string) => {
    const known = clocks.get(zone);
    if (known) return known;
    const start = Date.parse(day);
    const clock = Array.from({ length: minutes }, (_, minute) => localTime(new Date(start + minute * minuteMs), zone));
    clocks.set(zone, clock);
    return clock;
  };
  return {
    spansOf(openings, zone) {
      const clock = clockOf(zone);
      // Doors open and close at the times that are written, and what holds for a day changes at midnight.
      const times = new Set(openings.flatMap(({ opens, closes }) => [minuteOf(opens), minuteOf(closes)]).concat(0));
      const spans: number[] = [];
      let isOpen = false;
      for (const [minute, time] of clock.entries()) {
        if (minute > 0 && !times.has(time.minute) && !isJump(clock[minute - 1], time)) continue;
        if (isOpenAt(openings, time) === isOpen) continue;
        isOpen = !isOpen;
        spans.push(minute);
      }
      return isOpen ? [...spans, minutes] : spans;
    },
  };
}

function minuteOf(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) % (24 * 60);
}

/** Whether the clocks were changed between two minutes. */
function isJump(before: LocalTime | undefined, after: LocalTime): boolean {
  return before !== undefined && after.minute !== (before.minute + 1) % (24 * 60);
}
