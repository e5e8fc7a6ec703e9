import { createAskedThread } from '../directory/asked-thread.ts';
import { type Concepts, conceptData } from '../directory/concepts.ts';
import type { Standing, Summary } from '../directory/entity.ts';
import type { Language } from '../rdf/text.ts';
import type { LeadKind } from './find/found-lead.ts';
import type { Lead, Leads } from './lead.ts';
import type { Asker, LeadOrder, LeadQuestion } from './lead-messages.ts';

export { type LeadKind, leadKinds } from './find/found-lead.ts';
export type { Lead, Leads } from './lead.ts';
export type { Asker } from './lead-messages.ts';

export interface LeadOptions {
  readonly language: Language;
  readonly now: Date;
  readonly limit: number;
  readonly offset?: number;
  /** Only leads of these kinds; all without. */
  readonly kinds?: readonly LeadKind[];
}

/** Finds leads beside the pages, so that none of them waits for another. */
export interface LeadFinder {
  /** The leads of an actor, of a network's members, or of who is in a territory; empty for an unknown one. */
  of(asker: Asker, options: LeadOptions): Promise<Leads>;
  /** The best of all, so many of each actor and so many together. */
  all(options: { readonly now: Date; readonly perActor: number; readonly limit: number }): Promise<readonly Lead[]>;
  /** Reads the state, so that the first to ask does not wait. */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

/** Prepares the finder over a state file; the thread starts with the first question. */
export function createLeadFinder({
  file,
  concepts,
  standingOf = () => undefined,
}: {
  readonly file: string;
  readonly concepts: Concepts;
  /** How the reading of a document stands now; summaries tell it. */
  readonly standingOf?: (registration: string) => Standing | undefined;
}): LeadFinder {
  const data: LeadOrder = { file, concepts: conceptData(concepts) };
  const thread = createAskedThread<LeadQuestion>({ file: new URL('answer-leads.ts', import.meta.url), data });
  const stand = <T extends Summary | undefined>(summary: T): T =>
    summary && { ...summary, provenance: { ...summary.provenance, ...standingOf(summary.provenance.registration) } };
  const standing = (lead: Lead): Lead => ({
    ...lead,
    self: stand(lead.self),
    actor: stand(lead.actor),
    others: lead.others.map(stand),
    ...(lead.need ? { need: stand(lead.need) } : {}),
    ...(lead.offer ? { offer: stand(lead.offer) } : {}),
    ...(lead.meeting ? { meeting: stand(lead.meeting) } : {}),
  });
  return {
    async of(of, { now, offset = 0, ...options }) {
      const found = (await thread.ask({ about: 'leads', of, now: now.toISOString(), offset, ...options })) as Leads;
      return { ...found, leads: found.leads.map(standing) };
    },
    all: async ({ now, perActor, limit }) =>
      (await thread.ask({ about: 'all', now: now.toISOString(), perActor, limit })) as readonly Lead[],
    async prepare() {
      await thread.ask({ about: 'nothing' });
    },
    close: () => thread.close(),
  };
}
