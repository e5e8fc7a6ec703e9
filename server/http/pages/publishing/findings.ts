import type { Language } from '../../../rdf/text.ts';
import { messageIn } from '../../../rdf/typeset-french.ts';
import type { Finding, Severity } from '../../../validation/report.ts';
import { checkTexts } from '../../texts/check-texts.ts';
import { entityTexts, texts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';

const order: readonly Severity[] = ['violation', 'warning', 'info'];

/** What is told besides where there is room. */
interface More {
  /** Why findings of each severity matter. */
  readonly why?: Readonly<Record<Severity, string>>;
  /** The statement that a finding is about. */
  readonly statementOf?: (finding: Finding) => string | undefined;
}

/** What a check found, the most pressing first: what is wrong, where, and a line to copy when one can be proposed. */
export function findingsList(findings: readonly Finding[], language: Language, more: More = {}): Content {
  const t = texts(language).check;
  // Said only when a profile describes several things: which of them the finding is about.
  const isAmbiguous = new Set(findings.map(({ focusNode }) => focusNode)).size > 1;
  return order.map((severity) => {
    const own = findings.filter((finding) => finding.severity === severity);
    if (own.length === 0) return null;
    return html`<section class=${`findings findings-${severity}`}>
      <h3>${t[severity]} <span class="count">${own.length}</span></h3>
      ${more.why && html`<p class="quiet">${more.why[severity]}</p>`}
      <ul>
        ${own.map(
          (finding) => html`<li class="finding">
            <p>${finding.field && html`<strong>${finding.field[language]}</strong>`} ${messageIn(finding.message, language)}</p>
            ${isAmbiguous && finding.focusNode && html`<p class="quiet small">${t.about}${entityTexts(language).colon} <code>${finding.focusNode}</code></p>`}
            ${more.statementOf?.(finding) && html`<div class="fix"><p class="small">${checkTexts(language).statement}</p><pre tabindex="0"><code>${more.statementOf(finding)}</code></pre></div>`}
            ${finding.value !== undefined && !more.statementOf?.(finding) && html`<p class="quiet small">${t.value}${entityTexts(language).colon} <code>${finding.value}</code></p>`}
            ${finding.fix && html`<div class="fix"><p class="small">${t.fix}</p><pre tabindex="0"><code>${finding.fix}</code></pre></div>`}
          </li>`,
        )}
      </ul>
    </section>`;
  });
}
