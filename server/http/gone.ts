import type { Language } from '../rdf/text.ts';
import { longDate } from './dates.ts';
import type { DirectoryReader } from './deps.ts';
import { type Problem, problem } from './errors.ts';

/** The 410 answer for an entity that was withdrawn, with its name and date; undefined when there never was one. */
export function gone(tombstone: ReturnType<DirectoryReader['gone']>, language: Language): Problem | undefined {
  if (!tombstone) return undefined;
  const { name, withdrawnAt } = tombstone;
  const date = longDate(withdrawnAt.slice(0, 10), language);
  return problem(410, {
    detail: {
      fr: `${name ? `La fiche « ${name} »` : 'Cette fiche'} a été retirée par ses auteurs le ${date}.`,
      en: `${name ? `The profile “${name}”` : 'This profile'} was withdrawn by its authors on ${date}.`,
    },
    extensions: { withdrawnAt },
  });
}
