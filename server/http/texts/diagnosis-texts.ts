import type { Language } from '../../rdf/text.ts';
import en from './diagnosis.en.json' with { type: 'json' };
import fr from './diagnosis.fr.json' with { type: 'json' };

/** The sentences of the shared diagnosis of a territory. */
export function diagnosisTexts(language: Language): typeof fr {
  return language === 'fr' ? fr : en;
}
