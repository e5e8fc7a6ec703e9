import type { Language } from '../../rdf/text.ts';
import en from './check.en.json' with { type: 'json' };
import fr from './check.fr.json' with { type: 'json' };

const all: Readonly<Record<Language, typeof fr>> = { fr, en };

/** The sentences of what a check tells beyond its findings. */
export function checkTexts(language: Language): typeof fr {
  return all[language];
}
