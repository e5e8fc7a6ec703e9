import type { CheckAnswer } from '../../contract.ts';
import { checkTexts } from '../../texts/check-texts.ts';
import { texts } from '../../texts/texts.ts';
import { html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { checkResult } from './check-result.ts';

export interface CheckPageInput {
  readonly context: PageContext;
  /** What was typed, to be kept in the form. */
  readonly url?: string;
  readonly content?: string;
  readonly answer?: CheckAnswer;
  /** Why nothing was checked. */
  readonly refusal?: string;
  /** What our robot is called where a robots.txt turned it away. */
  readonly robot?: string;
}

/** The page that checks a profile by its address or its content. */
export function checkPage({ context, url, content, answer, refusal, robot }: CheckPageInput): string {
  const t = texts(context.language).check;
  const body = html`<div class="page check-page">
    <header class="page-header">
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    ${
      refusal &&
      html`<div class="notice error" role="alert">
      <p>${refusal}</p>
      ${robot && html`<p>${checkTexts(context.language).robots}</p><pre tabindex="0"><code>${`User-agent: ${robot}\nAllow: /`}</code></pre>`}
    </div>`
    }
    ${answer && checkResult(answer, url, context)}
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
  // One page per address that somebody checks is nothing to find.
  const head = (answer || refusal) && html`<meta name="robots" content="noindex" />`;
  return layout({ ...frameOf(context), title: t.title, description: t.lead, body, head });
}
