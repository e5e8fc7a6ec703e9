import { describe, expect, it } from 'vitest';
import { openingState, openingWeek } from '../../../server/directory/opening/opening-week.ts';
import { parseOpeningHours } from '../../../server/directory/opening/parse-opening-hours.ts';

/** A Wednesday. */
const wednesday = '2026-11-25';
const read = (text: string) => parseOpeningHours(text) ?? [];

describe('the week', () => {
  it('is the one that the date lies in, from Monday on', () => {
    const week = openingWeek(read('24/7'), wednesday);
    expect(week.map(({ date }) => date)).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
    ]);
  });

  it('lists the spans of a day, the earliest first, nights on the day on which they begin', () => {
    const spans = (text: string) => openingWeek(read(text), wednesday)[2]?.spans;
    expect(spans('We 14:00-18:00,09:00-12:00')).toEqual([
      { opens: '09:00', closes: '12:00' },
      { opens: '14:00', closes: '18:00' },
    ]);
    expect(spans('We 20:00-02:00')).toEqual([{ opens: '20:00', closes: '02:00' }]);
    expect(spans('Mo 09:00-12:00')).toEqual([]);
  });

  it('follows the season of its own days', () => {
    const hours = read('Mo-Su 10:00-18:00; Nov 25-Dec 31 off');
    expect(openingWeek(hours, wednesday).map(({ spans }) => spans.length)).toEqual([1, 1, 0, 0, 0, 0, 0]);
  });
});

describe('the doors', () => {
  it.each([
    ['Mo-Fr 09:00-12:00,14:00-18:00', wednesday, 10 * 60, { isOpen: true, until: '12:00' }],
    [
      'Mo-Fr 09:00-12:00,14:00-18:00',
      wednesday,
      13 * 60,
      { isOpen: false, next: { inDays: 0, day: 'Wednesday', opens: '14:00' } },
    ],
    ['Mo-Fr 09:00-18:00', wednesday, 19 * 60, { isOpen: false, next: { inDays: 1, day: 'Thursday', opens: '09:00' } }],
    ['Mo 09:00-18:00', wednesday, 19 * 60, { isOpen: false, next: { inDays: 5, day: 'Monday', opens: '09:00' } }],
    ['Tu 20:00-02:00', wednesday, 60, { isOpen: true, until: '02:00' }],
    ['We 18:00-24:00; Th 00:00-03:00', wednesday, 20 * 60, { isOpen: true, until: '03:00' }],
    ['24/7', wednesday, 60, { isOpen: true }],
    ['Jul-Aug 10:00-18:00', wednesday, 60, { isOpen: false }],
  ])('%s on %s at minute %i', (text, date, minute, expected) => {
    expect(openingState(read(text), { date, minute })).toEqual(expected);
  });
});
