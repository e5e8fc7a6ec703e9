import { describe, expect, it } from 'vitest';
import { isOpenAt, localTime, openSpans, weekDays, zoneOf } from '../../../server/directory/opening/opening-hours.ts';
import { parseOpeningHours } from '../../../server/directory/opening/parse-opening-hours.ts';

/** A Wednesday. */
const wednesday = '2026-11-25';
const at = (date: string, time: string) => ({ date, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) });
const isOpen = (text: string, date: string, time: string) => isOpenAt(parseOpeningHours(text) ?? [], at(date, time));

describe('opening hours written as text', () => {
  it.each([
    ['Mo-Fr 09:00-18:00', wednesday, '09:00', true],
    ['Mo-Fr 09:00-18:00', wednesday, '18:00', false],
    ['Mo-Fr 09:00-18:00', '2026-11-28', '10:00', false],
    ['Mo-Fr 09:00-12:00,14:00-18:00', wednesday, '13:00', false],
    ['Mo-Fr 09:00-12:00, 14:00-18:00', wednesday, '15:00', true],
    ['Mo,We 10:00-12:00; Fr 10:00-20:00', wednesday, '11:00', true],
    ['Mo-Fr 09:00-18:00; We off', wednesday, '11:00', false],
    ['Mo-Fr 09:00-18:00; We 14:00-16:00', wednesday, '11:00', false],
    ['Lu-Ve 9h-18h', wednesday, '09:30', true],
    ['Me 9h30-12h', wednesday, '09:15', false],
    ['24/7', wednesday, '03:00', true],
    ['10:00-20:00', wednesday, '11:00', true],
    ['We 20:00-02:00', wednesday, '23:00', true],
    ['We 20:00-02:00', '2026-11-26', '01:00', true],
    ['We 20:00-02:00', wednesday, '01:00', false],
    ['Sa-Mo 10:00-12:00', '2026-11-29', '11:00', true],
    ['Mo-Fr 09:00-18:00; PH off', wednesday, '10:00', true],
    ['Mo-Fr,PH 09:00-18:00', wednesday, '10:00', true],
    ['Mo-Fr 09:00-18:00; Aug off', '2026-08-05', '10:00', false],
    ['Mo-Fr 09:00-18:00; Nov 20-30 off', wednesday, '10:00', false],
    ['Mo-Fr 09:00-18:00; Dec 24-Jan 2 off', '2027-01-01', '10:00', false],
    ['Apr-Oct: Mo-Su 10:00-19:00', '2026-05-01', '18:00', true],
    ['Apr-Oct: Mo-Su 10:00-19:00', wednesday, '18:00', false],
    ['Mo-Fr 09:00-18:00 "sur rendez-vous"', wednesday, '10:00', true],
  ])('%s is read: open on %s at %s is %s', (text, date, time, expected) => {
    expect(isOpen(text, date, time)).toBe(expected);
  });

  it.each([
    'sunrise-sunset',
    'Mo-Fr 18:00+',
    'week 1-10 Mo 10:00-12:00',
    'sur rendez-vous',
    'Xx 10:00-12:00',
    '"',
    '25',
    'Mo-Fr',
  ])('%s is not understood, and nothing is said rather than half of it', (text) =>
    expect(parseOpeningHours(text)).toBeUndefined(),
  );
});

describe('dated opening hours', () => {
  const usual = { days: weekDays, opens: '09:00', closes: '18:00' };

  it('take the place of the usual ones, closed days too', () => {
    const closed = { days: weekDays, opens: '00:00', closes: '00:00', validFrom: wednesday, validThrough: wednesday };
    expect(openSpans([usual, closed], wednesday)).toEqual([]);
    expect(openSpans([usual, closed], '2026-11-26')).toEqual([540, 1080]);
    const summer = {
      days: weekDays,
      opens: '20:00',
      closes: '22:00',
      validFrom: '2026-07-01',
      validThrough: '2026-08-31',
    };
    expect(openSpans([usual, summer], '2026-08-01')).toEqual([1200, 1320]);
  });
});

describe('the clocks', () => {
  it('are those of the place, overseas too', () => {
    const noon = new Date('2026-11-25T12:00:00Z');
    expect(localTime(noon, zoneOf('35'))).toEqual({ date: wednesday, minute: 13 * 60 });
    expect(localTime(noon, zoneOf('974'))).toEqual({ date: wednesday, minute: 16 * 60 });
    expect(localTime(noon, zoneOf('988'))).toEqual({ date: wednesday, minute: 23 * 60 });
    expect(localTime(new Date('2026-07-01T22:30:00Z'), zoneOf(null))).toEqual({ date: '2026-07-02', minute: 30 });
  });
});
