import { typesetTexts } from '../../server/rdf/typeset-french.ts';
import en from './pod/en.json';
import fr from './pod/fr.json';
import { pageLanguage } from './texts.ts';

/** Every sentence of the page that publishes to a pod. */
export type PodTexts = typeof fr;

const all = { fr: typesetTexts(fr), en };

export function podTexts(): PodTexts {
  return all[pageLanguage()];
}
