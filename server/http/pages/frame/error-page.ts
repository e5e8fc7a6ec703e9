import type { Language } from '../../../rdf/text.ts';
import { messageIn } from '../../../rdf/typeset-french.ts';
import { entry, fill, texts } from '../../texts/texts.ts';
import { html } from './html.ts';
import { layout, type PageAssets } from './layout.ts';

/** What an error page says; `id` is what the log knows the error by. */
export interface ErrorTexts {
  readonly status: number;
  readonly title: string;
  readonly id: string;
  readonly detail?: string;
  readonly parameter?: string;
  readonly value?: string;
  readonly allowed?: readonly string[];
  readonly more?: { readonly href: string; readonly label: string };
}

export interface ErrorPageInput extends ErrorTexts {
  readonly language: Language;
  readonly path: string;
  readonly origin?: string;
  readonly assets: PageAssets;
}

/** A page that says what was met and where to go from here. */
export function errorPage(input: ErrorPageInput): string {
  const t = texts(input.language).error;
  const { status, title, detail, parameter, value, allowed, more, id, ...frame } = input;
  const said = detail ?? fill(entry(t, `text${status}`, ''), { id });
  const explanation = messageIn({ fr: said, en: said }, input.language);
  const body = html`<div class="page error-page">
    <h1>${title}</h1>
    ${explanation && html`<p class="lead">${explanation}</p>`}
    ${parameter !== undefined && html`<p class="error-parameter"><code>${parameter}${value !== undefined && ` = ${value}`}</code></p>`}
    ${allowed && allowed.length > 0 && html`<p>${fill(t.allowed, { allowed: allowed.join(', ') })}</p>`}
    ${more && html`<p><a href=${more.href}>${more.label}</a></p>`}
    <form class="search-form" action="/lieux" method="get" role="search">
      <label for="error-q">${t.search}</label>
      <input id="error-q" type="search" name="q" />
      <button type="submit">${t.searchButton}</button>
    </form>
    <ul class="next-steps">
      <li><a href="/">${t.goMap}</a></li>
      <li><a href="/lieux">${t.goPlaces}</a></li>
      <li><a href="/publier">${t.goPublish}</a></li>
    </ul>
  </div>`;
  return layout({ ...frame, title, body });
}
