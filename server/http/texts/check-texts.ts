import en from './check.en.json' with { type: 'json' };
import fr from './check.fr.json' with { type: 'json' };
import { inBoth } from './in-both.ts';

/** The sentences of what a check tells beyond its findings. */
export const checkTexts = inBoth(fr, en);
