import en from './diagnosis.en.json' with { type: 'json' };
import fr from './diagnosis.fr.json' with { type: 'json' };
import { inBoth } from './in-both.ts';

/** The sentences of the shared diagnosis of a territory. */
export const diagnosisTexts = inBoth(fr, en);
