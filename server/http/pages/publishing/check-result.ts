import { messageIn } from '../../../rdf/typeset-french.ts';
import { statementOf } from '../../../validation/propose-fix.ts';
import type { Score } from '../../../validation/score.ts';
import type { CheckAnswer, CheckedProfile } from '../../contract.ts';
import { longDate } from '../../dates.ts';
import { checkTexts } from '../../texts/check-texts.ts';
import { counted, entry, fill, texts } from '../../texts/texts.ts';
import { entityRow } from '../entity/entity-row.ts';
import { hostOf } from '../entity/provenance-block.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { findingsList } from './findings.ts';

/** What a check found, from what one wants first to what machines want. */
export function checkResult(answer: CheckAnswer, url: string | undefined, context: PageContext): Content {
  const { language } = context;
  const t = texts(language).check;
  const { conforms, summary, score, findings, card } = answer;
  return html`<section class="check-result" aria-label=${t.result}>
    <h2>${t.result}</h2>
    <div class=${conforms ? 'notice good' : 'notice error'} role="status">
      <p><strong>${conforms ? t.conforms : t.conformsNot}</strong> ${messageIn(summary, language)}</p>
      ${conforms && url && html`<form method="post" action="/publier"><input type="hidden" name="url" value=${url} /><button type="submit">${t.register}</button></form>`}
    </div>
    ${scoreBlock(score, context)}
    ${card && html`<section><h3>${t.card}</h3><ul class="entity-list">${entityRow(card, context)}</ul></section>`}
    ${findingsList(findings, language, { why: checkTexts(language).why, statementOf })}
    ${answer.changes && changesBlock(answer.changes, context)}
    ${answer.kept && url && keptBlock(answer.kept, url, context)}
    ${url && shareBlock(url, context)}
  </section>`;
}

function scoreBlock({ points, losses }: Score, { language }: PageContext): Content {
  const t = checkTexts(language);
  return html`<section class="check-score">
    <p class="score"><meter min="0" max="100" low="50" high="80" optimum="100" value=${points}></meter> <strong>${fill(t.score, { points })}</strong></p>
    ${
      losses.length === 0
        ? html`<p class="quiet">${t.scoreFull}</p>`
        : html`<ul class="quiet">
            ${losses.map((loss) => html`<li>${fill(t.lost, { points: loss.points, what: counted(t.loss[loss.severity], loss.count, language) })}</li>`)}
          </ul>`
    }
  </section>`;
}

/** More lines than these nobody compares. */
const mostChanges = 40;

function changesBlock(changes: NonNullable<CheckedProfile['changes']>, { language }: PageContext): Content {
  const t = checkTexts(language);
  const date = longDate(changes.since.slice(0, 10), language);
  const labels = texts(language).properties as Readonly<Record<string, string>>;
  const values = (all: readonly string[]) =>
    all.length === 0
      ? html`<span class="quiet">${t.nothing}</span>`
      : all.map((value) => html`<div dir="auto">${value}</div>`);
  if (changes.items.length === 0)
    return html`<section><h3>${t.changes}</h3><p>${fill(t.noChanges, { date })}</p></section>`;
  return html`<section class="check-changes">
    <h3>${t.changes} <span class="count">${changes.items.length}</span></h3>
    <p><a href=${`/registrations/${encodeURIComponent(changes.registration)}`}>${fill(t.changesText, { date })}</a></p>
    <div class="table-scroll" tabindex="0" role="region" aria-label=${t.changes}><table>
      <thead><tr><th scope="col">${t.field}</th><th scope="col">${t.before}</th><th scope="col">${t.after}</th></tr></thead>
      <tbody>
        ${changes.items.slice(0, mostChanges).map(({ predicate, before, after }) => {
          const name = predicate.replace(/^.*[#/]/, '');
          return html`<tr><th scope="row">${entry(labels, name, name)}</th><td>${values(before)}</td><td>${values(after)}</td></tr>`;
        })}
      </tbody>
    </table></div>
  </section>`;
}

const mostKept = 12;

function keptBlock(kept: NonNullable<CheckedProfile['kept']>, url: string, { language }: PageContext): Content {
  const t = checkTexts(language);
  const rest = kept.length - mostKept;
  return html`<section class="check-kept">
    <h3>${t.kept}</h3>
    <p>${t.keptText}</p>
    <ul>
      ${kept
        .slice(0, mostKept)
        .map(
          ({ iri, statements, as }) =>
            html`<li class=${`kept-${as}`}><code>${iri}</code> : ${fill(counted(t[as], statements, language), { host: hostOf(url) })}</li>`,
        )}
    </ul>
    ${rest > 0 && html`<p>${counted(t.more, rest, language)}</p>`}
  </section>`;
}

function shareBlock(url: string, { language, origin = '' }: PageContext): Content {
  const t = checkTexts(language);
  const path = `/verifier?url=${encodeURIComponent(url)}`;
  return html`<section class="check-share">
    <h3>${t.share}</h3>
    <p><a href=${path}>${origin + path}</a> <span class="quiet">${t.shareText}</span></p>
    <details><summary>${t.machines}</summary>
      <p>${t.machinesText}</p>
      <pre tabindex="0"><code>${`curl -H 'Content-Type: application/json' -H 'Accept: application/junit+xml' \\\n  -d '${JSON.stringify({ url })}' ${origin}/check`}</code></pre>
    </details>
  </section>`;
}
