import { describe, expect, it } from 'vitest';
import { hinted } from '../../server/registry/hint.ts';
import { newRegistration } from '../../server/registry/registration.ts';

const now = new Date('2026-01-10T12:00:00.000Z');
const seen = (lastVisitAt: string | null, nextVisitAt: string | null) => ({
  ...newRegistration('http://a.localhost/', 'test', new Date('2026-01-01')),
  lastVisitAt,
  nextVisitAt,
});

describe('a hint', () => {
  it.each([
    ['makes a profile due at once', '2026-01-09T12:00:00.000Z', '2026-01-16T12:00:00.000Z', now.toISOString()],
    [
      'waits until an hour has passed',
      '2026-01-10T11:30:00.000Z',
      '2026-01-16T12:00:00.000Z',
      '2026-01-10T12:30:00.000Z',
    ],
    ['never puts a visit off', '2026-01-10T11:30:00.000Z', '2026-01-10T12:05:00.000Z', '2026-01-10T12:05:00.000Z'],
    ['brings back what we no longer visit', '2026-01-01T00:00:00.000Z', null, now.toISOString()],
    ['makes what was never visited due', null, null, now.toISOString()],
    [
      'does not wait for a year that a wrong clock wrote down',
      '2027-01-10T12:00:00.000Z',
      '2027-01-11T12:00:00.000Z',
      now.toISOString(),
    ],
  ])('%s', (_name, last, next, expected) => {
    expect(hinted(seen(last, next), now).nextVisitAt).toBe(expected);
  });
});
