import type { Language } from '../../rdf/text.ts';
import en from './form.en.json' with { type: 'json' };
import fr from './form.fr.json' with { type: 'json' };

/** The sentences of the form that writes a profile; its questions come from the shapes. */
export type FormTexts = typeof fr;

const all: Readonly<Record<Language, FormTexts>> = { fr, en };

export function formTexts(language: Language): FormTexts {
  return all[language];
}
