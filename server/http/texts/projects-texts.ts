import { inBoth } from './in-both.ts';
import en from './projects.en.json' with { type: 'json' };
import fr from './projects.fr.json' with { type: 'json' };

/** The sentences of the pages of projects. */
export const projectsTexts = inBoth(fr, en);
