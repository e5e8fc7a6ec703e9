import { inBoth } from './in-both.ts';
import en from './lineage.en.json' with { type: 'json' };
import fr from './lineage.fr.json' with { type: 'json' };

/** The sentences about where things come from and what came of them. */
export const lineageTexts = inBoth(fr, en);
