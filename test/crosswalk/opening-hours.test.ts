import { describe, expect, it } from 'vitest';
import { readOpeningHours } from '../../server/crosswalk/opening-hours.ts';

const week = ['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi'];
const brief = (text: string, days: readonly string[] = []) =>
  readOpeningHours(text, days)?.map(
    ({ days, opens, closes }) => `${days.map((day) => day.slice(19, 21)).join('')} ${opens}-${closes}`,
  );

describe('French opening hours', () => {
  it.each([
    ['du lundi au vendredi de 9h à 12h30 et de 14h00 à 18h', [], ['MoTuWeThFr 09:00-12:30', 'MoTuWeThFr 14:00-18:00']],
    ['9h - 13h et 14h - 17h', week, ['MoTuWeThFr 09:00-13:00', 'MoTuWeThFr 14:00-17:00']],
    ['9h 12h 14h 17h', ['Jeudi'], ['Th 09:00-12:00', 'Th 14:00-17:00']],
    ['Mardi : 14h-18h\nMercredi, samedi : 10h-18h', [], ['Tu 14:00-18:00', 'WeSa 10:00-18:00']],
    ['Du mardi au vendredi : 09:00–12:30 / 13:30–17:30', [], ['TuWeThFr 09:00-12:30', 'TuWeThFr 13:30-17:30']],
  ])('are read when they are said plainly: %s', (text, days, hours) => {
    expect(brief(text, days)).toEqual(hours);
  });

  it.each([
    ['9h-12h', []],
    ['Sur rendez-vous', week],
    ['du lundi au vendredi de 9h à 17h, fermé le mardi', []],
    ['lundi - mardi - jeudi : 9h-12h', []],
    ['vendredi au lundi : 9h-12h', []],
    ['Lundi : 9h-17', []],
    ['9h à 12h puis 14h', week],
    ['14h-9h', week],
    ['lundi 9h-12h', week],
    ['Lundi : 9h-12h Lundi : 14h-17h', []],
    ['25h-26h', week],
    ['', week],
  ])('are left alone when a word of them is not certain: %s', (text, days) => {
    expect(readOpeningHours(text, days)).toBeUndefined();
  });
});
