import { inBoth } from './in-both.ts';
import en from './who.en.json' with { type: 'json' };
import fr from './who.fr.json' with { type: 'json' };

/** The sentences of the who's who. */
export const whoTexts = inBoth(fr, en);
