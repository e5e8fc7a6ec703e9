import { typesetTexts } from '../../server/rdf/typeset-french.ts';
import en from './query/en.json';
import fr from './query/fr.json';
import { pageLanguage } from './texts.ts';

/** Every sentence of the editor of queries. */
export type QueryTexts = typeof fr;

const all = { fr: typesetTexts(fr), en };

export function queryTexts(): QueryTexts {
  return all[pageLanguage()];
}
