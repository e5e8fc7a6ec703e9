import type { RegistrationAnswer } from '../../contract.ts';
import { followTexts } from '../../texts/follow-texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { badgeSize } from './badge.ts';

/** What whoever keeps a shown profile can do with it: change it, show it on their own site, be reminded of it. */
export function nextSteps({ id, url, page }: RegistrationAnswer, { language }: PageContext, base: string): Content {
  if (!page) return null;
  const t = followTexts(language);
  const { width, height } = badgeSize;
  const badge = `${page}/badge.svg${language === 'en' ? '?lang=en' : ''}`;
  const line = `<a href="${base}${page}"><img src="${base}${badge}" alt="${t.badgeAlt}" width="${width}" height="${height}"></a>`;
  return html`<section class="block after-registering">
    <h2>${t.next}</h2>
    <p><a class="button secondary" href=${`/publier/fiche?depuis=${encodeURIComponent(url)}`}>${t.edit}</a> <span class="hint">${t.editText}</span></p>
    <h3>${t.badge}</h3>
    <p><img src=${badge} alt=${t.badgeAlt} width=${width} height=${height} /></p>
    <p>${t.badgeText}</p>
    <pre tabindex="0"><code>${line}</code></pre>
    <ul>
      <li><a href="/integrer">${t.embed}</a></li>
      <li><a href=${`/registrations/${encodeURIComponent(id)}.atom`} rel="alternate" type="application/atom+xml">${t.feed}</a> <span class="hint">${t.feedText}</span></li>
    </ul>
  </section>`;
}
