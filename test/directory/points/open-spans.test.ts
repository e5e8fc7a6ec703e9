import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Opening } from '../../../server/directory/entity.ts';
import { isOpenAt, localTime, openSpans, weekDays } from '../../../server/directory/opening/opening-hours.ts';
import { createOpenSpans } from '../../../server/directory/points/open-spans.ts';
import { isOpenIn } from '../../../server/points/open-spans.ts';

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const openings: fc.Arbitrary<readonly Opening[]> = fc.array(
  fc.record({ days: fc.subarray([...weekDays], { minLength: 1 }), opens: time, closes: time }),
  { maxLength: 3 },
);

/** In the last of these nights the clocks of Paris go back. */
const days = ['2026-11-25', '2026-03-28', '2026-10-24'];
const zones = ['Europe/Paris', 'Indian/Reunion', 'Pacific/Noumea', 'America/Miquelon'];

describe('the spans in which doors are open', () => {
  it('say the same as the opening hours at every quarter of an hour of two days, in every zone', () => {
    fc.assert(
      fc.property(openings, fc.constantFrom(...days), fc.constantFrom(...zones), (hours, day, zone) => {
        const spans = createOpenSpans(day).spansOf({ zone, spansOn: (date) => openSpans(hours, date) });
        for (let minute = 0; minute < 2 * 24 * 60; minute += 15) {
          const at = new Date(Date.parse(day) + minute * 60_000);
          expect([at.toISOString(), isOpenIn(spans, minute)]).toEqual([
            at.toISOString(),
            isOpenAt(hours, localTime(at, zone)),
          ]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('stand in order and apart, so that the same hours are the same spans', () => {
    const always: Opening[] = [
      { days: weekDays, opens: '12:00', closes: '24:00' },
      { days: weekDays, opens: '00:00', closes: '12:00' },
    ];
    const { spansOf } = createOpenSpans('2026-11-25');
    expect(spansOf({ zone: 'Europe/Paris', spansOn: (date) => openSpans(always, date) })).toEqual([0, 2880]);
  });
});
