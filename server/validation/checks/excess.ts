import { rdf, schema } from '../../rdf/terms.ts';
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
  return [
    ...tooMany(profile),
    ...[...groups.values()].flatMap((quads) => {
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
    }),
  ];
}

/** What a profile announces to others, and what it is called. */
const announced = [
  { type: schema('Demand'), fr: 'besoins', en: 'needs' },
  { type: schema('Offer'), fr: 'offres', en: 'offers' },
  { type: schema('Event'), fr: 'rencontres', en: 'events' },
];

/** Ten thousand needs of one profile would push those of everybody else out of every list, whoever it says to have them. */
function tooMany(profile: Profile): Finding[] {
  return announced.flatMap(({ type, fr, en }) => {
    const count = profile.match(null, rdf('type'), type).length;
    if (count <= maximumValues) return [];
    return [
      {
        severity: 'violation' as const,
        rule: 'profile/too-many-announced',
        message: {
          fr: `${count} ${fr} dans une seule fiche : nous en lisons au plus ${maximumValues}. Gardez ceux qui comptent, ou répartissez-les dans les fiches de celles et ceux qui les ont.`,
          en: `${count} ${en} in one profile: we read at most ${maximumValues}. Keep those that matter, or spread them over the profiles of those who have them.`,
        },
        path: rdf('type').value,
        value: type.value,
      },
    ];
  });
}
