import type { HttpConfig } from '../../deps.ts';
import { seconds } from '../../quantities.ts';
import { fill, texts } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';

type Notice = Pick<HttpConfig, 'userAgent' | 'fetchGapMs' | 'contact' | 'baseMap'>;

/** The notice: what this is, for whom, how its robot behaves and how to refuse it, what it does not collect. */
export function aboutPage(notice: Notice, context: PageContext): string {
  const t = texts(context.language).about;
  const { contact, baseMap } = notice;
  const href = contact?.includes('@') ? `mailto:${contact.replace(/^mailto:/, '')}` : webAddress(contact);
  const body = html`<div class="page about-page">
    <header class="page-header">
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    <section><h2>${t.who}</h2><p>${t.whoText}</p></section>
    <section><h2>${t.how}</h2><p>${t.howText}</p></section>
    ${robot(notice, context)}
    <section id="vie-privee">
      <h2>${t.privacy}</h2>
      <p>${t.privacyText}</p>
      <p>${baseMap && 'host' in baseMap ? fill(t.privacyBaseMap, { host: new URL(baseMap.host).host }) : t.privacyNoOther}</p>
      <h3 id="ne-plus-apparaitre">${t.removal}</h3>
      <p>${t.removalText} <a href="#contact">${t.contact}</a></p>
    </section>
    <section id="accessibilite"><h2>${t.accessibility}</h2><p>${t.accessibilityText}</p></section>
    <section id="code"><h2>${t.code}</h2><p>${t.codeText}</p></section>
    <section id="contact"><h2>${t.contact}</h2><p>${contact ? (href ? html`<a href=${href}>${contact}</a>` : contact) : t.noContact}</p></section>
    <p class="quiet small"><a href="/exploitation">${t.operation}</a></p>
  </div>`;
  return layout({ ...frameOf(context), title: t.title, description: t.lead, body });
}

/** Our visits introduce themselves with the address of this page: whoever finds them in a log learns here how to refuse them. */
function robot({ userAgent, fetchGapMs }: Notice, { language }: PageContext): Content {
  const t = texts(language).about;
  const name = userAgent.split(/[/ ]/)[0] ?? userAgent;
  return html`<section id="robot">
    <h2>${t.robot}</h2>
    <p>${t.robotText} <code class="copyable">${userAgent}</code></p>
    <h3>${t.robotReads}</h3>
    <p>${t.robotReadsText}</p>
    <h3>${t.robotPace}</h3>
    <ul>
      <li>${fetchGapMs > 0 ? fill(t.robotGap, { gap: seconds(fetchGapMs, language) }) : t.robotOneByOne}</li>
      <li>${t.robotRhythm}</li>
      <li>${t.robotThrift}</li>
      <li>${t.robotLimits}</li>
    </ul>
    <h3 id="refuser">${t.robotRefuse}</h3>
    <p>${t.robotRefuseAll}</p>
    <pre tabindex="0"><code>${`User-agent: ${name}\nDisallow: /`}</code></pre>
    <p>${t.robotRefusePart}</p>
    <pre tabindex="0"><code>${`User-agent: ${name}\nDisallow: /prive/`}</code></pre>
    <h3 id="retirer">${t.robotRemove}</h3>
    <ul>
      <li>${t.robotRemoveGone}</li>
      <li>${t.robotRemovePrivate}</li>
      <li>${t.robotRemoveExpires}</li>
      <li>${t.robotRemoveSoon}</li>
      <li>${t.robotRemoveAsk} <a href="#contact">${t.contact}</a></li>
    </ul>
  </section>`;
}
