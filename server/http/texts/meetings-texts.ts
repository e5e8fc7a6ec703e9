import { inBoth } from './in-both.ts';
import en from './meetings.en.json' with { type: 'json' };
import fr from './meetings.fr.json' with { type: 'json' };

/** The sentences of the agenda and of events. */
export const meetingsTexts = inBoth(fr, en);
