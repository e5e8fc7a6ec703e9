import type { RegistrationAnswer } from '../contract.ts';
import { entry, fill, texts } from '../texts/texts.ts';
import { findingsList } from './findings.ts';
import { html, webAddress } from './html.ts';
import { layout } from './layout.ts';
import { frameOf, type PageContext } from './page-context.ts';
import { withTime } from './time.ts';

/** What its publisher wants to know of a registered profile: where it stands, what was met, what to mend. */
export function registrationPage(registration: RegistrationAnswer, context: PageContext): string {
  const { language } = context;
  const t = texts(language).registration;
  const { status, url, page, linkedBy, held, lastVisitAt, nextVisitAt, visits, report } = registration;
  const href = webAddress(url);
  const body = html`<div class="page registration-page">
    <header class="page-header">
      <h1>${t.title}</h1>
      <p>${t.address} : ${href ? html`<a href=${context.reach(href)} rel="external nofollow">${url}</a>` : url}</p>
    </header>
    <section class="block">
      <h2>${t.statusTitle}</h2>
      <p class=${`registration-status registration-status-${status}`}><strong>${entry(t, status, status)}</strong></p>
      ${page && html`<p><a class="button" href=${page}>${t.page}</a></p>`}
      ${held && html`<p>${withTime(t.held, held.at, context)} ${held.detail[language]}</p>`}
      ${linkedBy && html`<p>${fill(t.linkedBy, { url: linkedBy })}</p>`}
      ${lastVisitAt === null && nextVisitAt && html`<p>${t.neverRead} <a href=${context.path}>${t.reload}</a></p>`}
      <ul class="registration-times">
        <li>${withTime(t.registered, registration.registeredAt, context)}</li>
        ${lastVisitAt && html`<li>${withTime(t.lastVisit, lastVisitAt, context)}</li>`}
        ${nextVisitAt && Date.parse(nextVisitAt) > context.now.getTime() && html`<li>${withTime(t.nextVisit, nextVisitAt, context)}</li>`}
      </ul>
    </section>
    ${
      report &&
      html`<section class="block">
      <h2>${t.report}</h2>
      ${report.findings.length === 0 ? html`<p>${t.noFindings}</p>` : findingsList(report.findings, language)}
    </section>`
    }
    ${
      visits.length > 0 &&
      html`<section class="block">
      <h2>${t.visits}</h2>
      <ol class="visits">
        ${visits.map((visit) => html`<li>${withTime('{when}', visit.at, context)} — ${visit.detail[language]}</li>`)}
      </ol>
    </section>`
    }
  </div>`;
  return layout({ ...frameOf(context), title: t.title, body, head: html`<meta name="robots" content="noindex" />` });
}
