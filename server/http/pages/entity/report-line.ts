import type { Entity } from '../../../directory/entity.ts';
import { entityPath } from '../../sections.ts';
import { entityTexts, fill } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** How to tell who publishes a profile, or who runs the observatory, that something is wrong: letters of the reader's own, nothing is kept here. */
export function reportLine(entity: Entity, { language, origin = '', reach, contact }: PageContext): Content {
  const t = entityTexts(language).report;
  const letter = {
    subject: fill(t.subject, { name: entity.name.slice(0, 100) }),
    body: fill(t.body, { page: origin + entityPath(entity), source: entity.provenance.source }),
  };
  const page = webAddress(entity.contact.page) ?? webAddress(entity.url);
  const publisher = entity.contact.email
    ? html`<a href=${mailTo(entity.contact.email, letter)}>${t.publisher}</a>`
    : page && html`<a href=${reach(page)} rel="external">${t.publisherPage}</a>`;
  const operator = contact?.includes('@') ? mailTo(contact, letter) : (webAddress(contact) ?? '/a-propos#contact');
  return html`<p class="take-away report">${t.question} ${publisher} <a href=${operator}>${t.operator}</a></p>`;
}

function mailTo(address: string, { subject, body }: { readonly subject: string; readonly body: string }): string {
  const to = encodeURIComponent(address.replace(/^mailto:/i, '')).replaceAll('%40', '@');
  // Lines of letters end with CR LF (RFC 6068).
  return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;
}
