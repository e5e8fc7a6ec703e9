import type { FacetDictionary } from './manifest.ts';

/** What narrows the places: words, and by facet the keys (or IRIs) that are or-ed; facets are and-ed. */
export interface Selection {
  readonly q: string;
  readonly facets: Readonly<Record<string, readonly string[]>>;
}

export const everything: Selection = { q: '', facets: {} };

/** What is chosen of one facet, as the columns know it. */
export interface ReadChoice {
  /** The facet's place in the manifest. */
  readonly facet: number;
  readonly values: readonly number[];
  /** Keys that the manifest does not list. */
  readonly unlisted: readonly string[];
}

/** Says the same selection always the same way, as parameters of `/api/places`. */
export function writeSelection({ q, facets }: Selection): string {
  const parameters = new URLSearchParams();
  if (q !== '') parameters.set('q', q);
  for (const [name, keys] of Object.entries(facets).sort(([a], [b]) => (a < b ? -1 : 1)))
    if (keys.length > 0) parameters.set(name, [...keys].sort().join(','));
  return parameters.toString().replaceAll('%2C', ',');
}

/** Finds what is chosen among a manifest's facets; facets that it does not have narrow nothing. */
export function readChoices(dictionaries: readonly FacetDictionary[], { facets }: Selection): ReadChoice[] {
  return dictionaries.flatMap(({ name, values }, facet) => {
    const keys = facets[name] ?? [];
    if (keys.length === 0) return [];
    const found = keys.map((key) => values.findIndex((value) => value.key === key || value.iri === key));
    return [{ facet, values: found.filter((at) => at >= 0), unlisted: keys.filter((_, i) => (found[i] ?? -1) < 0) }];
  });
}
