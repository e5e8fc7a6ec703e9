import type { Directory } from '../directory/directory.ts';
import { kilometres } from '../directory/distance.ts';
import type { Entity, EntityType, Summary, Value } from '../directory/entity.ts';
import { isOpenExchange } from '../directory/facets/facets.ts';
import { given } from '../rdf/given.ts';
import type { Bilingual, Language } from '../rdf/text.ts';

/** A reason for two actors to talk: what one seeks is what the other offers. */
export interface Lead {
  /** Whose need it is, seen from the actor that asks: `need` its own, `offer` the other's. */
  readonly side: 'need' | 'offer';
  readonly need: Summary;
  readonly offer: Summary;
  /** The actor at the other end. */
  readonly actor: Summary;
  /** Between the two actors, when both have a position. */
  readonly distanceKm?: number;
  readonly reason: Bilingual;
}

interface Exchange {
  readonly entity: Entity;
  readonly resources: readonly Extract<Value, { kind: 'concept' }>['concept'][];
}

/** How many candidates are looked at for one need or offer. */
const candidateLimit = 50;

/**
 * Finds the leads of an actor: offers of others that fit its needs and needs of others that fit its offers, by resource
 * concept (narrower ones included), open ones only, the nearest first.
 */
export function findLeads(
  directory: Pick<Directory, 'list' | 'entity'>,
  actor: { readonly type: EntityType; readonly key: string },
  { language, now }: { readonly language: Language; readonly now: Date },
): readonly Lead[] {
  const self = directory.entity(actor.type, actor.key, language, isExchange);
  if (!self) return [];
  const search = { directory, self, language, now };
  return [...leadsOf(search, 'need'), ...leadsOf(search, 'offer')].sort(
    (a, b) => (a.distanceKm ?? Number.POSITIVE_INFINITY) - (b.distanceKm ?? Number.POSITIVE_INFINITY),
  );
}

interface Search {
  readonly directory: Pick<Directory, 'list' | 'entity'>;
  readonly self: Entity;
  readonly language: Language;
  readonly now: Date;
}

const relations = {
  need: { own: 'seeks', wanted: 'offer', back: 'offeredBy' },
  offer: { own: 'makesOffer', wanted: 'need', back: 'soughtBy' },
} as const;

/** Of an actor's links only these matter here. */
function isExchange(relation: string): boolean {
  return relation === relations.need.own || relation === relations.offer.own;
}

function leadsOf(search: Search, side: Lead['side']): Lead[] {
  const { directory, self, language } = search;
  const { own, wanted, back } = relations[side];
  const leads: Lead[] = [];
  for (const mine of exchangesOf(search, own)) {
    if (mine.resources.length === 0) continue;
    const filter = { type: wanted, resource: mine.resources.map(({ iri }) => iri) } as const;
    for (const candidate of directory.list(filter, { page: 1, size: candidateLimit, language }).items) {
      const theirs = openExchange(search, candidate);
      const actor = theirs?.entity.links
        .map(({ relation, target }) => (relation === back ? target : undefined))
        .find(isKnown);
      if (!theirs || !actor || actor.iri === self.iri) continue;
      const km =
        self.position && actor.position
          ? kilometres(self.position.lon, self.position.lat, actor.position.lon, actor.position.lat)
          : undefined;
      leads.push({
        side,
        need: side === 'need' ? mine.entity : theirs.entity,
        offer: side === 'need' ? theirs.entity : mine.entity,
        actor,
        ...given('distanceKm', km === undefined ? undefined : Math.round(km)),
        reason: reasonOf(mine, theirs, actor),
      });
    }
  }
  return leads;
}

function exchangesOf(search: Search, relation: string): Exchange[] {
  return search.self.links.flatMap(({ relation: name, target }) => {
    const exchange = name === relation && isKnown(target) ? openExchange(search, target) : undefined;
    return exchange ? [exchange] : [];
  });
}

/** A need or an offer as long as it is neither met nor past its date. */
function openExchange({ directory, language, now }: Search, summary: Summary): Exchange | undefined {
  const entity = directory.entity(summary.type, summary.key, language);
  if (!entity) return undefined;
  const dates = (entity.properties['validThrough'] ?? []).flatMap((value) =>
    value.kind === 'date' ? [value.value] : [],
  );
  const said = { states: concepts(entity, 'exchangeState').map(({ iri }) => iri), until: dates.sort().at(-1) ?? null };
  return isOpenExchange(said, now.toISOString().slice(0, 10))
    ? { entity, resources: concepts(entity, 'resource') }
    : undefined;
}

function concepts(entity: Entity, property: string) {
  return (entity.properties[property] ?? []).flatMap((value) => (value.kind === 'concept' ? [value.concept] : []));
}

function reasonOf(mine: Exchange, theirs: Exchange, actor: Summary): Bilingual {
  const shared =
    theirs.resources.find(({ iri }) => mine.resources.some((resource) => resource.iri === iri)) ?? theirs.resources[0];
  const label = shared?.label ?? { fr: '', en: '' };
  return mine.entity.type === 'need'
    ? { fr: `${actor.name} propose : ${label.fr}`, en: `${actor.name} offers: ${label.en}` }
    : { fr: `${actor.name} cherche : ${label.fr}`, en: `${actor.name} seeks: ${label.en}` };
}

function isKnown(target: Entity['links'][number]['target'] | undefined): target is Summary {
  return target !== undefined && 'type' in target;
}
