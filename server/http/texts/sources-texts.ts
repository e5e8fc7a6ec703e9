import { inBoth } from './in-both.ts';
import en from './sources.en.json' with { type: 'json' };
import fr from './sources.fr.json' with { type: 'json' };

/** The sentences about records that were taken from other sources. */
export const sourcesTexts = inBoth(fr, en);
