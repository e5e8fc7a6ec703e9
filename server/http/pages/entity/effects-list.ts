import type { ClaimedEffect } from '../../claimed-effects.ts';
import { entityPath } from '../../sections.ts';
import { diagnosisTexts } from '../../texts/diagnosis-texts.ts';
import { entityTexts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** Effects with for whom they are and what shows them; that nothing shows them is said. */
export function effectsList(effects: readonly ClaimedEffect[], { language }: PageContext): Content {
  return html`<ul class="effects">
    ${effects.map((effect) => html`<li><a href=${entityPath(effect)} dir="auto">${effect.name}</a><br />${effectClaim(effect, language)}</li>`)}
  </ul>`;
}

/** For whom an effect is and what shows it, in one line each. */
export function effectClaim(
  { forWhom, evidence }: Pick<ClaimedEffect, 'forWhom' | 'evidence'>,
  language: PageContext['language'],
): Content {
  const t = diagnosisTexts(language);
  const { colon } = entityTexts(language);
  return html`${forWhom.length > 0 && html`<span class="quiet">${t.forWhom}${colon} <span dir="auto">${forWhom.join(', ')}</span></span><br />`}
    ${evidence.length > 0 ? html`${t.evidence}${colon} <span dir="auto">${evidence.join(' ')}</span>` : html`<span class="quiet">${t.noEvidence}</span>`}`;
}
