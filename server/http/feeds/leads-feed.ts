import type { Lead } from '../../cooperation/leads.ts';
import type { Language } from '../../rdf/text.ts';
import type { LeadSubject } from '../lead-address.ts';
import { leadsTexts } from '../texts/leads-texts.ts';
import { entityTexts, fill } from '../texts/texts.ts';
import { element, text, writeFeed } from './atom.ts';

/** Writes leads as a feed document (RFC 4287), what changed last first: an entry has its reasons in words and the profiles it rests on. */
export function writeLeadsFeed(
  { name, path }: LeadSubject,
  leads: readonly Lead[],
  { base, language }: { readonly base: string; readonly language: Language },
): string {
  const page = `${base}${path}/pistes`;
  const newest = [...leads].sort((a, b) => (latest(a) < latest(b) ? 1 : -1));
  const frame = {
    id: `${page}.atom`,
    title: fill(leadsTexts.plain(language).feedTitle, { name }),
    links: [
      { rel: 'self', href: `${page}.atom`, type: 'application/atom+xml' },
      { rel: 'alternate', href: page, type: 'text/html' },
    ],
    isArchive: false,
    language,
  };
  const entries = newest.map((lead) => writeLead(lead, { page, language }));
  return writeFeed(frame, { updatedAt: newest[0] && latest(newest[0]), entries });
}

function writeLead(lead: Lead, { page, language }: { readonly page: string; readonly language: Language }): string {
  const { id, kind, actor, others, reasons, statements } = lead;
  const label = leadsTexts.plain(language).kinds[kind];
  const title = `${label}${entityTexts.plain(language).colon} ${[actor, ...others].map(({ name }) => name).join(', ')}`;
  return element(
    'entry',
    {},
    [
      element('id', {}, text(`urn:obsidienne:lead:${id}`)),
      element('title', {}, text(title)),
      element('updated', {}, text(latest(lead))),
      element('link', { rel: 'alternate', href: `${page}#piste-${id}`, type: 'text/html' }, ''),
      ...[...new Set(statements.map(({ document }) => document))].map((href) =>
        element('link', { rel: 'via', href }, ''),
      ),
      element('category', { term: kind, label }, ''),
      element('summary', {}, text(reasons.map((reason) => reason[language]).join(' '))),
    ].join('\n'),
  );
}

/** A lead is as new as the newest of what it joins. */
function latest({ self, actor, others, need, offer, meeting }: Lead): string {
  const all = [self, actor, ...others, need, offer, meeting].flatMap((one) => (one ? one.provenance.changedAt : []));
  return all.sort().at(-1) ?? '';
}
