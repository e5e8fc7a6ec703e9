import en from './follow.en.json' with { type: 'json' };
import fr from './follow.fr.json' with { type: 'json' };
import { inBoth } from './in-both.ts';

/** The sentences for whoever follows a profile of their own: badge, reminders, who keeps it. */
export const followTexts = inBoth(fr, en);
