import type { Quad, Term } from '@rdfjs/types';
import { foaf, schema } from './terms.ts';

const primaryTopic = foaf('primaryTopic').value;
const mainEntity = schema('mainEntity').value;
const mainEntityOfPage = schema('mainEntityOfPage').value;

/**
 * What a document declares to be about: its `foaf:primaryTopic`, the `schema:mainEntity` of its page, and whatever says that
 * this page is its own (`schema:mainEntityOfPage`). Values of terms: IRIs, or labels of blank nodes.
 */
export function topicsOf(quads: Iterable<Quad>, documentUrls: readonly string[]): ReadonlySet<string> {
  const pages = new Set(documentUrls.map(pageOf));
  const isThisPage = ({ termType, value }: Term) =>
    termType !== 'NamedNode' || pages.size === 0 || pages.has(pageOf(value));
  const topics = new Set<string>();
  for (const { subject, predicate, object } of quads) {
    if (predicate.value === primaryTopic) topics.add(object.value);
    else if (predicate.value === mainEntity && isThisPage(subject)) topics.add(object.value);
    else if (predicate.value === mainEntityOfPage && pages.has(pageOf(object.value))) topics.add(subject.value);
  }
  return topics;
}

/** A page by its host and path: people write http for https, and a slash or `#webpage` at the end. */
function pageOf(address: string): string {
  const url = URL.parse(address);
  return url ? `${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/$/, '')}${url.search}` : address;
}
