import type { Quad, Term } from '@rdfjs/types';
import type { EntityType } from '../../directory/entity.ts';
import { leadingRank } from '../../directory/entity-types.ts';
import { namedNode, quadOf, rdf } from '../../rdf/terms.ts';
import { topicsOf } from '../../rdf/topics.ts';
import type { Finding } from '../../validation/report.ts';
import type { TypeOfClass } from '../discovery/our-classes.ts';

interface Candidate {
  readonly type: EntityType;
  readonly isTopic: boolean;
}

/**
 * Gives the one thing that a page is about, and that has no address of its own, the page's address with its type as fragment
 * (`https://lieu.example/#place`): most pages of the web describe their place or organisation so. What stands within
 * something else (a publisher, the place of an event) is not meant, and of two that are alike neither is.
 */
export function nameEntity(
  quads: readonly Quad[],
  { documentUrl, typeOf }: { readonly documentUrl: string; readonly typeOf: TypeOfClass },
): { readonly quads: readonly Quad[]; readonly findings: readonly Finding[] } {
  const topics = topicsOf(quads, [documentUrl]);
  const found = leadingCandidates(candidatesIn(quads, { documentUrl, topics, typeOf }));
  const [label, ...others] = found.blank;
  const iri = `${documentUrl.split('#')[0]}#${found.type}`;
  if (label === undefined || others.length > 0 || quads.some(({ subject }) => subject.value === iri))
    return { quads, findings: [] };
  const name = namedNode(iri);
  const renamed = <T extends Term>(term: T) => (term.termType === 'BlankNode' && term.value === label ? name : term);
  return {
    quads: quads.map((q) => quadOf(renamed(q.subject), q.predicate, renamed(q.object), q.graph)),
    findings: [namedHere(iri)],
  };
}

/** What a page may be about, by the value of its term: blank nodes that stand in nothing else, and the site's own IRIs. */
function candidatesIn(
  quads: readonly Quad[],
  {
    documentUrl,
    topics,
    typeOf,
  }: { readonly documentUrl: string; readonly topics: ReadonlySet<string>; readonly typeOf: TypeOfClass },
): ReadonlyMap<string, Candidate & { readonly isBlank: boolean }> {
  const site = URL.parse(documentUrl)?.host;
  const within = new Set(
    quads.filter(({ object }) => object.termType === 'BlankNode').map(({ object }) => object.value),
  );
  const candidates = new Map<string, Candidate & { readonly isBlank: boolean }>();
  for (const { subject, predicate, object } of quads) {
    if (!predicate.equals(rdf('type'))) continue;
    const isTopic = topics.has(subject.value);
    const isBlank = subject.termType === 'BlankNode';
    // Of somebody else's things this page is no description.
    if (isBlank ? within.has(subject.value) && !isTopic : URL.parse(subject.value)?.host !== site) continue;
    const type = typeOf(object.value, isTopic);
    const known = candidates.get(subject.value);
    // A person appears only by asking for it, under an address of their own.
    if (!type || (isBlank && type === 'person') || (known && leadingRank(known.type) <= leadingRank(type))) continue;
    candidates.set(subject.value, { type, isTopic, isBlank });
  }
  return candidates;
}

/** The blank nodes that would lead; none when something with an IRI leads as well. */
function leadingCandidates(candidates: ReadonlyMap<string, Candidate & { readonly isBlank: boolean }>) {
  const rankOf = ({ isTopic, type }: Candidate) => (isTopic ? 0 : 100) + leadingRank(type);
  const best = Math.min(...[...candidates.values()].map(rankOf));
  const leading = [...candidates].filter(([, candidate]) => rankOf(candidate) === best);
  const blank = leading.every(([, { isBlank }]) => isBlank) ? leading.map(([label]) => label) : [];
  return { type: leading[0]?.[1].type, blank };
}

function namedHere(iri: string): Finding {
  const fragment = iri.slice(iri.indexOf('#'));
  return {
    severity: 'info',
    rule: 'profile/named-here',
    message: {
      fr: `Ce que décrit cette page n’a pas d’adresse propre : nous lui donnons « ${iri} ». Ajoutez "@id": "${fragment}" pour qu’elle soit la même partout.`,
      en: `What this page describes has no address of its own: we give it “${iri}”. Add "@id": "${fragment}" so that it is the same everywhere.`,
    },
    focusNode: iri,
    value: iri,
  };
}
