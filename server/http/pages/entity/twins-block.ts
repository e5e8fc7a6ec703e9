import type { Twin } from '../../identity-view.ts';
import { entityPath } from '../../sections.ts';
import { identityTexts } from '../../texts/identity-texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** Other records that seem to be about the same thing, each with what speaks for it. */
export function twinsBlock(twins: readonly Twin[], { language }: PageContext): Content {
  if (twins.length === 0) return null;
  const t = identityTexts(language).twins;
  return html`<section class="block block-twins">
    <h2>${t.title}</h2>
    <p class="quiet">${t.lead}</p>
    <ul class="entity-list">
      ${twins.map(
        ({ side, reasons }) => html`<li class="entity-row"><div class="entity-row-body">
          ${side.page && html`<a class="entity-row-name" href=${entityPath(side.page)} dir="auto">${side.name}</a>`}
          <span class="entity-row-facts">${reasons.map((reason) => reason[language]).join(' · ')}</span>
        </div></li>`,
      )}
    </ul>
  </section>`;
}
