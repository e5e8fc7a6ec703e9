import type { Language, SearchAnswer } from '../../server/http/contract.ts';
import type { Bounds } from '../../server/points/manifest.ts';
import { readJson } from './read-answer.ts';

/** Something that a search may mean. */
export type Suggestion =
  | SearchAnswer['places'][number]
  | SearchAnswer['areas'][number]
  | SearchAnswer['concepts'][number];

const order: Readonly<Record<Suggestion['match'], number>> = { exact: 0, prefix: 1, word: 2, synonym: 3, near: 4 };

/** Of each kind so many, and all together no more than fits under the field. */
const ofEach = 4;
const atMost = 9;

/**
 * Asks the server what a search may mean, whichever index the map has: lists, counts and suggestions know one search.
 * What is named exactly so comes first; else areas and values, which lead to many places, before the places; where
 * nothing is comes last.
 */
export async function suggest(
  text: string,
  { view, language }: { readonly view?: Bounds | undefined; readonly language: Language },
  signal: AbortSignal,
): Promise<readonly Suggestion[]> {
  const parameters = new URLSearchParams({ q: text, limit: String(ofEach), lang: language });
  if (view) parameters.set('bbox', view.join(','));
  const found = await readJson<SearchAnswer>(`/api/search?${parameters}`, signal);
  const { areas, concepts, places, networks, people, territories, needs, offers } = found;
  const groups: readonly (readonly Suggestion[])[] = [
    areas,
    concepts,
    networks,
    places,
    needs,
    offers,
    people,
    territories,
  ];
  const isEmpty = (found: Suggestion) => Number('places' in found && found.places === 0);
  const ranked = groups.flat().sort((a, b) => order[a.match] - order[b.match] || isEmpty(a) - isEmpty(b));
  return ranked.slice(0, atMost);
}
