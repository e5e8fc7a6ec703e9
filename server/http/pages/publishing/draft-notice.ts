import type { Language } from '../../../rdf/text.ts';
import { formTexts } from '../../texts/form-texts.ts';
import { type Content, html } from '../frame/html.ts';

/** Says over a page that nobody has published yet what it is. */
export function draftNotice(language: Language): Content {
  return html`<div class="notice" role="status"><p>${formTexts(language).pagePreviewNotice}</p></div>`;
}
