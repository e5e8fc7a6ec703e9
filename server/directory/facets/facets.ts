import { communes } from '../../geography/communes.ts';
import { once } from '../../geography/dataset.ts';
import { departements } from '../../geography/departements.ts';
import type { Bilingual } from '../../rdf/text.ts';
import type { Concepts } from '../concepts.ts';
import type { EntityType, FacetName, Filter } from '../entity.ts';

/**
 * Where a facet's values come from. This file is the one definition of every facet: lists, the map's index and the
 * SPARQL templates in `server/http/queries/facets/` follow it, so that their counts are equal.
 */
export type FacetSource =
  /** Concepts of a property, and everything broader (`withBroader`). */
  | { readonly kind: 'concept'; readonly property: string; readonly scheme: string; readonly showsZeros: boolean }
  /** The networks of `memberOf`, whichever side says so. */
  | { readonly kind: 'network' }
  /** The codes of `territoriesOf`; only the départements are offered. */
  | { readonly kind: 'territory' }
  /** The resources of the needs or offers that the entity `seeks` or `makesOffer` and that are still open (`isOpenExchange`). */
  | { readonly kind: 'exchange'; readonly relation: 'seeks' | 'makesOffer'; readonly of: 'need' | 'offer' }
  /** `freshnessOf` the day its document was last read. */
  | { readonly kind: 'freshness' }
  /** `whenOf` the last day of an event. */
  | { readonly kind: 'when' }
  /** The one value `now`: its opening hours say so at this minute of its clocks (`isOpenAt`). */
  | { readonly kind: 'open' };

const concept = (property: string, scheme: string, showsZeros = false): FacetSource => ({
  kind: 'concept',
  property,
  scheme,
  showsZeros,
});

/** Every facet's source; short schemes show all their values, so that a reader sees what exists at all. */
export const facetSources: Readonly<Record<FacetName, FacetSource>> = {
  kind: concept('kind', 'kinds', true),
  practice: concept('practice', 'practices'),
  resource: concept('resource', 'resources'),
  need: { kind: 'exchange', relation: 'seeks', of: 'need' },
  offer: { kind: 'exchange', relation: 'makesOffer', of: 'offer' },
  network: { kind: 'network' },
  territory: { kind: 'territory' },
  status: concept('operatingStatus', 'operating-statuses', true),
  audience: concept('audience', 'audiences'),
  legalForm: concept('legalForm', 'legal-forms'),
  discipline: concept('discipline', 'disciplines'),
  role: concept('role', 'roles'),
  effect: concept('effect', 'effects'),
  scale: concept('scale', 'scales', true),
  condition: concept('condition', 'conditions', true),
  exchangeState: concept('exchangeState', 'exchange-states', true),
  stage: concept('stage', 'stages', true),
  eventKind: concept('eventKind', 'event-kinds', true),
  when: { kind: 'when' },
  freshness: { kind: 'freshness' },
  open: { kind: 'open' },
};

/** The facets that make sense beside each kind of list. */
export const facetsOfType: Readonly<Record<EntityType, readonly FacetName[]>> = {
  place: [
    'kind',
    'practice',
    'need',
    'offer',
    'network',
    'territory',
    'scale',
    'audience',
    'status',
    'freshness',
    'open',
  ],
  network: ['practice', 'need', 'offer', 'scale', 'territory', 'network', 'freshness'],
  organization: ['legalForm', 'practice', 'need', 'offer', 'discipline', 'scale', 'territory', 'network', 'freshness'],
  person: ['role', 'discipline', 'scale', 'practice', 'need', 'offer', 'territory'],
  territory: ['scale'],
  practice: ['practice', 'scale'],
  need: ['resource', 'exchangeState', 'territory'],
  offer: ['resource', 'condition', 'exchangeState', 'territory'],
  cooperation: ['stage', 'need', 'offer', 'practice', 'scale', 'territory'],
  event: ['when', 'eventKind', 'practice', 'audience', 'territory'],
  experience: ['practice'],
  effect: ['effect'],
};

/** The scheme that a facet's values are concepts of, undefined for the others. */
export function schemeOf(name: FacetName): string | undefined {
  const source = facetSources[name];
  if (source.kind === 'concept') return source.scheme;
  return source.kind === 'exchange' ? 'resources' : undefined;
}

/** A concept counts for everything broader too, so that choosing "ecological" finds the shared gardens. */
export function withBroader(concepts: Pick<Concepts, 'find'>, iri: string): readonly string[] {
  const chain: string[] = [];
  for (let at: string | undefined = iri; at && !chain.includes(at); at = concepts.find(at)?.broader)
    // Ours is the same text each time, which maps find sooner.
    chain.push(concepts.find(at)?.iri ?? at);
  return chain;
}

const regionOfCommune = once(() => new Map(communes().map(({ code, region }) => [code, region])));

/**
 * The codes of the territories that an entity lies in, the widest first: région ("R53"), département ("35"), commune
 * ("35238"). Régions carry a letter since their numbers are also those of départements.
 */
export function territoriesOf({
  departement,
  commune,
}: {
  readonly departement: string | null;
  readonly commune: string | null;
}): readonly string[] {
  const region = departement
    ? departements().get(departement)?.region
    : commune
      ? regionOfCommune().get(commune)
      : undefined;
  return [region && `R${region}`, departement, commune].filter((code) => typeof code === 'string');
}

/** What lists leave out unless it is asked for. */
export function canEnd(type: EntityType): type is 'need' | 'offer' {
  return type === 'need' || type === 'offer';
}

/** Why what a list leaves out is left out, when just that state is not asked for: `over` by its date, `met`. */
export function leftOutWhen({ exchangeState = [] }: Pick<Filter, 'exchangeState'>): readonly ('over' | 'met')[] {
  const asksForMet = exchangeState.some((value) => value === 'met' || value.endsWith('/exchange-states/met'));
  return asksForMet ? ['over'] : ['over', 'met'];
}

/** Whether a need or an offer still stands: it is not met, and its last day (a date, a month or a year) is not before `today`. */
export function isOpenExchange(
  { states, until }: { readonly states: readonly string[]; readonly until: string | null },
  today: string,
): boolean {
  return !states.some((iri) => iri.endsWith('/exchange-states/met')) && (until === null || !isBefore(until, today));
}

/** Whether a date, which may be a month or a year only, lies wholly before a day ("2026-11-25"). */
export function isBefore(date: string, day: string): boolean {
  const said = date.slice(0, 10);
  return said < day.slice(0, said.length);
}

/** How long ago a document was last read, in whole days of UTC: each class up to so many days. */
export const freshnessClasses: readonly {
  readonly key: 'week' | 'month' | 'older';
  readonly days: number;
  readonly label: Bilingual;
}[] = [
  { key: 'week', days: 7, label: { fr: 'Depuis 7 jours au plus', en: 'Within 7 days' } },
  { key: 'month', days: 30, label: { fr: 'De 8 à 30 jours', en: '8 to 30 days ago' } },
  { key: 'older', days: Number.POSITIVE_INFINITY, label: { fr: 'Plus de 30 jours', en: 'More than 30 days ago' } },
];

/** The class of a reading, both days counted since 1970-01-01 UTC. */
export function freshnessOf(readDay: number, today: number): 'week' | 'month' | 'older' {
  return freshnessClasses.find(({ days }) => today - readDay <= days)?.key ?? 'older';
}

/** When an event is, by its last day: until the end of that day it is to come. */
export const whenClasses = [
  { key: 'upcoming', label: { fr: 'À venir', en: 'To come' } },
  { key: 'past', label: { fr: 'Passés', en: 'Past' } },
  { key: 'undated', label: { fr: 'Sans date', en: 'Without a date' } },
] as const satisfies readonly { readonly key: string; readonly label: Bilingual }[];
export type WhenKey = (typeof whenClasses)[number]['key'];

/** The class of an event on a day ("2026-11-25"); its last day may be a month or a year, and is empty where it says none. */
export function whenOf(lastDay: string, today: string): WhenKey {
  if (lastDay === '') return 'undated';
  return isBefore(lastDay, today) ? 'past' : 'upcoming';
}

/** The one value of the facet `open`. */
export const openNow = { key: 'now', label: { fr: 'Ouvert en ce moment', en: 'Open now' } } as const;

const dayMs = 24 * 60 * 60 * 1000;

/** Whole days since 1970-01-01 UTC. */
export function dayNumber(at: Date | string): number {
  return Math.floor((typeof at === 'string' ? Date.parse(at) : at.getTime()) / dayMs);
}
