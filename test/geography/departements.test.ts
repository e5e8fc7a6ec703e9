import { describe, expect, it } from 'vitest';
import { departementName, regionName } from '../../server/geography/departements.ts';

describe('names', () => {
  it('names départements and régions, overseas collectivities included', () => {
    expect(departementName('2a')).toBe('Corse-du-Sud');
    expect(regionName('53')).toBe('Bretagne');
    expect(regionName('988')).toBe('Nouvelle-Calédonie');
    expect(departementName('00')).toBeUndefined();
  });
});
