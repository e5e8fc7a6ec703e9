import { inBoth } from './in-both.ts';
import en from './leads.en.json' with { type: 'json' };
import fr from './leads.fr.json' with { type: 'json' };

/** The sentences about leads for cooperation. */
export const leadsTexts = inBoth(fr, en);
