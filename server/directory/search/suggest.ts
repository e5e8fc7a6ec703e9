import { matchName } from '../../geography/find-communes.ts';
import type { Language } from '../../rdf/text.ts';
import type { Box } from '../distance.ts';
import { isInBox } from '../distance.ts';
import type { EntityType, FacetName, Summary } from '../entity.ts';
import { eachBit, emptyBits, intersect, isEmpty, setBit, subtract } from '../facets/bits.ts';
import { facetsOfType, schemeOf } from '../facets/facets.ts';
import { bitsOf, type FilterParts } from '../facets/filter-bits.ts';
import type { ListOrder } from '../list-order.ts';
import type { Label, Labels } from './labels.ts';
import { inSingular } from './labels.ts';
import { searchWords } from './search-words.ts';
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
  readonly labels: Labels;
  summariesOf(ids: readonly number[], language: Language): readonly Summary[];
}

const none: Suggestions = {
  places: [],
  areas: [],
  concepts: [],
  networks: [],
  people: [],
  territories: [],
  needs: [],
  offers: [],
};
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
      needs: entities('need'),
      offers: entities('offer'),
    };
  };
  const exact = found(false);
  return Object.values(exact).some((group) => group.length > 0) ? exact : found(true);
}

function suggestEntities(
  type: EntityType,
  { q, near }: { readonly q: string; readonly near: boolean },
  { limit, language, view }: SuggestOptions,
  { index, matcher, values, order, summariesOf }: SuggestParts,
): EntitySuggestion[] {
  const match = matcher.match(type, q);
  if ((match.closeTo !== undefined) !== near) return [];
  const { lon, lat } = index.table(type);
  const shown = bitsOf({ type }, { index, matcher, values });
  const inView = emptyBits(match.all.length * 32);
  if (view)
    eachBit(match.all, (slot) => {
      if (isInBox(lon[slot] as number, lat[slot] as number, view)) setBit(inView, slot);
    });
  const parts = match.tiers().flatMap((tier, at) => {
    const how: SuggestionMatch = near ? 'near' : (matches[at] ?? 'synonym');
    const [inside, outside] = [tier.slice(), tier.slice()];
    for (const part of [inside, outside]) intersect(part, shown);
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

/** The facets of places whose values a search may mean, by the scheme of their concepts. */
const facetsOfScheme: ReadonlyMap<string, readonly FacetName[]> = Map.groupBy(
  facetsOfType.place.filter((name) => schemeOf(name) !== undefined),
  (name) => schemeOf(name) ?? '',
);

function suggestConcepts(
  { q, near }: { readonly q: string; readonly near: boolean },
  { limit }: SuggestOptions,
  { labels, values }: SuggestParts,
): ConceptSuggestion[] {
  const words = near ? nearWords(searchWords(q), labels.words) : searchWords(q);
  if (!words) return [];
  const asked = { words: words.map((word) => inSingular([word])), phrase: inSingular(words) };
  const found: ConceptSuggestion[] = [];
  for (const { concept, labels: own } of labels.values) {
    const how = concept && bestLabel(own, asked);
    if (!concept || !how) continue;
    const { key, iri, label, scheme } = concept;
    for (const facet of facetsOfScheme.get(scheme) ?? []) {
      const places = values.of('place', facet).get(iri)?.size ?? 0;
      // A value that no place has is worth telling only to who asks for it by name.
      if (places === 0 && (near || how.match !== 'exact')) continue;
      const match: SuggestionMatch = near ? 'near' : how.match;
      found.push({ kind: 'concept', facet, key, iri, label, places, isInView: false, ...how, match });
    }
  }
  return found.sort((a, b) => bySuggestionRank(a, b) || b.places - a.places).slice(0, limit);
}

type Found = Pick<ConceptSuggestion, 'match' | 'alias'>;

function bestLabel(
  labels: readonly Label[],
  { words, phrase }: { words: readonly string[]; phrase: string },
): Found | undefined {
  let best: Found | undefined;
  for (const { text, folded, kind } of labels) {
    const match = matchName(folded, words, phrase);
    if (!match) continue;
    const found: Found =
      kind === 'shown' ? { match } : kind === 'other' ? { match: 'synonym', alias: text } : { match: 'synonym' };
    if (!best || matches.indexOf(found.match) < matches.indexOf(best.match)) best = found;
  }
  return best;
}

/** The words with each that no label has replaced by the nearest that one has; undefined when there is none. */
function nearWords(words: readonly string[], known: ReadonlySet<string>): readonly string[] | undefined {
  const near = words.map((word) => (known.has(word) ? word : nearest(word, known)[0]));
  return near.every((word) => word !== undefined) ? near : undefined;
}
