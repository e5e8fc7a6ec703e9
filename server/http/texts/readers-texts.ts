import type { Language } from '../../rdf/text.ts';
import en from './readers.en.json' with { type: 'json' };
import fr from './readers.fr.json' with { type: 'json' };

/** The sentences of the pages for each kind of reader. */
export function readersTexts(language: Language): typeof fr {
  return language === 'fr' ? fr : en;
}
