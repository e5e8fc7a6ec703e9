import { explainProblem } from '../../../crosswalk/explain-problem.ts';
import type { LossReport } from '../../../crosswalk/loss-report.ts';
import { licenseOf } from '../../../opendata/licenses.ts';
import type { Bilingual, Language } from '../../../rdf/text.ts';
import { messageIn } from '../../../rdf/typeset-french.ts';
import type { RecordSet } from '../../../registry/records.ts';
import { longDate } from '../../dates.ts';
import { sourcesTexts } from '../../texts/sources-texts.ts';
import { counted, fill, number, texts } from '../../texts/texts.ts';
import { figureLink } from '../frame/figure-link.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';

/** A set as its import described it. */
export interface DescribedSet extends Pick<RecordSet, 'key' | 'importedAt' | 'records' | 'nextAt' | 'problem'> {
  readonly title: Bilingual;
  readonly attribution: string;
  readonly license?: string;
  readonly source: { readonly page: string; readonly file: string; readonly modified: string };
  readonly report: LossReport;
}

/** Every set that was taken in; `startOf` gives what the addresses of its records begin with. */
export function sourcesPage(
  sets: readonly DescribedSet[],
  { startOf }: { readonly startOf: (key: string) => string },
  context: PageContext,
): string {
  const { language } = context;
  const t = sourcesTexts(language);
  const body = html`<div class="page">
    <header class="page-header">
      <p class="breadcrumb"><a href="/donnees">${texts(language).data.title}</a></p>
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    ${sets.length === 0 && html`<p class="empty">${t.none}</p>`}
    ${sets.map(
      (set) => html`<section class="block">
        <h2><a href=${`/sources/${set.key}`}>${set.title[language]}</a></h2>
        <p>${counted(t.records, set.records, language)} · ${set.attribution}</p>
        ${recordsFigure(set, startOf(set.key), context)}
      </section>`,
    )}
  </div>`;
  return layout({ ...frameOf(context), title: t.title, description: t.lead, body });
}

/** One set: whom to credit, what was lost, and its records from one page to the next. */
export function sourcePage(
  set: DescribedSet,
  { ids, pager, start }: { readonly ids: readonly string[]; readonly pager: Content; readonly start: string },
  context: PageContext,
): string {
  const { language } = context;
  const t = sourcesTexts(language);
  const { report } = set;
  const license = set.license
    ? html`<a href=${webAddress(set.license) ?? ''} rel="license">${licenseOf(set.license).name}</a>`
    : t.noLicense;
  const body = html`<div class="page">
    <header class="page-header">
      <p class="breadcrumb"><a href="/sources">${t.title}</a></p>
      <h1>${set.title[language]}</h1>
      <p class="lead">${counted(t.records, set.records, language)} · ${fill(t.importedOn, { date: longDate(set.importedAt, language) })}</p>
      ${recordsFigure(set, start, context)}
    </header>
    ${set.problem && html`<div class="notice" role="status"><p>${fill(t.problem, { problem: wordsOf(set.problem, language) })}</p></div>`}
    <dl class="properties">
      <div class="property"><dt>${t.credit}</dt><dd>${set.attribution}</dd></div>
      <div class="property"><dt>${t.license}</dt><dd>${license}</dd></div>
      <div class="property"><dt>${t.origin}</dt><dd><a href=${set.source.page} rel="noopener">${new URL(set.source.page).hostname}</a> (${longDate(set.source.modified, language)})</dd></div>
      ${set.nextAt && html`<div class="property"><dt>${t.next}</dt><dd>${longDate(set.nextAt, language)}</dd></div>`}
    </dl>
    <section class="block">
      <h2>${t.report}</h2>
      <p>${t.reportLead}</p>
      <p class="quiet">${t.reportData} <a href=${`/sources/${set.key}.json`} type="application/json">JSON</a></p>
      ${lossTable(
        t.reading,
        report.reading.map((line) => ({ ...line, why: wordsOf(line.rule, language) })),
        context,
      )}
      ${lossTable(
        t.refused,
        refusalsOf(report, language) ??
          report.refused.map(({ row, id, reason }) => ({
            column: fill(t.row, { row: number(row, language) }),
            count: 1,
            why: wordsOf(reason, language),
            examples: id ? [id] : [],
          })),
        context,
      )}
      ${lossTable(t.homeless, report.homeless, context)}
      ${lossTable(
        t.ignored,
        report.ignored.map((line) => ({ ...line, why: messageIn(line.reason, language) })),
        context,
      )}
      ${lossTable(
        t.dropped,
        report.dropped.map((line) => ({ ...line, why: wordsOf(line.reason, language) })),
        context,
      )}
      ${lossTable(
        t.guesses,
        report.guesses.map((line) => ({ ...line, why: wordsOf(line.rule, language) })),
        context,
      )}
    </section>
    <section class="block">
      <h2>${t.documents}</h2>
      <ul class="source-records">${ids.map((id) => html`<li><a href=${`/sources/${set.key}/${encodeURIComponent(id)}`}>${id}</a></li>`)}</ul>
      ${pager}
    </section>
  </div>`;
  return layout({ ...frameOf(context), title: set.title[language], description: t.lead, body });
}

/** The query whose rows are the records that are read here. */
function recordsFigure({ title, records }: DescribedSet, start: string, context: PageContext): Content {
  const shown = {
    title: fill(sourcesTexts(context.language).read, { title: title[context.language] }),
    counts: records,
  };
  return html`<p class="take-away small">${figureLink(context.queries().records(start), shown, context)}</p>`;
}

/** Refused rows by their reasons, where there are too many to list one by one. */
function refusalsOf({ refusals = [], refused }: Partial<LossReport>, language: Language): Line[] | undefined {
  const all = refusals.reduce((sum, { count }) => sum + count, 0);
  if (all <= (refused?.length ?? 0) && all <= mostRefused) return undefined;
  return refusals.map((line) => ({ ...line, why: wordsOf(line.reason, language) }));
}

/** More refusals than this are told by their reasons. */
const mostRefused = 200;

/** A rule or a reason in words; one that only a mapping knows as it is written there. */
export function wordsOf(code: string, language: Language): string {
  const rules: Readonly<Record<string, string>> = sourcesTexts(language).rules;
  return rules[code] ?? rules[code.replace(/^(no-concept)-in-.*$/, '$1')] ?? explainProblem(code, language);
}

interface Line {
  readonly column: string;
  readonly count: number;
  readonly why?: string;
  readonly examples: readonly string[];
}

/** A folded table: some reports have hundreds of lines. */
function lossTable(title: string, lines: readonly Line[], { language }: PageContext): Content {
  if (lines.length === 0) return '';
  const t = sourcesTexts(language);
  const hasReason = lines.some(({ why }) => why);
  return html`<details>
    <summary>${title} <span class="count">${number(lines.length, language)}</span></summary>
    <div class="table-scroll" tabindex="0" role="region" aria-label=${title}>
      <table>
        <thead>
          <tr><th scope="col">${t.column}</th><th scope="col">${t.count}</th>${hasReason && html`<th scope="col">${t.why}</th>`}<th scope="col">${t.examples}</th></tr>
        </thead>
        <tbody>
          ${lines.map(
            ({ column, count, why, examples }) => html`<tr>
              <th scope="row">${column}</th>
              <td>${number(count, language)}</td>
              ${hasReason && html`<td>${why}</td>`}
              <td class="source-examples" dir="auto">${examples.join(' · ')}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
