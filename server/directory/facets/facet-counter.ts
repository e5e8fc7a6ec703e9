import type { DatabaseSync } from 'node:sqlite';
import { departementName } from '../../geography/departements.ts';
import { VOCAB } from '../../rdf/terms.ts';
import type { Bilingual } from '../../rdf/text.ts';
import { wording } from '../../rdf/text.ts';
import type { Concepts } from '../concepts.ts';
import type { Facet, FacetName, Filter } from '../entity.ts';
import { descriptionOf } from '../entity-reader.ts';
import { territoryIri, territoryName } from '../territory-names.ts';
import type { Bits, Postings } from './bits.ts';
import { countIn } from './bits.ts';
import { facetSources, facetsOfType, freshnessClasses, openNow, schemeOf, whenClasses } from './facets.ts';
import type { FilterParts } from './filter-bits.ts';
import { bitsOf } from './filter-bits.ts';

/** Counts what would narrow a list. */
export interface FacetCounter {
  /** Every facet that suits the filter's type; `chosen` is what the whole filter lets through. */
  count(filter: Filter, chosen: Bits): Readonly<Record<string, readonly Facet[]>>;
}

const keptAnswers = 200;
const alphabetical = new Intl.Collator('fr').compare;

/**
 * Makes the counter; answers are kept until the index, the day or the minute changes. A value that the type has somewhere
 * stays in its facet when nothing of the list has it, with the count 0.
 */
export function createFacetCounter(db: DatabaseSync, concepts: Concepts, parts: FilterParts): FacetCounter {
  const network = db.prepare(
    'SELECT k.key, e.description FROM entity e JOIN entity_key k ON k.iri = e.iri WHERE e.iri = ? AND e.lead = 1',
  );
  const kept = new Map<string, Readonly<Record<string, readonly Facet[]>>>();
  let stamp = '';

  function facet(name: FacetName, filter: Filter, chosen: Bits): Facet[] {
    const postings = parts.values.of(filter.type, name);
    // A facet's counts leave its own choice out: the list without it is another one only when there is one.
    const bits = filter[name]?.length ? bitsOf(filter, parts, name) : chosen;
    // Choosing what is met lets in what a list leaves out.
    const bitsFor = (value: string) =>
      name === 'exchangeState' && !filter.ended && value.endsWith('/met')
        ? bitsOf({ ...filter, exchangeState: [value] }, parts)
        : bits;
    const selected = (filter[name] ?? []).map((value) => parts.values.valueOf(name, value));
    return [...shownValues(name, postings, selected)]
      .flatMap((value) => {
        const label = labelOf(name, value);
        return label
          ? { ...label, count: countIn(postings.get(value) ?? { size: 0, list: [], bits: undefined }, bitsFor(value)) }
          : [];
      })
      .sort((a, b) =>
        isOrdered(name) ? 0 : b.count - a.count || alphabetical(a.label.fr, b.label.fr) || (a.key < b.key ? -1 : 1),
      );
  }

  function shownValues(
    name: FacetName,
    postings: ReadonlyMap<string, Postings>,
    selected: readonly string[],
  ): Set<string> {
    const source = facetSources[name];
    switch (source.kind) {
      case 'concept':
      case 'exchange': {
        // What the type never says is no choice at all.
        const showsZeros = source.kind === 'concept' && source.showsZeros && postings.size > 0;
        const values = concepts.inScheme(schemeOf(name) ?? '').map(({ iri }) => iri);
        return new Set(values.filter((iri) => showsZeros || postings.has(iri) || selected.includes(iri)));
      }
      case 'territory':
        return new Set([...[...postings.keys()].filter((code) => departementName(code)), ...selected]);
      case 'network':
        return new Set([...postings.keys(), ...selected]);
      case 'freshness':
        return new Set(freshnessClasses.map(({ key }) => key));
      case 'when':
        return new Set(whenClasses.map(({ key }) => key));
      case 'open':
        return new Set([...postings.keys(), ...selected]);
    }
  }

  function labelOf(name: FacetName, value: string): Omit<Facet, 'count'> | undefined {
    switch (facetSources[name].kind) {
      case 'concept':
      case 'exchange': {
        const concept = concepts.find(value);
        return concept && { key: concept.key, iri: value, label: concept.label };
      }
      case 'territory':
        return { key: value, iri: territoryIri(value), label: same(territoryName(value)) };
      case 'network':
        return networkLabel(value);
      case 'freshness': {
        const found = freshnessClasses.find(({ key }) => key === value);
        return found && { key: found.key, iri: `${VOCAB}freshness/${value}`, label: found.label };
      }
      case 'when': {
        const found = whenClasses.find(({ key }) => key === value);
        return found && { key: found.key, iri: `${VOCAB}when/${value}`, label: found.label };
      }
      case 'open':
        return { key: openNow.key, iri: `${VOCAB}open/${openNow.key}`, label: openNow.label };
    }
  }

  function networkLabel(iri: string): Omit<Facet, 'count'> {
    const row = network.get(iri);
    const names = row ? descriptionOf(row).names : undefined;
    return {
      key: (row?.['key'] as string | undefined) ?? iri,
      iri,
      label: { fr: wording(names, 'fr') || iri, en: wording(names, 'en') || iri },
    };
  }

  return {
    count(filter, chosen) {
      const now = parts.values.stamp();
      if (now !== stamp) kept.clear();
      stamp = now;
      const key = JSON.stringify(filter);
      const answer =
        kept.get(key) ??
        Object.fromEntries(facetsOfType[filter.type].map((name) => [name, facet(name, filter, chosen)]));
      kept.delete(key);
      kept.set(key, answer);
      if (kept.size > keptAnswers) kept.delete(kept.keys().next().value ?? '');
      return answer;
    },
  };
}

/** Classes keep their own order. */
function isOrdered(name: FacetName): boolean {
  const { kind } = facetSources[name];
  return kind === 'freshness' || kind === 'when';
}

function same(name: string): Bilingual {
  return { fr: name, en: name };
}
