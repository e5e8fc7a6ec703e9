import type { Quad } from '@rdfjs/types';
import { foaf, rdfs, schema } from '../../rdf/terms.ts';

/** Who answers for an IRI, so that two can be told to be the same publisher's. */
export interface PublisherRules {
  /** The publisher of an IRI; undefined where nobody answers for it. */
  find(iri: string): string | undefined;
  /** Changes with the rules. */
  readonly fingerprint: string;
}

/** A document as the one who speaks: its registered address, and the one that answered after redirects and links. */
export interface Speaker {
  readonly url: string;
  readonly finalUrl: string;
}

/** How strongly a document speaks about an IRI; below `site` it is somebody else's word. */
export const ranks = {
  /** The document that the IRI leads to. */
  own: 3,
  /** A document of the same publisher that declares the IRI to be its topic. */
  topic: 2,
  /** Any other document of the same publisher. */
  site: 1,
  /** A document of another publisher; the entity's own document may point to it and so let it speak. */
  record: 0,
  /** The same, about something that it does not name. */
  remark: -1,
} as const;

/**
 * Whether what was read at an address is another publisher's: then the address can no more speak for its own site (an
 * open redirect would let anybody) than for the other (whose words it could keep when they are taken back).
 */
export function leadsElsewhere({ url, finalUrl }: Speaker, publishers: PublisherRules): boolean {
  return publishers.find(url) !== publishers.find(finalUrl);
}

/** How strongly a document speaks about an IRI, from what their addresses say. */
export function authorityRank(
  speaker: Speaker,
  iri: string,
  { publishers, topics }: { readonly publishers: PublisherRules; readonly topics: ReadonlySet<string> },
): number {
  const publisher = publishers.find(iri);
  if (publisher === undefined) return ranks.record;
  const document = documentOf(iri);
  // The registered address itself chose what answers for it: persistent names (w3id.org, purl.org) redirect on purpose.
  if (document === documentOf(speaker.url)) return ranks.own;
  if (leadsElsewhere(speaker, publishers) || publisher !== publishers.find(speaker.url)) return ranks.record;
  if (document === documentOf(speaker.finalUrl)) return ranks.own;
  return topics.has(iri) ? ranks.topic : ranks.site;
}

/** How something says which other document describes it. Not `sameAs`: being the same is no leave to speak. */
const pointing: ReadonlySet<string> = new Set(
  [foaf('isPrimaryTopicOf'), schema('subjectOf'), schema('mainEntityOfPage'), rdfs('seeAlso')].map(
    ({ value }) => value,
  ),
);

/** An IRI and the address of a document that it lets speak about it. */
export interface Pointer {
  readonly iri: string;
  readonly target: string;
}

/** The "who describes me" statements of a document. */
export function pointersIn(quads: readonly Quad[]): Pointer[] {
  return quads.flatMap(({ subject, predicate, object }) => {
    const target =
      pointing.has(predicate.value) && object.termType === 'NamedNode' ? documentOf(object.value) : undefined;
    return target && subject.termType === 'NamedNode' ? [{ iri: subject.value, target }] : [];
  });
}

/** The address that an IRI leads to, in its normal form. */
function documentOf(iri: string): string | undefined {
  return URL.parse(iri)?.href.split('#')[0];
}
