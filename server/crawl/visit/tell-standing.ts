import type { Quad, Term } from '@rdfjs/types';
import { authorityRank, ranks, type Speaker } from '../../directory/projection/authority.ts';
import type { PublisherRules } from '../../fetch/publisher.ts';
import { foaf, keyOf } from '../../rdf/terms.ts';

/** One thing that a document speaks of, how much it says, and as whose word that is kept. */
export interface Standing {
  readonly iri: string;
  readonly statements: number;
  /** `own`: shown as what it says of itself; `other`: kept as this document's word about somebody else. */
  readonly as: 'own' | 'other';
}

/** Tells, for each thing that a document describes, whether it may speak for it. */
export function tellStanding(
  quads: readonly Quad[],
  speaker: Speaker,
  publishers: Pick<PublisherRules, 'find' | 'fingerprint'>,
): Standing[] {
  const bySubject = Map.groupBy(quads, ({ subject }) => keyOf(subject));
  const topics = new Set(
    quads.filter(({ predicate }) => predicate.equals(foaf('primaryTopic'))).map(({ object }) => object.value),
  );
  return [...bySubject.values()].flatMap(([first]) => {
    if (first?.subject.termType !== 'NamedNode') return [];
    const iri = first.subject.value;
    const rank = authorityRank(speaker, iri, { publishers, topics });
    return [
      { iri, statements: countFrom(first.subject, bySubject, new Set()), as: rank >= ranks.site ? 'own' : 'other' },
    ];
  });
}

/** With what is described in place. */
function countFrom(subject: Term, bySubject: ReadonlyMap<string, readonly Quad[]>, seen: Set<string>): number {
  if (seen.has(keyOf(subject))) return 0;
  seen.add(keyOf(subject));
  const own = bySubject.get(keyOf(subject)) ?? [];
  const nested = own.filter(({ object }) => object.termType === 'BlankNode');
  return own.length + nested.reduce((sum, { object }) => sum + countFrom(object, bySubject, seen), 0);
}
