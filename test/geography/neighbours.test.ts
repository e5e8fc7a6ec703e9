import { describe, expect, it } from 'vitest';
import { departements } from '../../server/geography/departements.ts';
import { neighboursOf } from '../../server/geography/neighbours.ts';

describe('neighbours', () => {
  it.each([
    ['75', ['92', '93', '94']],
    ['29', ['22', '56']],
    ['2A', ['2B']],
    ['49', ['35', '37', '44', '53', '72', '79', '85', '86']],
    ['974', []],
    ['00', []],
  ])('of %s are those that share its border', (code, expected) => {
    expect(neighboursOf(code)).toEqual(expected);
  });

  it('are so of each other', () => {
    for (const code of departements().keys())
      for (const other of neighboursOf(code)) expect(neighboursOf(other), `${code} ${other}`).toContain(code);
  });
});
