import en from './query/en.json';
import fr from './query/fr.json';
import { pageLanguage } from './texts.ts';

/** Every sentence of the editor of queries. */
export type QueryTexts = typeof fr;

export function queryTexts(): QueryTexts {
  return { fr, en }[pageLanguage()];
}
