import type { Language } from '../../rdf/text.ts';
import en from './who.en.json' with { type: 'json' };
import fr from './who.fr.json' with { type: 'json' };

/** The sentences of the who's who. */
export function whoTexts(language: Language): typeof fr {
  return language === 'fr' ? fr : en;
}
