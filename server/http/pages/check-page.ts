import type { CheckAnswer } from '../contract.ts';
import { texts } from '../texts/texts.ts';
import { entityRow } from './entity-row.ts';
import { findingsList } from './findings.ts';
import { type Content, html } from './html.ts';
import { layout } from './layout.ts';
import { frameOf, type PageContext } from './page-context.ts';

export interface CheckPageInput {
  readonly context: PageContext;
  /** What was typed, to be kept in the form. */
  readonly url?: string;
  readonly content?: string;
  readonly answer?: CheckAnswer;
  /** Why nothing was checked. */
  readonly refusal?: string;
}

/** The page that checks a profile by its address or its content. */
export function checkPage({ context, url, content, answer, refusal }: CheckPageInput): string {
  const t = texts(context.language).check;
  const body = html`<div class="page check-page">
    <header class="page-header">
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    ${refusal && html`<div class="notice error" role="alert"><p>${refusal}</p></div>`}
    ${answer && result(answer, url, context)}
    <form class="check-form" method="post" action="/verifier">
      <div class="field">
        <label for="url">${t.url}</label>
        <p class="hint" id="url-hint">${t.urlHint}</p>
        <input id="url" type="url" name="url" value=${url} aria-describedby="url-hint" placeholder="https://" />
      </div>
      <p class="or">${t.or}</p>
      <div class="field field-wide">
        <label for="content">${t.paste}</label>
        <p class="hint" id="content-hint">${t.pasteHint}</p>
        <textarea id="content" name="content" rows="12" spellcheck="false" aria-describedby="content-hint">${content}</textarea>
      </div>
      <button type="submit">${t.submit}</button>
    </form>
  </div>`;
  return layout({ ...frameOf(context), title: t.title, description: t.lead, body });
}

function result(answer: CheckAnswer, url: string | undefined, context: PageContext): Content {
  const { language } = context;
  const t = texts(language).check;
  return html`<section class="check-result" aria-label=${t.result}>
    <h2>${t.result}</h2>
    <div class=${answer.conforms ? 'notice good' : 'notice error'} role="status">
      <p><strong>${answer.conforms ? t.conforms : t.conformsNot}</strong> ${answer.summary[language]}</p>
      ${answer.conforms && url && html`<form method="post" action="/publier"><input type="hidden" name="url" value=${url} /><button type="submit">${t.register}</button></form>`}
    </div>
    ${findingsList(answer.findings, language)}
    ${answer.card && html`<section><h3>${t.card}</h3><ul class="entity-list">${entityRow(answer.card, context)}</ul></section>`}
  </section>`;
}
