import { describe, expect, it } from 'vitest';
import { isFunctionMailbox } from '../../server/crosswalk/mailbox.ts';

describe('a mailbox', () => {
  it.each([
    ['contact@lieu.example', []],
    ['info.fd35@lieu.example', []],
    ['fablabquimper@mjc.example', []],
    ['tyfab@mdl.example', ['TyFab']],
    ['mda@labfab.example', ['LabFab MDA']],
    ['lesruches@ville.example', ['Les Ruches - Pôle']],
  ])('belongs to a function: %s', (address, names) => {
    expect(isFunctionMailbox(address, names)).toBe(true);
  });

  it.each([
    ['jdupont@lieu.example', ['Le Lieu']],
    ['jeanne@lieu.example', ['Chez Paul']],
    ['prenom.nom@lieu.example', ['Lab']],
    ['epnard@lieu.example', []],
  ])('counts as personal when nothing says otherwise: %s', (address, names) => {
    expect(isFunctionMailbox(address, names)).toBe(false);
  });
});
