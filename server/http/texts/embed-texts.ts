import type { Language } from '../../rdf/text.ts';
import en from './embed.en.json' with { type: 'json' };
import fr from './embed.fr.json' with { type: 'json' };

/** The sentences of maps and lists in other people's pages. */
export function embedTexts(language: Language): typeof fr {
  return language === 'fr' ? fr : en;
}
