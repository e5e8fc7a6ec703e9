import { expect, it } from 'vitest';
import { readNumber } from '../../../server/http/publishing/number-kinds.ts';

it.each([
  ['732 829 320 00074', { kind: 'siret', value: '73282932000074' }],
  ['732829320', { kind: 'siren', value: '732829320' }],
  ['35600000000048', { kind: 'siret', value: '35600000000048' }],
  ['w751 234 567', { kind: 'rna', value: 'W751234567' }],
  ['La Fabrique', undefined],
  ['Atelier 12', undefined],
])('takes %s for what it is', (text, expected) => {
  expect(readNumber(text)).toEqual(expected);
});

it.each([
  ['73282932000075', 'faute de frappe'],
  ['7328293200007', 'Comptez les chiffres'],
  ['W12345', 'n’est pas un numéro RNA'],
])('says what is wrong with %s', (text, words) => {
  const number = readNumber(text);
  expect(number?.kind === 'wrong' && number.detail.fr).toContain(words);
});
