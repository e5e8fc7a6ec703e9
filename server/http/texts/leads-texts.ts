import type { Language } from '../../rdf/text.ts';
import en from './leads.en.json' with { type: 'json' };
import fr from './leads.fr.json' with { type: 'json' };

const all: Readonly<Record<Language, typeof fr>> = { fr, en };

/** The sentences about leads for cooperation. */
export function leadsTexts(language: Language): typeof fr {
  return all[language];
}
