import type { NamedNode, Quad } from '@rdfjs/types';
import type { Aligner } from '../../rdf/align.ts';
import { obs, rdf, rdfs, schema, VOCAB } from '../../rdf/terms.ts';
import type { Discoveries } from '../../registry/discoveries.ts';
import type { Publishers } from '../../registry/publishers.ts';
import type { Registration } from '../../registry/registration.ts';

/** What happens to an address that a profile links to: it waits, is visited when both share a network, or is visited. */
export type DiscoveryPolicy = 'ask' | 'same-network' | 'auto';
export const discoveryPolicies: readonly DiscoveryPolicy[] = ['ask', 'same-network', 'auto'];

/** Links away from a registered profile; found per profile; found at, or by, one publisher. */
const limits = { depth: 3, perProfile: 50, perPublisher: 200 };

const membership: readonly NamedNode[] = [schema('memberOf'), schema('member')];
/** Who runs a place, and what an organisation runs, are neighbours as close as a network's members. */
const followed: readonly NamedNode[] = [
  ...membership,
  rdfs('seeAlso'),
  obs('cooperatesWith'),
  obs('operatedBy'),
  obs('operates'),
];

/** Registers what a profile links to and no registration covers; returns what it added. Part of the caller's transaction. */
export type Discover = (linker: Registration, quads: readonly Quad[], at: Date) => readonly Registration[];

/** Makes the discovery of one operator's policy. Losing the link later takes nothing back. */
export function createDiscover(parts: {
  readonly discoveries: Discoveries;
  readonly publishers: Publishers;
  readonly align: Aligner;
  /** The normal form of an address that may be registered, or undefined. */
  readonly admit: (url: string) => string | undefined;
  readonly policy: DiscoveryPolicy;
  /** The observatory's own address: it is no profile. */
  readonly ownOrigin?: string;
}): Discover {
  const { discoveries, publishers, align, admit, policy, ownOrigin } = parts;
  return (linker, given, at) => {
    const depth = (discoveries.find(linker.id)?.depth ?? 0) + 1;
    if (depth > limits.depth) return [];
    const quads = align(given.filter(isLink));
    const isNear = policy === 'same-network' ? sharesNetwork(quads, linker) : () => policy === 'auto';
    const added: Registration[] = [];
    let room = limits.perProfile - discoveries.countBy(linker.id);
    for (const iri of linkedIris(quads)) {
      if (room <= 0 || discoveries.countAt(publishers.of(linker.url)) >= limits.perPublisher) break;
      const url = iri.startsWith(VOCAB) ? undefined : admit(iri);
      if (!url || (ownOrigin && new URL(url).origin === ownOrigin)) continue;
      if (url === linker.url || url === linker.finalUrl || discoveries.isCovered(url)) continue;
      if (discoveries.countAt(publishers.of(url)) >= limits.perPublisher) continue;
      added.push(discoveries.add(url, { linkedBy: linker.id, depth, at: at.toISOString(), isDue: isNear(iri) }));
      room--;
    }
    return added;
  };
}

function isLink({ predicate, object }: Quad): boolean {
  return object.termType === 'NamedNode' && /^https?:/i.test(object.value) && !predicate.equals(rdf('type'));
}

function linkedIris(quads: readonly Quad[]): ReadonlySet<string> {
  return new Set(
    quads.filter(({ predicate }) => followed.some((p) => p.equals(predicate))).map(({ object }) => object.value),
  );
}

/** Tells of an IRI whether it is in a network with what the linking document is about, or is that network or its member. */
function sharesNetwork(quads: readonly Quad[], { url, finalUrl }: Registration): (iri: string) => boolean {
  const edges = quads
    .filter(({ predicate }) => membership.some((p) => p.equals(predicate)))
    .map(({ subject, predicate, object }) =>
      predicate.value.endsWith('member') ? [object.value, subject.value] : [subject.value, object.value],
    );
  const networksOf = (isIt: (iri: string) => boolean) =>
    new Set(edges.flatMap(([member = '', network = '']) => (isIt(member) || isIt(network) ? [network] : [])));
  const own = networksOf((iri) => documentOf(iri) === url || documentOf(iri) === finalUrl);
  return (iri) => [...networksOf((other) => other === iri)].some((network) => own.has(network));
}

function documentOf(iri: string): string | undefined {
  return iri.split('#')[0];
}
