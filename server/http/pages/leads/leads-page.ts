import { type LeadKind, type Leads, leadKinds } from '../../../cooperation/leads.ts';
import type { LeadSubject } from '../../lead-address.ts';
import { leadsOfKind } from '../../lead-address.ts';
import { lastPage, withParameters } from '../../lists/pagination.ts';
import { leadsTexts } from '../../texts/leads-texts.ts';
import { counted, fill, number } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { pager } from '../frame/pager.ts';
import { leadRow } from './lead-row.ts';

export interface LeadsPageInput {
  readonly subject: LeadSubject;
  readonly found: Leads;
  readonly page: number;
  readonly size: number;
  readonly kinds?: readonly LeadKind[];
}

/** All leads of an actor, a network, a project or a territory, the best first, each with its reasons. */
export function leadsPage({ subject, found, page, size, kinds }: LeadsPageInput, context: PageContext): string {
  const { language } = context;
  const t = leadsTexts(language);
  const title = fill(t.title, { name: subject.name });
  const path = withParameters(`${subject.path}/pistes`, { kind: kinds?.join(',') });
  const body = html`<div class="page leads-page" data-leads data-dismiss=${t.dismiss} data-restore=${t.restore} data-show=${t.showDismissed} data-hide=${t.hideDismissed} data-one=${t.dismissed.one} data-other=${t.dismissed.other}>
    <header class="page-header">
      <p class="breadcrumb"><a href=${subject.path}>${t.back}</a></p>
      <h1 dir="auto">${title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    ${kindChips(subject, found, kinds, context)}
    <p class="quiet" aria-live="polite">${counted(t.count, found.total, language)}${found.asked && found.asked.of > found.asked.looked && html` · ${fill(t.asked, { looked: number(found.asked.looked, language), of: number(found.asked.of, language) })}`}</p>
    <p class="notice" data-dismissed hidden></p>
    ${found.leftOut > 0 && html`<p class="notice">${counted(t.leftOut, found.leftOut, language)}</p>`}
    ${
      found.leads.length > 0
        ? html`<ol class="lead-list">${found.leads.map((lead) => leadRow(lead, { path: subject.path, isOfMany: found.asked !== undefined }, context))}</ol>`
        : html`<div class="empty"><p>${kinds ? t.emptyKind : t.empty}</p><p>${t.emptyHelp}</p><p><a class="button" href="/publier/fiche">${t.emptyEdit}</a></p></div>`
    }
    ${pager({ page, last: lastPage({ total: found.total, size }), path }, context)}
    <section class="leads-notes">
      <h2>${t.ranking}</h2>
      <p>${t.rankingText}</p>
      <p>${t.noQuery} <a class="figure-query" href=${kept(subject, context)} rel="nofollow">${t.keptQuery}</a></p>
      <p class="quiet">${t.dismissNote}</p>
      <p><a href=${`${subject.path}/pistes.atom`} type="application/atom+xml">${t.feed}</a> · <a href=${subject.api}>${t.json}</a></p>
    </section>
  </div>`;
  const head = html`<link rel="alternate" type="application/atom+xml" title=${title} href=${`${subject.path}/pistes.atom`} />`;
  return layout({ ...frameOf(context), title, description: t.lead, body, head });
}

/** The ready-made query of the leads that the graph keeps. */
function kept({ iri }: LeadSubject, { language }: PageContext): string {
  return withParameters('/sparql', { example: iri ? 'leads-of' : 'leads', self: iri, langue: language });
}

function kindChips(
  subject: LeadSubject,
  found: Leads,
  kinds: readonly LeadKind[] | undefined,
  { language }: PageContext,
): Content {
  const t = leadsTexts(language);
  const present = leadKinds.filter((kind) => (found.kinds[kind] ?? 0) > 0);
  if (present.length < 2) return null;
  const total = present.reduce((sum, kind) => sum + (found.kinds[kind] ?? 0), 0);
  const chip = (label: string, count: number, kind?: LeadKind) => {
    const isChosen = kind ? kinds?.includes(kind) === true : kinds === undefined;
    return html`<li><a class="chip" href=${leadsOfKind(subject.path, kind)} aria-current=${isChosen ? 'true' : undefined}>${label} <span class="count">${number(count, language)}</span></a></li>`;
  };
  return html`<nav aria-label=${t.kindsLabel}><ul class="chips">
    ${chip(t.every, total)}
    ${present.map((kind) => chip(t.kinds[kind], found.kinds[kind] ?? 0, kind))}
  </ul></nav>`;
}
