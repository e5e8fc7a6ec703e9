import en from './form.en.json' with { type: 'json' };
import fr from './form.fr.json' with { type: 'json' };
import { inBoth } from './in-both.ts';

/** The sentences of the form that writes a profile; its questions come from the shapes. */
export type FormTexts = typeof fr;

export const formTexts = inBoth(fr, en);
