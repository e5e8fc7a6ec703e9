import { expect, it } from 'vitest';
import { scoreOf } from '../../server/validation/score.ts';

const found = (...severities: ('violation' | 'warning' | 'info')[]) =>
  scoreOf(severities.map((severity) => ({ severity, rule: 'profile/rule' })));

it('gives a hundred where nothing was found', () => {
  expect(found()).toEqual({ points: 100, losses: [] });
});

it('tells what each sort of finding takes off', () => {
  expect(found('info', 'warning', 'info')).toEqual({
    points: 86,
    losses: [
      { severity: 'warning', count: 1, points: 8 },
      { severity: 'info', count: 2, points: 6 },
    ],
  });
});

it('never goes below nothing', () => {
  expect(found('violation', 'violation', 'violation').points).toBe(0);
});

it('is nothing for what nobody can read', () => {
  const broken = { severity: 'violation', rule: 'reading/broken-block' } as const;
  expect(scoreOf([broken, { severity: 'info', rule: 'profile/rule' }])).toEqual({
    points: 0,
    losses: [{ severity: 'violation', count: 1, points: 100 }],
  });
});
