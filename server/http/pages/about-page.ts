import { texts } from '../texts/texts.ts';
import { html, webAddress } from './html.ts';
import { layout } from './layout.ts';
import { frameOf, type PageContext } from './page-context.ts';

/** The notice: what this is, for whom, how its robot behaves and how to refuse it, what it does not collect. */
export function aboutPage(
  { userAgent, contact }: { readonly userAgent: string; readonly contact?: string },
  context: PageContext,
): string {
  const t = texts(context.language).about;
  const robot = userAgent.split(/[/ ]/)[0] ?? userAgent;
  const href = contact?.includes('@') ? `mailto:${contact.replace(/^mailto:/, '')}` : webAddress(contact);
  const body = html`<div class="page about-page">
    <header class="page-header">
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    <section><h2>${t.who}</h2><p>${t.whoText}</p></section>
    <section><h2>${t.how}</h2><p>${t.howText}</p></section>
    <section id="robot">
      <h2>${t.robot}</h2>
      <p>${t.robotText} <code>${userAgent}</code></p>
      <p>${t.robotRefuse}</p>
      <pre tabindex="0"><code>${`User-agent: ${robot}\nDisallow: /`}</code></pre>
    </section>
    <section id="vie-privee"><h2>${t.privacy}</h2><p>${t.privacyText}</p></section>
    <section id="accessibilite"><h2>${t.accessibility}</h2><p>${t.accessibilityText}</p></section>
    <section id="code"><h2>${t.code}</h2><p>${t.codeText}</p></section>
    ${contact && html`<section id="contact"><h2>${t.contact}</h2><p>${href ? html`<a href=${href}>${contact}</a>` : contact}</p></section>`}
  </div>`;
  return layout({ ...frameOf(context), title: t.title, description: t.lead, body });
}
