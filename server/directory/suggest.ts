import { matchName } from '../geography/find-communes.ts';
import type { Language } from '../rdf/text.ts';
import type { Bits } from './bits.ts';
import { countBits, eachBit, emptyBits, intersect, setBit, subtract } from './bits.ts';
import type { Concepts } from './concepts.ts';
import type { Box } from './distance.ts';
import { isInBox } from './distance.ts';
import type { Concept, EntityType, FacetName, Summary } from './entity.ts';
import { facetsOfType, schemeOf } from './facets.ts';
import type { FilterParts } from './filter-bits.ts';
import { labelsOf } from './labels.ts';
import type { ListOrder } from './list-order.ts';
import { searchText, searchWords, singularOf } from './search-words.ts';
import { nearest } from './spelling.ts';
import { suggestAreas, suggestNearAreas } from './suggest-areas.ts';
import type { ConceptSuggestion, EntitySuggestion, SuggestionMatch, Suggestions } from './suggestion.ts';
import { bySuggestionRank } from './suggestion.ts';

export interface SuggestOptions {
  /** Of each kind. */
  readonly limit: number;
  readonly language: Language;
  /** What the reader looks at: what lies in it comes first. */
  readonly view?: Box;
}

export interface SuggestParts extends FilterParts {
  readonly order: ListOrder;
  readonly concepts: Concepts;
  summariesOf(ids: readonly number[], language: Language): readonly Summary[];
}

const none: Suggestions = { places: [], areas: [], concepts: [], networks: [], people: [], territories: [] };
const matches: readonly SuggestionMatch[] = ['exact', 'prefix', 'word', 'synonym'];

/**
 * What a search may mean: entities by the same words as lists, communes and other territories by name or code, and the values
 * that narrow the list of places by any of their names. What is misspelt is guessed at only when nothing is found as it is written.
 */
export function suggest(q: string, options: SuggestOptions, parts: SuggestParts): Suggestions {
  if (searchWords(q).length === 0) return none;
  const found = (near: boolean): Suggestions => {
    const search = { q, limit: options.limit, view: options.view, places: parts.values.of('place', 'territory') };
    const entities = (type: EntityType) => suggestEntities(type, { q, near }, options, parts);
    return {
      places: entities('place'),
      areas: near ? suggestNearAreas(search) : suggestAreas(search),
      concepts: suggestConcepts({ q, near }, options, parts),
      networks: entities('network'),
      people: entities('person'),
      territories: entities('territory'),
    };
  };
  const exact = found(false);
  return Object.values(exact).some((group) => group.length > 0) ? exact : found(true);
}

function suggestEntities(
  type: EntityType,
  { q, near }: { readonly q: string; readonly near: boolean },
  { limit, language, view }: SuggestOptions,
  { index, matcher, order, summariesOf }: SuggestParts,
): EntitySuggestion[] {
  const match = matcher.match(type, q);
  if ((match.closeTo !== undefined) !== near) return [];
  const { lon, lat } = index.table(type);
  const inView = emptyBits(match.all.length * 32);
  if (view)
    eachBit(match.all, (slot) => {
      if (isInBox(lon[slot] as number, lat[slot] as number, view)) setBit(inView, slot);
    });
  const parts = match.tiers().flatMap((tier, at) => {
    const how: SuggestionMatch = near ? 'near' : (matches[at] ?? 'synonym');
    const [inside, outside] = [tier.slice(), tier.slice()];
    intersect(inside, inView);
    subtract(outside, inView);
    return [
      { match: how, isInView: true, bits: inside },
      { match: how, isInView: false, bits: outside },
    ];
  });
  const found: EntitySuggestion[] = [];
  for (const part of parts.sort(bySuggestionRank)) {
    const size = limit - found.length;
    if (size === 0 || isEmpty(part.bits)) continue;
    const ids = order.idsOf({ type }, { bits: part.bits, sort: 'name' }, { offset: 0, size });
    for (const entity of summariesOf(ids, language))
      found.push({ kind: 'entity', match: part.match, isInView: part.isInView, entity });
  }
  return found;
}

function isEmpty(bits: Bits): boolean {
  return countBits(bits) === 0;
}

/** The facets whose values a search may mean. */
const searchedFacets: readonly FacetName[] = facetsOfType.place.filter((name) => schemeOf(name) !== undefined);

function suggestConcepts(
  { q, near }: { readonly q: string; readonly near: boolean },
  { limit }: SuggestOptions,
  { concepts, values }: SuggestParts,
): ConceptSuggestion[] {
  const words = searchWords(q);
  const found: ConceptSuggestion[] = [];
  for (const facet of searchedFacets) {
    const postings = values.of('place', facet);
    for (const concept of concepts.inScheme(schemeOf(facet) ?? '')) {
      const how = near ? nearLabel(labelsOf(concept), words) : bestLabel(concept, words);
      const places = postings.get(concept.iri)?.size ?? 0;
      // A value that no place has is worth telling only to who asks for it by name.
      if (!how || (places === 0 && how.match !== 'exact')) continue;
      const { key, iri, label } = concept;
      found.push({ kind: 'concept', facet, key, iri, label, places, isInView: false, ...how });
    }
  }
  return found.sort((a, b) => bySuggestionRank(a, b) || b.places - a.places).slice(0, limit);
}

type Found = Pick<ConceptSuggestion, 'match' | 'alias'>;

function bestLabel(
  { label, altLabels: shown = [], hiddenLabels: hidden = [] }: Concept,
  words: readonly string[],
): Found | undefined {
  const matched = [label.fr, label.en].flatMap((own) => matchLabel(own, words) ?? []);
  const best = matches.find((match) => matched.includes(match));
  if (best) return { match: best };
  const alias = shown.find((label) => matchLabel(label, words) !== undefined);
  if (alias !== undefined) return { match: 'synonym', alias };
  return hidden.some((label) => matchLabel(label, words)) ? { match: 'synonym' } : undefined;
}

/** Articles are no part of a label, and its plural is not another one. */
function matchLabel(label: string, words: readonly string[]): SuggestionMatch | undefined {
  const name = searchWords(label).map(singular).join(' ');
  return matchName(name, words.map(singular));
}

function singular(word: string): string {
  return singularOf(word) ?? word;
}

function nearLabel(labels: readonly string[], words: readonly string[]): Found | undefined {
  const known = new Set(labels.flatMap((label) => searchText(label).split(' ')));
  return words.every((word) => known.has(word) || nearest(word, known).length > 0) ? { match: 'near' } : undefined;
}
