import type { Entity } from '../../../directory/entity.ts';
import { projectsTexts } from '../../texts/projects-texts.ts';
import { fill } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** How to join a project: through what it, or else whoever carries it, publishes to be reached by. */
export function joinBlock(project: Entity, carriers: readonly Entity[], context: PageContext): Content {
  const t = projectsTexts(context.language);
  const isEnded = project.properties['stage']?.some(
    (value) => value.kind === 'concept' && value.concept.key === 'ended',
  );
  if (isEnded)
    return html`<section class="block block-join"><h2>${t.join}</h2><p class="quiet">${t.ended}</p></section>`;
  const ways = [project, ...carriers].flatMap((one) => waysTo(one, context));
  return html`<section class="block block-join">
    <h2>${t.join}</h2>
    ${ways.length > 0 ? html`<p class="form-actions">${ways}</p>` : html`<p class="quiet">${t.noContact}</p>`}
    <p>${t.joinText}</p>
    <p>${t.address} <code class="project-address">${project.iri}</code></p>
    <p><a class="button secondary" href="/publier/fiche">${t.inMyProfile}</a></p>
  </section>`;
}

function waysTo({ type, name, contact, url }: Entity, { language, reach }: PageContext): readonly Content[] {
  const t = projectsTexts(language);
  const page = webAddress(contact.page) ?? webAddress(url);
  const email = contact.email && /^[^\s@<>]+@[^\s@<>]+$/.test(contact.email) ? contact.email : undefined;
  return [
    email &&
      html`<a class="button" href=${`mailto:${encodeURIComponent(email).replace('%40', '@')}`}>${type === 'cooperation' ? t.writeProject : fill(t.write, { name })}</a>`,
    contact.telephone &&
      html`<a class="button secondary" href=${`tel:${contact.telephone.replace(/[^+\d]/g, '')}`}>${fill(t.call, { name })}</a>`,
    page && html`<a class="button secondary" href=${reach(page)} rel="external">${fill(t.site, { name })}</a>`,
  ].filter(Boolean);
}
