import type { Language } from '../../rdf/text.ts';
import en from './ecosystem.en.json' with { type: 'json' };
import fr from './ecosystem.fr.json' with { type: 'json' };

const all: Readonly<Record<Language, typeof fr>> = { fr, en };

/** The sentences of the view of actors as an ecosystem. */
export function ecosystemTexts(language: Language): typeof fr {
  return all[language];
}
