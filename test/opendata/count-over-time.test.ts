import { describe, expect, it } from 'vitest';
import { type CountedLine, countOverTime, momentsUntil } from '../../server/opendata/figures/count-over-time.ts';

const line = (day: number, kind: CountedLine['kind'], key: string): CountedLine => ({
  at: `2026-01-${String(day).padStart(2, '0')}T12:00:00.000Z`,
  kind,
  key,
});
const moments = [5, 10, 15].map((day) => `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`);
const shown = (...lines: CountedLine[]) => countOverTime(lines, moments).map((count) => count.shown);

describe('a count over time', () => {
  it('goes up with what comes and comes back, and down with what is hidden or withdrawn', () => {
    const lines = [
      line(1, 'added', 'a'),
      line(2, 'added', 'b'),
      line(6, 'hidden', 'a'),
      line(7, 'changed', 'b'),
      line(11, 'back', 'a'),
      line(12, 'added', 'c'),
      line(13, 'withdrawn', 'b'),
      line(20, 'added', 'd'),
    ];
    expect(countOverTime(lines, moments)).toEqual([
      { at: moments[0], shown: 2, came: 2, left: 0 },
      { at: moments[1], shown: 1, came: 0, left: 1 },
      { at: moments[2], shown: 2, came: 2, left: 1 },
    ]);
  });

  it('counts from the beginning what a forgotten line had brought', () => {
    expect(shown(line(7, 'changed', 'old'), line(12, 'withdrawn', 'older'))).toEqual([2, 2, 1]);
    expect(shown(line(7, 'back', 'hidden once'))).toEqual([0, 1, 1]);
    expect(shown()).toEqual([0, 0, 0]);
  });

  it('looks back by days, weeks or months, never more than a year', () => {
    const now = new Date('2026-11-26T12:00:00Z');
    const span = (days: number) => momentsUntil(now, new Date(now.getTime() - days * 86_400_000));
    expect(span(0)).toEqual(['2026-11-25T12:00:00.000Z', '2026-11-26T12:00:00.000Z']);
    expect(span(5)).toHaveLength(6);
    expect(span(40)[0]).toBe('2026-10-15T12:00:00.000Z');
    expect(span(900)).toHaveLength(13);
    expect(span(900).at(-1)).toBe(now.toISOString());
  });
});
