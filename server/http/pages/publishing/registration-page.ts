import { messageIn } from '../../../rdf/typeset-french.ts';
import { hintGapMs } from '../../../registry/hint.ts';
import type { LeadsTo, RegistrationAnswer, Trouble, VisitAnswer } from '../../contract.ts';
import { exactTime, longDate } from '../../dates.ts';
import { seconds } from '../../quantities.ts';
import { counted, entityTexts, entry, fill, texts } from '../../texts/texts.ts';
import { retry } from '../entity/trouble-notice.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { timeAgo, withTime } from '../frame/time.ts';
import { findingsList } from './findings.ts';
import { nextSteps } from './next-steps.ts';

/**
 * What its publisher wants to know of a registered profile: where it stands, what is wrong and how to mend it, what each
 * visit met. `asked`: a new reading was just asked for; `base`: the address of this site, for what goes on other sites.
 */
export function registrationPage(
  registration: RegistrationAnswer,
  { asked, context, base }: { readonly asked: boolean; readonly context: PageContext; readonly base: string },
): string {
  const { language } = context;
  const t = texts(language).registration;
  const { status, url, page, trouble, report } = registration;
  const href = webAddress(url);
  const body = html`<div class="page registration-page">
    <header class="page-header">
      <h1>${t.title}</h1>
      <p>${t.address}${entityTexts(language).colon} <code class="copyable">${url}</code> ${href && html`<a href=${context.reach(href)} rel="external nofollow">${t.open}</a>`}</p>
    </header>
    ${asked && askedFor(registration, context)}
    <section class="block">
      <h2>${t.statusTitle}</h2>
      <p class=${`registration-status registration-status-${status}`}><strong>${entry(t, status, status)}</strong></p>
      ${trouble && troubleLines(registration, trouble, context)}
      ${page && html`<p><a class="button secondary" href=${page}>${t.page}</a></p>`}
      ${dates(registration, context)}
    </section>
    ${wayOn(registration.leadsTo, context)}
    ${nextSteps(registration, context, base)}
    ${actions(registration, context)}
    ${
      report &&
      (status !== 'signpost' || report.findings.length > 0) &&
      html`<section class="block">
      <h2>${t.report}</h2>
      <p class="quiet small">${fill(t.reportedOn, { date: longDate(report.at, language) })}</p>
      ${report.findings.length === 0 ? html`<p>${t.noFindings}</p>` : findingsList(report.findings, language)}
    </section>`
    }
    ${visitList(registration.visits, context)}
  </div>`;
  return layout({ ...frameOf(context), title: t.title, body, head: html`<meta name="robots" content="noindex" />` });
}

function troubleLines(
  { held, withdrawnAt, failingSince }: RegistrationAnswer,
  { detail, advice, nextVisitAt }: Trouble,
  context: PageContext,
): Content {
  const { language } = context;
  const t = texts(language).registration;
  const date = (iso: string) => longDate(iso.slice(0, 10), language);
  const since = withdrawnAt
    ? fill(t.withdrawnOn, { date: date(withdrawnAt) })
    : held
      ? fill(t.held, { date: date(held.at) })
      : failingSince && fill(t.failing, { date: date(failingSince) });
  return html`<div class="notice trouble">
    <p>${since && html`<strong>${since}</strong> `}${messageIn((held ?? { detail }).detail, language)} ${nextVisitAt && !held && retry(nextVisitAt, context)}</p>
    ${advice[language] && html`<p>${messageIn(advice, language)}</p>`}
  </div>`;
}

function dates(registration: RegistrationAnswer, context: PageContext): Content {
  const t = texts(context.language).registration;
  const { linkedBy, sources, mediaType, lastVisitAt, readAt } = registration;
  const data = sources.at(-1)?.finalUrl;
  const rows: readonly (readonly [string, Content])[] = [
    [t.registeredLabel, timeAgo(registration.registeredAt, context)],
    [t.lastVisitLabel, lastVisitAt && timeAgo(lastVisitAt, context)],
    [t.read, readAt && readAt !== lastVisitAt && timeAgo(readAt, context)],
    [t.changed, registration.changedAt && timeAgo(registration.changedAt, context)],
    [t.nextVisitLabel, nextVisit(registration, context)],
    [t.linkedByLabel, linkedBy],
    [t.dataLabel, data && data !== registration.url && data],
    [t.mediaLabel, mediaType && html`<code>${mediaType}</code>`],
  ];
  return html`<dl class="properties facts">
    ${rows.map(([label, value]) => value && html`<div class="property"><dt>${label}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

/** More addresses than this are counted, not listed. */
const shownAddresses = 100;

/** Where it leads, and what became of each address; lists of more of them first. */
function wayOn(leadsTo: LeadsTo | null, context: PageContext): Content {
  if (!leadsTo) return null;
  const { language } = context;
  const { leadsTo: t, standing } = texts(language);
  const { items, leftOut } = leadsTo;
  const rest = items.length - shownAddresses;
  return html`<section class="block">
    <h2>${t.title}</h2>
    <p class="quiet small">${entry(t.kinds, leadsTo.kind, '')}</p>
    <ul class="leads-to">
      ${items.slice(0, shownAddresses).map(
        ({ url, id, status, role }) => html`<li>
          ${id ? html`<a href=${`/registrations/${encodeURIComponent(id)}`}>${url}</a>` : url}
          <span class="quiet">${role === 'list' && `${t.list} · `}${status ? entry(standing.states, status, status) : t.unknown}</span>
        </li>`,
      )}
    </ul>
    ${rest > 0 && html`<p>${counted(t.rest, rest, language)}</p>`}
    ${leftOut > 0 && html`<p>${counted(t.leftOut, leftOut, language)}</p>`}
  </section>`;
}

function nextVisit({ nextVisitAt, lastVisitAt, status }: RegistrationAnswer, context: PageContext): Content {
  const t = texts(context.language);
  if (!nextVisitAt) return status === 'withdrawn' ? t.registration.notAgain : null;
  if (Date.parse(nextVisitAt) > context.now.getTime()) return timeAgo(nextVisitAt, context);
  return lastVisitAt === null
    ? html`${t.registration.neverRead} <a href=${context.path}>${t.registration.reload}</a>`
    : t.standing.soon;
}

/** When the reading that was asked for will be, and why not at once; nothing on an old link, when it has been. */
function askedFor({ nextVisitAt }: RegistrationAnswer, context: PageContext): Content {
  const t = texts(context.language).registration;
  const inMs = Date.parse(nextVisitAt ?? '') - context.now.getTime();
  if (!(inMs <= hintGapMs)) return null;
  return html`<p class="notice good" role="status">${nextVisitAt && inMs > 0 ? withTime(t.againAsked, nextVisitAt, context) : t.againSoon}</p>`;
}

function actions({ id, url, status }: RegistrationAnswer, context: PageContext): Content {
  const t = texts(context.language).registration;
  const form =
    status === 'discovered'
      ? html`<form method="post" action="/publier"><input type="hidden" name="url" value=${url} /><button type="submit">${t.register}</button></form>`
      : html`<form method="post" action=${`/registrations/${encodeURIComponent(id)}/hint`}>
          <button type="submit" aria-describedby="again-hint">${t.again}</button>
          <p class="hint" id="again-hint">${t.againHint}</p>
        </form>`;
  return html`<section class="block">
    <h2>${t.actions}</h2>
    <div class="registration-actions">
      ${form}
      <div>
        <a class="button secondary" href=${`/verifier?url=${encodeURIComponent(url)}`} aria-describedby="check-hint">${t.check}</a>
        <p class="hint" id="check-hint">${t.checkHint}</p>
      </div>
    </div>
  </section>`;
}

function visitList(visits: readonly VisitAnswer[], context: PageContext): Content {
  if (visits.length === 0) return null;
  const { language } = context;
  const t = texts(language).registration;
  return html`<section class="block">
    <h2>${t.visits}</h2>
    <p class="quiet small">${counted(texts(language).visits, visits.length, language)}</p>
    <ol class="visits">
      ${visits.map(
        ({ at, outcome, detail, siteMs }) => html`<li class=${`visit visit-${outcome}`}>
          <time class="visit-at" datetime=${at}>${exactTime(at, language)}</time>
          <span class="visit-met">${messageIn(detail, language)}</span>
          ${siteMs !== undefined && html`<span class="visit-took quiet">${fill(t.answeredIn, { duration: seconds(siteMs, language) })}</span>`}
        </li>`,
      )}
    </ol>
  </section>`;
}
