import { describe, expect, it } from 'vitest';
import { isAboveHeader, joinHeader } from '../../server/crosswalk/reading/header-rows.ts';

const below = [
  ['Le quai', '3 rue du Port', '35000', '02 99 00 00 01'],
  ['La halle', 'place', '29200', '02 98 00 00 02'],
];

describe('a header of two rows', () => {
  it.each([
    ['beside an empty group', ['Structure', 'Adresse', '', 'Contact'], ['', 'Rue', 'CP', 'Téléphone']],
    ['with names over both rows', ['Structure', 'Adresse', '', 'Tél.'], ['Structure', 'Rue', 'CP', 'Tél.']],
  ])('is one: %s', (_what, groups, names) => {
    expect(isAboveHeader(groups, names, below)).toBe(true);
  });

  it.each([
    ['a record with holes', ['Nom', 'Rue', '', 'Téléphone'], ['', '3 rue du Port', '35000', '02 99 00 00 01']],
    ['a record of words with holes', ['Nom', 'Rue', '', 'Téléphone'], ['', 'place', 'Brest', '']],
    ['a record beside a column without a name', ['Nom', 'Rue', '', 'Téléphone'], ['Le quai', 'place', 'Brest', 'sans']],
    ['a header above records', ['Nom', 'Rue', 'CP', 'Tél.'], ['Le quai', 'quai', 'Brest', 'sans']],
    ['a record that repeats a name', ['Nom', 'Rue', 'CP', 'Tél.'], ['Nom', 'quai', 'Brest 29', 'sans']],
    ['a box that is ticked by its name', ['Nom', 'Ville', 'Fablab', 'Jardin'], ['Le quai', 'Brest', 'Fablab', 'non']],
    ['the last row', ['Nom', 'Adresse', '', 'Tél.'], ['', 'Rue', 'CP', '']],
  ])('is not: %s', (what, groups, names) => {
    expect(isAboveHeader(groups, names, what === 'the last row' ? [] : below)).toBe(false);
  });

  it('gives each column the name of its group before its own', () => {
    expect(joinHeader(['Structure', 'Adresse', '', 'Référent', ''], ['', 'Rue', 'CP', 'Nom', 'Courriel'])).toEqual([
      'Structure',
      'Adresse Rue',
      'Adresse CP',
      'Référent Nom',
      'Référent Courriel',
    ]);
  });
});
