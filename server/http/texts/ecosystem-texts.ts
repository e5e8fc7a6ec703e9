import en from './ecosystem.en.json' with { type: 'json' };
import fr from './ecosystem.fr.json' with { type: 'json' };
import { inBoth } from './in-both.ts';

/** The sentences of the view of actors as an ecosystem. */
export const ecosystemTexts = inBoth(fr, en);
