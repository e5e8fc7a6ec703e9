import type { Hours } from '../facet-table.ts';
import { localTime } from '../opening-hours.ts';

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

function readStretches(day: string, zone: string): readonly Stretch[] {
  const start = Date.parse(day);
  const stretches: Stretch[] = [];
  for (let at = 0; at < minutes; at++) {
    const { date, minute } = localTime(new Date(start + at * minuteMs), zone);
    const last = stretches.at(-1);
    if (last && last.date === date && minute - last.minute === at - last.from) last.to = at + 1;
    else stretches.push({ from: at, to: at + 1, date, minute });
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
