import type { Language } from '../../rdf/text.ts';
import en from './identity.en.json' with { type: 'json' };
import fr from './identity.fr.json' with { type: 'json' };

/** The sentences about what is one, and about who says what. */
export function identityTexts(language: Language): typeof fr {
  return language === 'fr' ? fr : en;
}
