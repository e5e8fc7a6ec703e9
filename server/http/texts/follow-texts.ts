import type { Language } from '../../rdf/text.ts';
import en from './follow.en.json' with { type: 'json' };
import fr from './follow.fr.json' with { type: 'json' };

const all: Readonly<Record<Language, typeof fr>> = { fr, en };

/** The sentences for whoever follows a profile of their own: badge, reminders, who keeps it. */
export function followTexts(language: Language): typeof fr {
  return all[language];
}
