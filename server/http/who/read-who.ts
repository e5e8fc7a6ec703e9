import type { Concept, Entity, EntityType, Value } from '../../directory/entity.ts';
import type { KeyKeyword } from '../../directory/key-keywords.ts';
import type { Named } from '../../directory/names-by-id.ts';
import { given } from '../../rdf/given.ts';
import { type Language, wording } from '../../rdf/text.ts';
import type { DirectoryReader } from '../deps.ts';
import { partFacets } from '../lists/facet-order.ts';

import { type PrincipleTie, tiePrinciples } from './principle-ties.ts';

/** Who is in a who's who; of persons the directory knows only those who ask for it. */
export const whoTypes = ['person', 'organization'] as const satisfies readonly EntityType[];

export const whoPageSize = 50;
const shownSharers = 8;
const shownPrinciples = 60;

export interface WhoChoice {
  /** A practice. */
  readonly theme?: Concept;
  readonly role?: Concept;
  /** The key of a key word. */
  readonly word?: string;
  /** From 1. */
  readonly page: number;
}

/** A key word with who shares it, some of them by name. */
export interface Principle {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly sharers: readonly Named[];
}

export interface Who {
  readonly total: number;
  /** One page, by name. */
  readonly items: readonly { readonly entity: Entity; readonly words: readonly KeyKeyword[] }[];
  /** Of everybody under the theme and role, the most shared first. */
  readonly principles: readonly Principle[];
  /** Which of them go together. */
  readonly ties: readonly PrincipleTie[];
  readonly morePrinciples: number;
  /** Practices of people and organisations, with how many have them. */
  readonly themes: readonly { readonly key: string; readonly label: string; readonly count: number }[];
}

/** Reads who does what. */
export function readWho(choice: WhoChoice, directory: DirectoryReader, language: Language): Who {
  const { theme, role, word, page } = choice;
  const ids = whoTypes.flatMap((type) => {
    // Organisations have no role.
    if (type === 'organization' && role) return [];
    return directory.idsOf({
      type,
      ...given('practice', theme && [theme.key]),
      ...given('role', role && [role.key]),
    });
  });
  const words = directory.keyKeywords(ids);
  const chosen = word === undefined ? ids : ids.filter((id) => words.get(id)?.some(({ key }) => key === word));
  const first = directory.whoOrder(chosen, { offset: (page - 1) * whoPageSize, limit: whoPageSize });
  const names = directory.namesOf(first, language);
  const { principles, total } = principlesOf(words, directory, language);
  return {
    total: chosen.length,
    items: first.flatMap((id) => {
      const named = names.get(id);
      const entity = named && directory.entity(named.type, named.key, language, () => false);
      return entity ? { entity, words: words.get(id) ?? [] } : [];
    }),
    principles,
    ties: tiePrinciples(
      principles.map(({ key }) => key),
      words.values(),
    ),
    morePrinciples: total - principles.length,
    themes: themesOf(directory, language),
  };
}

function principlesOf(
  words: ReadonlyMap<number, readonly KeyKeyword[]>,
  { namesOf }: Pick<DirectoryReader, 'namesOf'>,
  language: Language,
) {
  const sharers = new Map<string, { readonly label: string; readonly ids: Set<number> }>();
  for (const [id, said] of words)
    for (const { key, text } of said) {
      const known = sharers.get(key) ?? { label: wording(text, language), ids: new Set() };
      sharers.set(key, known);
      known.ids.add(id);
    }
  const all = [...sharers].sort(
    ([a, one], [b, other]) => other.ids.size - one.ids.size || a.localeCompare(b, language),
  );
  const principles = all.slice(0, shownPrinciples).map(
    ([key, { label, ids }]): Principle => ({
      key,
      label,
      count: ids.size,
      sharers: [...namesOf([...ids].slice(0, shownSharers), language).values()],
    }),
  );
  return { principles, total: all.length };
}

function themesOf(directory: DirectoryReader, language: Language) {
  const practices = new Map(directory.concepts('practices').map((concept) => [concept.key, concept]));
  const counts = new Map<string, { readonly label: string; count: number }>();
  for (const type of whoTypes) {
    const { facets } = directory.list({ type }, { page: 1, size: 1, sort: 'name', language });
    const { specific } = partFacets('practice', facets['practice'] ?? [], (_, key) => practices.get(key));
    for (const { key, label, count } of specific) {
      const known = counts.get(key) ?? { label: label[language], count: 0 };
      known.count += count;
      counts.set(key, known);
    }
  }
  return [...counts]
    .map(([key, { label, count }]) => ({ key, label, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, language));
}

/** The labels of the concepts of a property. */
export function labelsOf(values: readonly Value[] | undefined, language: Language): readonly string[] {
  return (values ?? []).flatMap((value) => (value.kind === 'concept' ? value.concept.label[language] : []));
}
