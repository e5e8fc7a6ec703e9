import { focusOf } from '../focus.ts';
import type { Profile } from '../profile.ts';
import type { Finding } from '../report.ts';

/** The shapes take time by the square of the values of one property: a thousand cost half a second, five thousand ten. */
const maximumValues = 1000;

/** Refuses a subject with more values of one property than a profile can need; such a profile must not reach the shapes. */
export function checkExcess(profile: Profile): Finding[] {
  if (profile.size <= maximumValues) return [];
  const groups = Map.groupBy(
    profile,
    ({ subject, predicate }) => `${subject.termType}${subject.value} ${predicate.value}`,
  );
  return [...groups.values()].flatMap((quads) => {
    const [first] = quads;
    if (!first || quads.length <= maximumValues) return [];
    return [
      {
        severity: 'violation' as const,
        rule: 'profile/too-many-values',
        message: {
          fr: `${quads.length} valeurs pour une seule propriété : nous en lisons au plus ${maximumValues}. Répartissez-les dans plusieurs fiches.`,
          en: `${quads.length} values of one property: we read at most ${maximumValues}. Spread them over several profiles.`,
        },
        path: first.predicate.value,
        ...focusOf(first.subject),
      },
    ];
  });
}
