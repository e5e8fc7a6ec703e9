import en from './pod/en.json';
import fr from './pod/fr.json';
import { pageLanguage } from './texts.ts';

/** Every sentence of the page that publishes to a pod. */
export type PodTexts = typeof fr;

export function podTexts(): PodTexts {
  return { fr, en }[pageLanguage()];
}
