import type { Language } from '../../rdf/text.ts';
import en from './meetings.en.json' with { type: 'json' };
import fr from './meetings.fr.json' with { type: 'json' };

/** The sentences of the agenda and of events. */
export function meetingsTexts(language: Language): typeof fr {
  return language === 'fr' ? fr : en;
}
