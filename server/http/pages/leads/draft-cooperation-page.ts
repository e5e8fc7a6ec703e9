import type { Lead } from '../../../cooperation/leads.ts';
import type { LeadSubject } from '../../lead-address.ts';
import { type DraftSide, draftCooperation } from '../../publishing/draft-cooperation.ts';
import { leadsTexts } from '../../texts/leads-texts.ts';
import { fill } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';

/** From a lead to a cooperation that both sides publish: the lines that each adds to its profile. */
export function draftCooperationPage(
  { subject, lead }: { readonly subject: LeadSubject; readonly lead: Lead },
  context: PageContext,
): string {
  const { language } = context;
  const t = leadsTexts(language);
  const title = fill(t.draftTitle, { self: lead.self.name, actor: lead.actor.name });
  const [first, second] = draftCooperation(lead, language);
  const body = html`<div class="page draft-cooperation">
    <header class="page-header">
      <p class="breadcrumb"><a href=${`${subject.path}/pistes`}>${fill(t.title, { name: subject.name })}</a></p>
      <h1 dir="auto">${title}</h1>
      <p class="lead">${t.draftLead}</p>
    </header>
    <section class="block">
      <h2>${t.draftWhy}</h2>
      <ul>${lead.reasons.map((reason) => html`<li dir="auto">${reason[language]}</li>`)}</ul>
    </section>
    ${side(first, { note: t.draftFirst }, context)}
    ${side(second, { note: t.draftOther, send: sendLines(lead, second, context) }, context)}
  </div>`;
  return layout({ ...frameOf(context), title, description: t.draftLead, body });
}

function side(
  { of, turtle }: DraftSide,
  { note, send }: { readonly note: string; readonly send?: Content },
  { language }: PageContext,
): Content {
  const t = leadsTexts(language);
  const title = fill(t.draftFor, { name: of.name });
  return html`<section class="block">
    <h2 dir="auto">${title}</h2>
    <p>${note}</p>
    <details class="draft-lines">
      <summary>${t.draftLines}</summary>
      <pre tabindex="0" role="region" aria-label=${title}><code>${turtle}</code></pre>
    </details>
    ${send}
    <p><a class="button secondary" href=${`/publier/fiche?depuis=${encodeURIComponent(of.provenance.source)}`}>${t.draftForm}</a></p>
  </section>`;
}

/** The way to the other side, through what it published itself, with its lines in the letter. */
function sendLines({ contact, self, actor, reasons }: Lead, { turtle }: DraftSide, { language }: PageContext): Content {
  const { email } = contact;
  if (!email || !/^[^\s@<>]+@[^\s@<>]+$/.test(email)) return null;
  const t = leadsTexts(language);
  const subject = fill(t.draftTitle, { self: self.name, actor: actor.name });
  const body = [...reasons.map((reason) => reason[language]), t.draftOther, turtle].join('\n\n');
  const address = encodeURIComponent(email).replace('%40', '@');
  const letter = `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  return html`<p><a href=${letter}>${fill(t.draftSend, { name: actor.name })}</a></p>`;
}
