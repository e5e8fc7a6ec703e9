import { seededRandom } from '../../fixtures/seeded-random.ts';
import { communes } from '../../server/geography/communes.ts';

const kinds = ['coworking', 'fablab', 'craft-workshop', 'cultural-place', 'shared-kitchen', 'living-lab'];
const practices = [
  'repair-cafe',
  'shared-garden',
  'digital-fabrication',
  'tool-library',
  'ressourcerie',
  'bike-workshop',
];
const resources = ['meeting-room', 'van', 'hand-tools', 'volunteers'];
const words = [
  'jardin partagé',
  'repair café',
  'fablab',
  'atelier vélo',
  'éducation populaire',
  'bretagne',
  'coworking',
];
const names = ['la fabrique', "l'atelier", 'le comptoir', 'la ruche', 'la halle des possibles'];

/** What people type, as they type it: beginnings of towns and names, whole ones, codes, practices, misspellings. */
export function searches(count: number): readonly string[] {
  const random = seededRandom(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const towns = communes().filter(({ position }) => position);
  const swapped = (word: string) => {
    const at = 1 + Math.floor(random() * Math.max(1, word.length - 2));
    return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
  };
  const questions: readonly (() => string)[] = [
    () => pick(towns).name.slice(0, 3 + Math.floor(random() * 5)),
    () => pick(towns).name,
    () => `${pick(names)} à ${pick(towns).name}`,
    () => pick(towns).postalCodes[0]?.slice(0, 2 + Math.floor(random() * 4)) ?? '35',
    () => `${pick(words)} ${pick(towns).name}`,
    () => pick(words),
    () => swapped(pick(towns).name),
  ];
  return Array.from({ length: count }, (_, at) => (questions[at % questions.length] as () => string)());
}

/** One to three choices among the facets, no two alike, by the names they have in the API and on pages. */
export function facetFilters(
  count: number,
): readonly { readonly api: string; readonly page: string; readonly concepts: readonly string[] }[] {
  const random = seededRandom(8);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  return Array.from({ length: count }, (_, at) => {
    const [kind, practice] = [`${pick(kinds)},${pick(kinds)}`, `${pick(practices)},${pick(practices)}`];
    const departement = String(1 + Math.floor(random() * 95))
      .padStart(2, '0')
      .replace('20', '21');
    const chosen = [
      ['kind', 'type', kind],
      ...(at % 3 > 0 ? [['practice', 'pratique', practice]] : []),
      ...(at % 3 > 1
        ? [random() < 0.5 ? ['territory', 'territoire', departement] : ['need', 'besoin', pick(resources)]]
        : []),
    ];
    return {
      api: chosen.map(([name, , value]) => `${name}=${value}`).join('&'),
      page: chosen.map(([, name, value]) => `${name}=${value}`).join('&'),
      concepts: [kind, ...(at % 3 > 0 ? [practice] : [])],
    };
  });
}
