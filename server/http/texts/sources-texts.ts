import type { Language } from '../../rdf/text.ts';
import en from './sources.en.json' with { type: 'json' };
import fr from './sources.fr.json' with { type: 'json' };

/** The sentences about records that were taken from other sources. */
export function sourcesTexts(language: Language): typeof fr {
  return language === 'fr' ? fr : en;
}
