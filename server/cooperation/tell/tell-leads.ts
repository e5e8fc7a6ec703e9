import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Concepts } from '../../directory/concepts.ts';
import type { Summary } from '../../directory/entity.ts';
import { createEntityReader, descriptionOf, summaryColumns, summaryTables } from '../../directory/entity-reader.ts';
import type { Description } from '../../directory/projection/describe.ts';
import { given } from '../../rdf/given.ts';
import { type Language, wording } from '../../rdf/text.ts';
import type { Actor, Exchange } from '../base/actor.ts';
import type { ConceptSpace } from '../base/concept-space.ts';
import { stemsIn } from '../base/words.ts';
import type { FoundLead } from '../find/found-lead.ts';
import type { Contact, Lead } from '../lead.ts';
import { sayReasons } from './say-reason.ts';

type Row = Record<string, unknown>;

/** Puts leads into words, with what the state file says of those they join. */
export interface LeadTeller {
  /** The lead with names and summaries; undefined when one of them has gone since. */
  tell(found: { readonly self: Actor; readonly lead: FoundLead }, language: Language): Lead | undefined;
  /** The stems of the words of a need or an offer. */
  stemsOf(exchange: Exchange): readonly string[];
  /** Forgets what was read: the state has changed. */
  forget(): void;
}

/** How many descriptions are kept at once. */
const mostKept = 20_000;

/** Prepares the telling. */
export function createLeadTeller(db: DatabaseSync, concepts: Concepts, space: ConceptSpace): LeadTeller {
  const entities = createEntityReader(db, concepts, () => undefined);
  const select = `SELECT ${summaryColumns} FROM ${summaryTables} WHERE e.lead = 1`;
  const sql = {
    byId: db.prepare(`${select} AND e.id = ?`),
    byIri: db.prepare(`${select} AND e.iri = ?`),
    // Of most needs and offers nothing but their words is ever looked at.
    words: db.prepare('SELECT description FROM entity WHERE id = ?'),
    operators: db.prepare("SELECT object FROM link WHERE subject = ? AND relation = 'operatedBy'"),
  };
  const words = new Map<number, readonly string[]>();
  const read = new Map<number | string, { readonly row: Row; readonly description: Description } | undefined>();

  const entityOf = (of: number | string) => {
    if (read.has(of)) return read.get(of);
    const row = typeof of === 'number' ? sql.byId.get(of) : sql.byIri.get(of);
    const found = row && { row, description: descriptionOf(row) };
    if (read.size >= mostKept) read.clear();
    read.set(of, found);
    return found;
  };
  const nameOf = (of: number | string, language: Language) => wording(entityOf(of)?.description.names, language);
  const names = { byId: nameOf, byIri: nameOf };
  const summaryOf = (id: number, language: Language): Summary | undefined => {
    const found = entityOf(id);
    return found && entities.summary(found.row, found.description, language);
  };

  /** Its own ways, else those of who runs it: both published them. */
  const reach = (actor: Actor | undefined): Contact => {
    if (!actor) return {};
    const own = contactOf(entityOf(actor.id)?.description);
    if (Object.keys(own).length > 0) return own;
    const operators = sql.operators
      .all(actor.iri)
      .map(({ object }) => contactOf(entityOf(object as string)?.description));
    return operators.find((contact) => Object.keys(contact).length > 0) ?? {};
  };

  return {
    stemsOf({ id }) {
      const before = words.get(id);
      if (before) return before;
      const row = sql.words.get(id);
      const said = row && descriptionOf(row);
      const texts = [...Object.values(said?.names ?? {}), ...Object.values(said?.description ?? {})];
      const found = stemsIn(texts);
      if (words.size >= mostKept) words.clear();
      words.set(id, found);
      return found;
    },
    tell({ self, lead }, language) {
      const [own, actor, ...others] = [self, ...lead.actors].map(({ id }) => summaryOf(id, language));
      if (!own || !actor || others.includes(undefined)) return undefined;
      const pair = pairOf(lead, self);
      const [need, offer] = [pair.need, pair.offer].map((exchange) => exchange && summaryOf(exchange.id, language));
      const meeting = lead.meeting && summaryOf(lead.meeting.id, language);
      const reasons = sayReasons(lead, { self: self.id, space, names });
      const [reason] = reasons;
      if (!reason) return undefined;
      const said = [own, actor, ...others, meeting, ...lead.exchanges.map(({ id }) => summaryOf(id, language))].filter(
        (one) => one !== undefined,
      );
      const dates = (pick: (summary: Summary) => string) => said.map(pick).sort()[0] ?? '';
      return {
        id: idOf(self, lead, said),
        kind: lead.kind,
        self: own,
        actor,
        others: others.filter((one) => one !== undefined),
        ...given('side', pair.side),
        ...given('need', need),
        ...given('offer', offer),
        ...given('meeting', meeting),
        ...given('distanceKm', lead.distanceKm === undefined ? undefined : Math.round(lead.distanceKm)),
        reasons,
        reason,
        score: lead.score,
        freshness: {
          changedAt: dates(({ provenance }) => provenance.changedAt),
          readAt: dates(({ provenance }) => provenance.readAt),
        },
        statements: said.map(({ iri, provenance }) => ({ document: provenance.source, entity: iri })),
        contact: reach(lead.actors[0]),
      };
    },
    forget() {
      read.clear();
      words.clear();
    },
  };
}

/** The need and the offer that its first reason names. */
function pairOf(
  { reasons, kind }: FoundLead,
  self: Actor,
): { side?: 'need' | 'offer'; need?: Exchange; offer?: Exchange } {
  const [first] = reasons;
  if (first?.say === 'offers' || first?.say === 'seeks')
    return { side: first.say === 'offers' ? 'need' : 'offer', need: first.need, offer: first.offer };
  if (first?.say === 'practises-sought' || first?.say === 'together-offer') return { side: 'need', need: first.need };
  const own =
    kind === 'group-need' && first?.say === 'all-seek'
      ? self.needs.find(({ resources }) => resources.includes(first.resource))
      : undefined;
  return own ? { side: 'need', need: own } : {};
}

/** Two parties see one lead under one name. */
function idOf(self: Actor, { kind, actors }: FoundLead, said: readonly Summary[]): string {
  const family = kind === 'answers-need' || kind === 'seeks-offer' ? 'exchange' : kind;
  const about = said
    .filter(({ type }) => type === 'need' || type === 'offer' || type === 'event')
    .map(({ iri }) => iri);
  const parts = [family, ...[self, ...actors].map(({ iri }) => iri).sort(), ...about.sort()];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 20);
}

function contactOf(description: Description | undefined): Contact {
  const { email, telephone, page } = description?.contact ?? {};
  return { ...given('email', email), ...given('telephone', telephone), ...given('page', page ?? description?.url) };
}
