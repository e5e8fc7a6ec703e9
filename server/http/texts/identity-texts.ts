import en from './identity.en.json' with { type: 'json' };
import fr from './identity.fr.json' with { type: 'json' };
import { inBoth } from './in-both.ts';

/** The sentences about what is one, and about who says what. */
export const identityTexts = inBoth(fr, en);
