import type { Quad } from '@rdfjs/types';
import type { Dereferenced, Dereferencer } from '../fetch/dereference.ts';
import type { PublisherRules } from '../fetch/publisher.ts';
import { parseCanonical } from '../rdf/parse-canonical.ts';
import { obs } from '../rdf/terms.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { LeadNotices } from '../registry/lead-notices.ts';
import { dayMs } from '../registry/registration.ts';
import type { Registry } from '../registry/registry.ts';
import { inboxOf } from './remind.ts';

/** One profile is written to at most so often. */
const restMs = 30 * dayMs;
/** So many profiles at a time: the next ones come with the next call. */
const most = 20;
const toldOfEach = 3;

interface ToldEnd {
  readonly iri: string;
  readonly provenance: { readonly registration: string; readonly source: string; readonly changedAt: string };
}

/** What concerns both ends alike. */
const mutualKinds: ReadonlySet<string> = new Set(['answers-need', 'seeks-offer', 'exchange']);

/** A lead as it is told to whom it is for. */
export interface ToldLead {
  readonly kind: string;
  readonly self: ToldEnd;
  readonly actor: ToldEnd;
  readonly reason: Bilingual;
}

export interface LeadNotifying {
  readonly notices: LeadNotices;
  readonly registry: Pick<Registry, 'find' | 'content'>;
  readonly dereferencer: Pick<Dereferencer, 'send'>;
  readonly publishers: Pick<PublisherRules, 'find'>;
  /** The address of this observatory. */
  readonly origin: string;
  /** The page of the leads of an entity, by its IRI. */
  readonly pageOf: (iri: string) => string | undefined;
  readonly now: () => Date;
}

/**
 * Tells of new leads, as Linked Data Notifications, to the inboxes that profiles name at their own site: one notification at most in thirty days,
 * and none to a profile that says `obs:wantsLeads false`. Its turn is noted before it is asked. Returns how many were sent.
 */
export async function notifyLeads(leads: readonly ToldLead[], parts: LeadNotifying): Promise<number> {
  const { notices, registry, dereferencer, publishers, now } = parts;
  let [sent, asked] = [0, 0];
  for (const [registration, own] of Map.groupBy(leads.flatMap(bothEnds), ({ self }) => self.provenance.registration)) {
    if (asked >= most) break;
    const last = notices.lastAt(registration);
    if (last !== undefined && now().getTime() - Date.parse(last) < restMs) continue;
    const fresh = last === undefined ? own : own.filter(({ actor }) => actor.provenance.changedAt > last);
    const known = registry.find(registration);
    if (fresh.length === 0 || !known?.shown || !known.graphHash) continue;
    const quads = parseCanonical(registry.content(known.graphHash) ?? '');
    const inbox = inboxOf(quads, known.url);
    // Anybody can write the address of somebody else's inbox.
    if (!inbox || publishers.find(inbox) !== publishers.find(known.url) || isUnwanted(quads)) continue;
    asked++;
    notices.note(registration, now());
    const body = JSON.stringify(writeNotice(fresh.slice(0, toldOfEach), parts));
    if (isTaken(await dereferencer.send(inbox, { mediaType: 'application/ld+json', body }))) sent++;
  }
  return sent;
}

/** Who offers what somebody seeks is told as well as who seeks it. */
function bothEnds(lead: ToldLead): readonly ToldLead[] {
  return mutualKinds.has(lead.kind) ? [lead, { ...lead, self: lead.actor, actor: lead.self }] : [lead];
}

function isUnwanted(quads: readonly Quad[]): boolean {
  return quads.some(({ predicate, object }) => predicate.equals(obs('wantsLeads')) && object.value === 'false');
}

/** Receivers answer 201, or 202 when they look at it later (Linked Data Notifications, section 3.3). */
function isTaken(met: Dereferenced): boolean {
  return met.state === 'document' || (met.state === 'bad-answer' && met.status !== undefined && met.status < 300);
}

function writeNotice(leads: readonly ToldLead[], { origin, pageOf, now }: LeadNotifying) {
  const [first] = leads as readonly [ToldLead];
  const say = (language: 'fr' | 'en') => leads.map(({ reason }) => reason[language]).join(' ');
  const page = pageOf(first.self.iri);
  return {
    '@context': 'https://www.w3.org/ns/activitystreams',
    type: 'Announce',
    actor: { type: 'Service', id: `${origin}/`, name: 'Obsidienne' },
    object: { type: 'Document', id: first.self.provenance.source },
    summaryMap: {
      fr: `Des pistes de coopération pour vous. ${say('fr')} Pour ne plus recevoir de pistes, écrivez obs:wantsLeads false dans votre fiche.`,
      en: `Leads for cooperation for you. ${say('en')} To receive no more leads, write obs:wantsLeads false in your profile.`,
    },
    ...(page === undefined ? {} : { url: origin + page }),
    published: now().toISOString(),
  };
}
