import en from './embed.en.json' with { type: 'json' };
import fr from './embed.fr.json' with { type: 'json' };
import { inBoth } from './in-both.ts';

/** The sentences of maps and lists in other people's pages. */
export const embedTexts = inBoth(fr, en);
