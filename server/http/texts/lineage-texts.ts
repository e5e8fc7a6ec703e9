import type { Language } from '../../rdf/text.ts';
import en from './lineage.en.json' with { type: 'json' };
import fr from './lineage.fr.json' with { type: 'json' };

/** The sentences about where things come from and what came of them. */
export function lineageTexts(language: Language): typeof fr {
  return language === 'fr' ? fr : en;
}
