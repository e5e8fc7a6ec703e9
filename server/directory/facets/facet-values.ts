import type { DatabaseSync } from 'node:sqlite';
import { isOpenIn } from '../../points/open-spans.ts';
import { VOCAB } from '../../rdf/terms.ts';
import type { EntityType, FacetName } from '../entity.ts';
import { type LocalTime, localTime } from '../opening/opening-hours.ts';
import type { Postings } from './bits.ts';
import { countBits, emptyBits, setBit } from './bits.ts';
import type { FacetIndex } from './facet-index.ts';
import type { FacetTable } from './facet-table.ts';
import {
  dayNumber,
  facetSources,
  freshnessClasses,
  freshnessOf,
  openNow,
  schemeOf,
  whenClasses,
  whenOf,
} from './facets.ts';

/** Who has which value of each facet, those included that depend on the day or the minute. */
export interface FacetValues {
  /** Values are concept IRIs, network IRIs, territory codes, or the keys of `facets.ts`. */
  of(type: EntityType, name: FacetName): ReadonlyMap<string, Postings>;
  /** The value that a key or an IRI of a filter means. */
  valueOf(name: FacetName, keyOrIri: string): string;
  /** Changes when an answer may: with the index, the day and the minute. */
  stamp(): string;
}

const none: ReadonlyMap<string, Postings> = new Map();

/** Makes the reader of facet values; what depends on the clock is worked out once a day or a minute. */
export function createFacetValues(db: DatabaseSync, index: FacetIndex, now: () => Date): FacetValues {
  const networkOf = db.prepare("SELECT iri FROM entity_key WHERE type = 'network' AND key = ?");
  const kept = new Map<string, { readonly stamp: string; readonly values: ReadonlyMap<string, Postings> }>();

  function keep(key: string, stamp: string, make: () => ReadonlyMap<string, Postings>) {
    const known = kept.get(key);
    if (known?.stamp === stamp) return known.values;
    const values = make();
    kept.set(key, { stamp, values });
    return values;
  }

  return {
    of(type, name) {
      const source = facetSources[name];
      const table = index.table(type);
      switch (source.kind) {
        case 'concept':
          return table.values.get(source.property) ?? none;
        case 'network':
        case 'territory':
        case 'exchange':
          return table.values.get(name) ?? none;
        case 'freshness': {
          const today = dayNumber(now());
          return keep(`${type} freshness`, `${index.revision()} ${today}`, () => byFreshness(table, today));
        }
        case 'when': {
          const today = now().toISOString().slice(0, 10);
          return keep(`${type} when`, `${index.revision()} ${today}`, () => byWhen(table, today));
        }
        case 'open': {
          const minute = minuteOf(now());
          return keep(`${type} open`, `${index.revision()} ${minute}`, () => openAt(table, now()));
        }
      }
    },
    valueOf(name, keyOrIri) {
      if (/^https?:/.test(keyOrIri)) return keyOrIri;
      const scheme = schemeOf(name);
      if (scheme) return `${VOCAB}${scheme}/${keyOrIri}`;
      if (name === 'network') return (networkOf.get(keyOrIri)?.['iri'] as string | undefined) ?? keyOrIri;
      return name === 'territory' ? keyOrIri.toUpperCase() : keyOrIri;
    },
    stamp: () => `${index.revision()} ${minuteOf(now())}`,
  };
}

function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / 60_000);
}

function byFreshness({ ids, readDay }: FacetTable, today: number): ReadonlyMap<string, Postings> {
  const classes = new Map(freshnessClasses.map(({ key }) => [key, emptyBits(ids.length)]));
  for (let slot = 0; slot < ids.length; slot++)
    if (ids[slot] !== 0) setBit(classes.get(freshnessOf(readDay[slot] ?? 0, today)) ?? emptyBits(0), slot);
  return new Map([...classes].map(([key, bits]) => [key, asPostings(bits)]));
}

function byWhen({ ids, standsUntil }: FacetTable, today: string): ReadonlyMap<string, Postings> {
  const classes = new Map<string, Uint32Array>(whenClasses.map(({ key }) => [key, emptyBits(ids.length)]));
  for (let slot = 0; slot < ids.length; slot++)
    if (ids[slot] !== 0) setBit(classes.get(whenOf(standsUntil[slot] ?? '', today)) ?? emptyBits(0), slot);
  return new Map([...classes].map(([key, bits]) => [key, asPostings(bits)]));
}

function openAt({ ids, hours }: FacetTable, now: Date): ReadonlyMap<string, Postings> {
  const bits = emptyBits(ids.length);
  const clocks = new Map<string, LocalTime>();
  for (const [slot, { zone, spansOn }] of hours) {
    const time = clocks.get(zone) ?? localTime(now, zone);
    clocks.set(zone, time);
    if (isOpenIn(spansOn(time.date), time.minute)) setBit(bits, slot);
  }
  return hours.size > 0 ? new Map([[openNow.key, asPostings(bits)]]) : none;
}

function asPostings(bits: Uint32Array): Postings {
  return { size: countBits(bits), list: undefined, bits };
}
