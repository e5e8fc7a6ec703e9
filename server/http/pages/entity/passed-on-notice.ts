import type { Quad } from '@rdfjs/types';
import { prov } from '../../../rdf/terms.ts';
import { opendataTexts } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { shortAddress } from './property-values.ts';
import { hostOf } from './provenance-block.ts';

/** Where another observatory keeps its records (`/feed/profiles/…`): only such a document is worth looking into. */
export function mayBeRecord(source: string): boolean {
  return URL.parse(source)?.pathname.startsWith('/feed/profiles/') ?? false;
}

/** Says of a record that another observatory passes on where it read it; nothing of any other document. */
export function passedOnNotice(
  source: string,
  quads: readonly Quad[],
  { language, reach }: Pick<PageContext, 'language' | 'reach'>,
): Content {
  const said = quads.find((q) => q.subject.value === source && q.predicate.equals(prov('wasDerivedFrom')));
  const from = webAddress(said?.object.value);
  if (!from) return null;
  const t = opendataTexts(language).passedOn;
  return html`<p class="notice" role="note">${t.publishedAt} <a href=${reach(from)} rel="external nofollow">${shortAddress(from)}</a>. ${t.heardFrom} <strong>${hostOf(source)}</strong>${t.whoRead}</p>`;
}
