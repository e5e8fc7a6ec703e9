import type { DatabaseSync } from 'node:sqlite';
import type { Concepts } from '../directory/concepts.ts';
import { dayNumber } from '../directory/facets/facets.ts';
import type { Actor } from './base/actor.ts';
import { createConceptSpace } from './base/concept-space.ts';
import { type FollowingBase, readLeadBase } from './base/lead-base.ts';
import { type Finder, findLeads, findLeadsOfMany, mostAsked } from './find/find-leads.ts';
import type { FoundLead, LeadKind } from './find/found-lead.ts';
import type { Lead, Leads } from './lead.ts';
import type { Asker, LeadQuestion } from './lead-messages.ts';
import { createAnswers } from './similarity.ts';
import { createLeadTeller } from './tell/tell-leads.ts';

/** What takes less to follow is followed at each question; what takes more, at most a tenth of the time. */
const soonMs = 250;
const staleShare = 10;
/** As many as anybody would page through. */
const mostFound = 200;
const mostKept = 100;
/** What takes long lets others in after so many milliseconds. */
const turnMs = 20;

/** Some thirty kilometres together, row by row; those who are nowhere last. */
function byCell(a: Actor, b: Actor): number {
  const cellOf = ({ lon, lat }: Actor) =>
    Number.isNaN(lon + lat) ? Number.POSITIVE_INFINITY : Math.floor(lat * 4) * 4096 + Math.floor(lon * 3);
  const [one, other] = [cellOf(a), cellOf(b)];
  return one === other ? 0 : one - other;
}

/** What two actors are to each other is found from both ends: it is told of the one who seeks. */
function onceEach(leads: readonly Lead[]): Iterable<Lead> {
  const known = new Map<string, Lead>();
  for (const lead of leads) if (!known.has(lead.id) || lead.kind === 'answers-need') known.set(lead.id, lead);
  return known.values();
}

/** Prepares the answers over a state file, which they follow. */
export function createLeadAnswers(
  db: DatabaseSync,
  concepts: Concepts,
): (question: LeadQuestion) => Leads | Promise<readonly Lead[]> | undefined {
  const space = createConceptSpace(concepts);
  const answers = createAnswers(space);
  const teller = createLeadTeller(db, concepts, space);
  const dataVersion = db.prepare('PRAGMA data_version');
  const iriOf = db.prepare('SELECT iri FROM entity_key WHERE type = ? AND key = ?');
  /** What was found since the last change: pages of it are asked for one by one. */
  const kept = new Map<string, readonly { readonly self: Actor; readonly lead: FoundLead }[]>();
  let known: { readonly base: FollowingBase; version: unknown; at: number; tookMs: number; today: number } | undefined;

  function baseOn(today: number): FollowingBase {
    const at = performance.now();
    const version = dataVersion.get()?.['data_version'];
    if (!known) {
      const base = readLeadBase(db, space, today);
      known = { base, version, at: performance.now(), tookMs: 0, today };
      return base;
    }
    const isRecent = known.tookMs > soonMs && at - known.at < known.tookMs * staleShare;
    if ((known.version !== version && !isRecent) || known.today !== today) {
      known.base.refresh(today);
      teller.forget();
      kept.clear();
      Object.assign(known, { version, today, at: performance.now(), tookMs: performance.now() - at });
    }
    return known.base;
  }

  /** Whoever a question is about; a network and a territory stand for their members. */
  function askersOf(base: FollowingBase, of: Asker): readonly Actor[] {
    if ('departements' in of)
      return [...base.actors].filter(
        ({ departement, commune }) =>
          departement !== null &&
          of.departements.includes(departement) &&
          (of.commune === undefined || of.commune === commune),
      );
    const iri = iriOf.get(of.type, of.key)?.['iri'] as string | undefined;
    const self = iri === undefined ? undefined : base.find(iri);
    if (!self) return [];
    const relation =
      self.type === 'network' ? 'memberOf' : self.type === 'territory' ? 'locatedInTerritory' : undefined;
    const members = base
      .tiesOf(self.iri)
      .flatMap((tie) => (tie.relation === relation && tie.object === self.iri ? (base.find(tie.subject) ?? []) : []));
    return [self, ...members];
  }

  const tellAll = (found: readonly { readonly self: Actor; readonly lead: FoundLead }[], language: 'fr' | 'en') =>
    found.map((one) => teller.tell(one, language)).filter((lead) => lead !== undefined);

  /** Gives way to other questions on its way: it takes minutes where there are many. */
  async function bestOfAll(finder: Finder, { now, perActor, limit }: Extract<LeadQuestion, { about: 'all' }>) {
    const today = dayNumber(now);
    let best: { readonly self: Actor; readonly lead: FoundLead }[] = [];
    const byScore = () => best.sort((a, b) => b.lead.score.value - a.lead.score.value);
    let since = performance.now();
    // Neighbours meet the same needs and offers, whose words are then still known.
    for (const { iri } of [...finder.base.actors].sort(byCell)) {
      // Read again meanwhile, or gone.
      const self = finder.base.find(iri);
      if (!self) continue;
      for (const lead of findLeads(finder, self, { today, limit: perActor })) best.push({ self, lead });
      if (best.length > 10 * limit) best = byScore().slice(0, 2 * limit);
      if (performance.now() - since > turnMs) {
        await new Promise((resolve) => setImmediate(resolve));
        since = performance.now();
      }
    }
    const told = tellAll(byScore().slice(0, 2 * limit), 'fr');
    return [...onceEach(told)].slice(0, limit);
  }

  return (question) => {
    const today = question.about === 'nothing' ? dayNumber(new Date()) : dayNumber(question.now);
    const base = baseOn(today);
    const finder: Finder = { base, space, answers, stemsOf: teller.stemsOf };
    switch (question.about) {
      case 'nothing':
        return undefined;
      case 'leads': {
        const { of, language, offset, limit, kinds } = question;
        const askers = askersOf(base, of);
        const [self] = askers;
        if (!self) return { total: 0, kinds: {}, leads: [], leftOut: 0 };
        const isOne = !('departements' in of) && askers.length === 1;
        const asked = JSON.stringify(of);
        const found =
          kept.get(asked) ??
          (isOne
            ? findLeads(finder, self, { today, limit: mostFound }).map((lead) => ({ self, lead }))
            : findLeadsOfMany(finder, askers, { today, limit: mostFound }));
        if (kept.size >= mostKept) kept.clear();
        kept.set(asked, found);
        const counts: Partial<Record<LeadKind, number>> = {};
        for (const { lead } of found) counts[lead.kind] = (counts[lead.kind] ?? 0) + 1;
        const wanted = kinds ? found.filter(({ lead }) => kinds.includes(lead.kind)) : found;
        return {
          total: wanted.length,
          kinds: counts,
          leads: tellAll(wanted.slice(offset, offset + limit), language),
          leftOut: isOne ? self.leftOut : 0,
          ...(isOne ? {} : { asked: { looked: Math.min(askers.length, mostAsked), of: askers.length } }),
        };
      }
      case 'all':
        return bestOfAll(finder, question);
    }
  };
}
