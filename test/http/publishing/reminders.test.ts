import { expect, it } from 'vitest';
import { remindersOf } from '../../../server/http/publishing/reminders.ts';

const since = { page: 'place/x', changedAt: '2024-01-01T00:00:00.000Z', registeredAt: '2023-01-01T00:00:00.000Z' };
const reminders = (now: string, registration: Parameters<typeof remindersOf>[0] = since) =>
  remindersOf(registration, new Date(now));

it('comes once a year after the last change, the newest first', () => {
  expect(reminders('2024-12-01T00:00:00Z')).toEqual([]);
  expect(reminders('2026-02-01T00:00:00Z')).toEqual([
    { years: 2, at: '2025-12-31T12:00:00.000Z' },
    { years: 1, at: '2024-12-31T06:00:00.000Z' },
  ]);
});

it('counts from the registration where nothing has changed, and never for what is not shown', () => {
  expect(reminders('2024-02-01T00:00:00Z', { ...since, changedAt: null })).toHaveLength(1);
  expect(reminders('2026-02-01T00:00:00Z', { ...since, page: null })).toEqual([]);
});
