import { circleOf } from '../acquaintance.ts';
import type { Actor, Exchange } from '../base/actor.ts';
import type { ConceptSpace } from '../base/concept-space.ts';
import type { LeadBase } from '../base/lead-base.ts';
import { orderDiversely } from '../ranking.ts';
import type { Answers } from '../similarity.ts';
import { findExchangeLeads } from './exchange-leads.ts';
import type { FoundLead, Search } from './found-lead.ts';
import { findGroupLeads } from './group-leads.ts';
import { findMeetingLeads } from './meeting-leads.ts';
import { findMissingLeads } from './missing-leads.ts';
import { findNetworkLeads } from './network-leads.ts';
import { findPracticeLeads, findSoughtPracticeLeads } from './practice-leads.ts';

/** What leads are found with, whoever asks. */
export interface Finder {
  readonly base: LeadBase;
  readonly space: ConceptSpace;
  readonly answers: Answers;
  stemsOf(exchange: Exchange): readonly string[];
}

/** Practice leads beyond these only repeat that others do the same. */
const mostAlike = 30;
/** What is worth less is not worth reading. */
const leastValue = 0.03;

/** The leads of one actor, the best first, each with its reasons; `limit` bounds them. */
export function findLeads(
  finder: Finder,
  self: Actor,
  options: { readonly today: number; readonly limit: number },
): FoundLead[] {
  const search: Search = { ...finder, circle: circleOf(finder.base, self), today: options.today };
  const alike = findPracticeLeads(search).sort((a, b) => b.score.value - a.score.value);
  const found = [
    ...oneForEach([...findExchangeLeads(search), ...findSoughtPracticeLeads(search)]),
    ...alike.slice(0, mostAlike),
    ...findNetworkLeads(search, alike.slice(0, 100)),
    ...findMissingLeads(search),
    ...findMeetingLeads(search),
    ...findGroupLeads(search),
  ];
  return orderDiversely(
    found.filter(({ score }) => score.value >= leastValue),
    options.limit,
  );
}

/** Who has what is sought, and practises it too, is one lead with all its reasons. */
function oneForEach(leads: readonly FoundLead[]): FoundLead[] {
  return [...Map.groupBy(leads, (lead) => lead.with).values()].map((those) => {
    const [best, ...rest] = those.sort((a, b) => b.score.value - a.score.value) as [FoundLead, ...FoundLead[]];
    const known = new Set(best.reasons.map(({ say }) => say));
    return {
      ...best,
      // A reason that both have, such as a network in common, is told once.
      reasons: [...best.reasons, ...rest.flatMap(({ reasons }) => reasons.filter(({ say }) => !known.has(say)))],
      exchanges: [...new Set(those.flatMap(({ exchanges }) => exchanges))],
    };
  });
}

/** Of several actors (the members of a network, who is in a territory) at most so many are asked. */
export const mostAsked = 300;

/** What leads there are among some actors, and from them to others: each pair once, the best first. */
export function findLeadsOfMany(
  finder: Finder,
  selves: readonly Actor[],
  options: { readonly today: number; readonly limit: number },
): { readonly self: Actor; readonly lead: FoundLead }[] {
  const asked = selves.slice(0, mostAsked);
  const all = asked.flatMap((self) =>
    findLeads(finder, self, { ...options, limit: 12 }).map((lead) => ({ self, lead })),
  );
  const seen = new Set<string>();
  const once = all.filter(({ self, lead }) => {
    const key = [
      lead.kind.startsWith('group') ? 'group' : pairKind(lead),
      ...[self, ...lead.actors].map(({ iri }) => iri).sort(),
    ].join(' ');
    return !seen.has(key) && seen.add(key);
  });
  return orderDiversely(
    once.map((one) => ({
      ...one,
      score: one.lead.score,
      kind: one.lead.kind,
      about: one.lead.about,
      with: one.self.iri,
    })),
    options.limit,
  ).map(({ self, lead }) => ({ self, lead }));
}

/** A need seen from its other end is the same lead. */
function pairKind({ kind }: FoundLead): string {
  return kind === 'answers-need' || kind === 'seeks-offer' ? 'exchange' : kind;
}
