import { inBoth } from './in-both.ts';
import en from './readers.en.json' with { type: 'json' };
import fr from './readers.fr.json' with { type: 'json' };

/** The sentences of the pages for each kind of reader. */
export const readersTexts = inBoth(fr, en);
