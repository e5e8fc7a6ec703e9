import type { Lead } from '../../../cooperation/leads.ts';
import type { Summary } from '../../../directory/entity.ts';
import { ownTown } from '../../../directory/without-lent.ts';
import { longDate } from '../../dates.ts';
import { entityPath } from '../../sections.ts';
import { leadsTexts } from '../../texts/leads-texts.ts';
import { fill, number, texts } from '../../texts/texts.ts';
import { staleBadge, statusBadge } from '../entity/entity-row.ts';
import { hostOf } from '../entity/provenance-block.ts';
import { glyph } from '../frame/glyph.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { withTime } from '../frame/time.ts';

/** A lead with all that is known of it: whom, why, how far, how fresh, what it rests on, how to reach them, what to do next. */
export function leadRow(
  lead: Lead,
  { path, isOfMany }: { readonly path: string; readonly isOfMany: boolean },
  context: PageContext,
): Content {
  const { language } = context;
  const t = leadsTexts(language);
  const { actor, self } = lead;
  return html`<li class="lead-row" data-lead=${lead.id} id=${`piste-${lead.id}`}>
    ${glyph(actor.type, actor.kinds)}
    <article class="lead-body" aria-labelledby=${`titre-${lead.id}`}>
      <p class="lead-line">
        <span class=${`badge lead-kind lead-kind-${lead.kind}`}>${t.kinds[lead.kind]}</span>
        ${isOfMany && html`<span class="quiet">${fromWhom(t.of, self)}</span>`}
        ${exampleBadge(lead, context)}
      </p>
      <h2 class="lead-name" id=${`titre-${lead.id}`}>${[actor, ...lead.others].map((one, at) => [at > 0 && ', ', nameLink(one)])}
        ${statusBadge(actor, context)} ${staleBadge(actor, context)}</h2>
      <p class="lead-facts">${[ownTown(actor), distanceOf(lead, context)].filter(Boolean).join(' · ')}</p>
      <ul class="lead-reasons" aria-label=${t.because}>${lead.reasons.map((reason) => html`<li dir="auto">${reason[language]}</li>`)}</ul>
      ${contactLine(lead, context)}
      <details class="lead-rests">
        <summary>${t.rests}</summary>
        <ul>${restsOn(lead).map((one) => html`<li>${restsLine(one, context)}</li>`)}</ul>
        <p class="quiet">${withTime(fill(t.changed, { date: longDate(lead.freshness.changedAt.slice(0, 10), language), when: '{when}' }), lead.freshness.readAt, context)}</p>
      </details>
      <p class="lead-next">
        ${canCooperate(lead) && html`<a class="button secondary" href=${`${path}/pistes/${lead.id}`}>${t.draft}</a>`}
      </p>
    </article>
  </li>`;
}

/** Two who can write into their profiles what they do together. */
export function canCooperate({ kind, others }: Lead): boolean {
  return others.length === 0 && kind !== 'network' && kind !== 'meeting';
}

/** How far away, in words. */
export function distanceOf(
  { distanceKm, others }: Lead,
  { language }: Pick<PageContext, 'language'>,
): string | undefined {
  const t = leadsTexts(language);
  if (distanceKm === undefined) return undefined;
  if (distanceKm < 1) return t.here;
  return fill(others.length > 0 ? t.farthest : t.distance, { km: number(distanceKm, language) });
}

/** That something of it is invented, for illustration. */
export function exampleBadge(
  { actor, need, offer, meeting }: Lead,
  { language }: Pick<PageContext, 'language'>,
): Content {
  const { row } = texts(language);
  const isExample = [actor, need, offer, meeting].some((one) => one?.example);
  return isExample && html`<span class="badge badge-example" title=${row.exampleTitle}>${row.example}</span>`;
}

/** Who says no way to be reached has at least published somewhere. */
function publishedOn({ provenance: { source } }: Summary, sentence: string, reach: PageContext['reach']): Content {
  const [before = '', after = ''] = sentence.split('{host}');
  const href = webAddress(source);
  const host = hostOf(source);
  return html`${before}${href ? html`<a href=${reach(href)} rel="external">${host}</a>` : host}${after}`;
}

function nameLink(one: Summary): Content {
  return html`<a href=${entityPath(one)} dir="auto">${one.name}</a>`;
}

function fromWhom(sentence: string, self: Summary): Content {
  const [before = '', after = ''] = sentence.split('{name}');
  return html`${before}${nameLink(self)}${after}`;
}

function restsOn({ self, actor, others, need, offer, meeting }: Lead): readonly Summary[] {
  return [self, actor, ...others, need, offer, meeting].filter((one) => one !== undefined);
}

function restsLine(one: Summary, { language, reach }: PageContext): Content {
  const [before = '', between = '', after = ''] = leadsTexts(language).restsLine.split(/\{name\}|\{host\}/);
  const source = webAddress(one.provenance.source);
  const host = hostOf(one.provenance.source);
  return html`${before}${nameLink(one)}${between}${source ? html`<a href=${reach(source)} rel="external">${host}</a>` : host}${after}`;
}

function contactLine({ contact, actor, kind, meeting }: Lead, { language, reach }: PageContext): Content {
  const t = leadsTexts(language);
  const page = webAddress(contact.page);
  const email = contact.email && /^[^\s@<>]+@[^\s@<>]+$/.test(contact.email) ? contact.email : undefined;
  const ways = [
    email &&
      html`<a href=${`mailto:${encodeURIComponent(email).replace('%40', '@')}`}>${fill(t.email, { name: actor.name })}</a>`,
    contact.telephone &&
      html`<a href=${`tel:${contact.telephone.replace(/[^+\d]/g, '')}`}>${fill(t.telephone, { number: contact.telephone })}</a>`,
    page && html`<a href=${reach(page)} rel="external">${t.page}</a>`,
    kind === 'meeting' && meeting && nameLink(meeting),
  ].filter(Boolean);
  if (ways.length === 0) return html`<p class="lead-contact quiet">${publishedOn(actor, t.noContact, reach)}</p>`;
  return html`<p class="lead-contact"><span class="visually-hidden">${t.contact}</span>${ways.map((way, at) => [at > 0 && ' · ', way])}</p>`;
}
