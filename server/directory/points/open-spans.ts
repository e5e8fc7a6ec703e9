import type { Hours } from '../facets/facet-table.ts';
import { type LocalTime, localTime } from '../opening/opening-hours.ts';

const minuteMs = 60_000;
/** Columns are made again every day: the next day is for pages that stay open over midnight. */
const minutes = 2 * 24 * 60;

/** A stretch of minutes in which a zone's clocks show one date and run without a jump. */
interface Stretch {
  readonly from: number;
  to: number;
  readonly date: string;
  /** What the clocks show at `from`. */
  readonly minute: number;
}

/** From opening hours to the minutes in which the doors are open. */
export interface OpenSpans {
  /** `[from, to, from, to …]` in minutes since the beginning of the day, for two days, in order and apart. */
  spansOf(hours: Pick<Hours, 'zone' | 'spansOn'>): readonly number[];
}

/** Makes the reader for a day ("2026-11-25", UTC). */
export function createOpenSpans(day: string): OpenSpans {
  const zones = new Map<string, readonly Stretch[]>();
  const stretchesOf = (zone: string) => {
    const known = zones.get(zone) ?? readStretches(day, zone);
    zones.set(zone, known);
    return known;
  };
  return {
    spansOf({ zone, spansOn }) {
      const found = stretchesOf(zone).flatMap(({ from, to, date, minute }) => {
        const spans = spansOn(date);
        return spans.flatMap((start, i) => {
          const end = spans[i + 1];
          if (i % 2 === 1 || end === undefined) return [];
          const span = [Math.max(from, from + start - minute), Math.min(to, from + end - minute)] as const;
          return span[0] < span[1] ? [span] : [];
        });
      });
      return merge(found);
    },
  };
}

/** Asks the clocks at both ends of an hour, and every minute only of an hour that they do not run through. */
function readStretches(day: string, zone: string): readonly Stretch[] {
  const start = Date.parse(day);
  const clockAt = (at: number) => localTime(new Date(start + at * minuteMs), zone);
  const stretches: Stretch[] = [];
  const add = (from: number, to: number, { date, minute }: LocalTime) => {
    const last = stretches.at(-1);
    if (last && last.date === date && minute - last.minute === from - last.from) last.to = to;
    else stretches.push({ from, to, date, minute });
  };
  for (let at = 0; at < minutes; ) {
    const [from, to] = [at, Math.min(at + 60, minutes)];
    const [first, last] = [clockAt(from), clockAt(to - 1)];
    if (first.date === last.date && last.minute - first.minute === to - 1 - from) add(from, to, first);
    else for (let minute = from; minute < to; minute++) add(minute, minute + 1, clockAt(minute));
    at = to;
  }
  return stretches;
}

function merge(spans: readonly (readonly [from: number, to: number])[]): number[] {
  const merged: number[] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const end = merged.at(-1);
    if (end === undefined || from > end) merged.push(from, to);
    else merged[merged.length - 1] = Math.max(end, to);
  }
  return merged;
}
