import type { Language } from '../../rdf/text.ts';
import en from './projects.en.json' with { type: 'json' };
import fr from './projects.fr.json' with { type: 'json' };

/** The sentences of the pages of projects. */
export function projectsTexts(language: Language): typeof fr {
  return language === 'fr' ? fr : en;
}
