import type { NamedNode, Quad } from '@rdfjs/types';
import type { Aligner } from '../../rdf/align.ts';
import { obs, rdf, rdfs, schema, VOCAB } from '../../rdf/terms.ts';
import type { Discoveries } from '../../registry/discoveries.ts';
import type { Publishers } from '../../registry/publishers.ts';
import type { Registration } from '../../registry/registration.ts';
import type { Signposts } from '../../registry/signposts.ts';
import { discoveryLimits as limits } from './discovery-limits.ts';
import { bulkyKinds } from './followable.ts';
import type { ListKind, Signs } from './signs.ts';

/** What happens to an address that a profile links to: it waits, is visited when both share a network, or is visited. */
export type DiscoveryPolicy = 'ask' | 'same-network' | 'auto';
export const discoveryPolicies: readonly DiscoveryPolicy[] = ['ask', 'same-network', 'auto'];

const membership: readonly NamedNode[] = [schema('memberOf'), schema('member')];
/** Who runs a place, and what an organisation runs, are neighbours as close as a network's members. */
const followed: readonly NamedNode[] = [
  ...membership,
  rdfs('seeAlso'),
  obs('cooperatesWith'),
  obs('operatedBy'),
  obs('operates'),
];

/** What discovery registered, and how many addresses were beyond its limits. */
export interface Found {
  readonly added: readonly Registration[];
  readonly leftOut: number;
}

/** Registers addresses that no registration covers yet. Losing a link or a list later takes nothing back. */
export interface Discover {
  /** What a conforming profile links to. Part of the caller's transaction. */
  links(linker: Registration, quads: readonly Quad[], at: Date): Found;
  /** Where a document leads: at its own publisher due at once, elsewhere like a link. Part of the caller's transaction. */
  signs(signpost: Registration, signs: Signs, at: Date): Found;
}

/** Makes the discovery of one operator's policy. */
export function createDiscover(parts: {
  readonly discoveries: Discoveries;
  readonly signposts: Signposts;
  readonly publishers: Publishers;
  readonly align: Aligner;
  /** The normal form of an address that may be registered at all, or undefined. */
  readonly admit: (url: string) => string | undefined;
  /** Whether the operator's own limits keep an address out. */
  readonly isRefused: (url: string) => boolean;
  readonly policy: DiscoveryPolicy;
  /** The observatory's own address: it is no profile. */
  readonly ownOrigin?: string;
}): Discover {
  const { discoveries, signposts, publishers, align, admit, isRefused, policy, ownOrigin } = parts;

  /** Registers those of the addresses for which there is room. */
  function add(
    linker: Registration,
    candidates: readonly Candidate[],
    { most, at }: { most: number; at: Date },
  ): Found {
    const news = candidates.flatMap((candidate) => {
      const url = admit(candidate.address);
      if (!url || (ownOrigin && new URL(url).origin === ownOrigin)) return [];
      return url === linker.url || url === linker.finalUrl ? [] : [{ ...candidate, url }];
    });
    // Most profiles lead to nothing but themselves.
    if (news.length === 0) return { added: [], leftOut: 0 };
    const depth = (discoveries.find(linker.id)?.depth ?? 0) + 1;
    const byPublisher = limits.byPublisher - discoveries.countFrom(publishers.of(linker.url));
    let room = depth > limits.depth ? 0 : Math.min(most - discoveries.countBy(linker.id), byPublisher);
    const added: Registration[] = [];
    let leftOut = 0;
    for (const { url, isDue, isVouched, list } of news) {
      if (discoveries.isCovered(url)) continue;
      const hasRoom =
        room > 0 &&
        !isRefused(url) &&
        (isVouched || discoveries.countAt(publishers.of(url)) < limits.atPublisher) &&
        (!list || hasRoomForList(linker, list, publishers.of(url)));
      if (!hasRoom) {
        leftOut++;
        continue;
      }
      const registration = discoveries.add(url, { linkedBy: linker.id, depth, at: at.toISOString(), isDue });
      if (list) signposts.save(registration.id, { kind: list, profiles: [], lists: [], leftOut: 0 });
      added.push(registration);
      room--;
    }
    return { added, leftOut };
  }

  function hasRoomForList(linker: Registration, kind: ListKind, publisher: string): boolean {
    if (bulkyKinds.includes(kind) && signposts.countAt(publisher, bulkyKinds) >= limits.listsPerPublisher) return false;
    return kind !== 'sitemap' || sitemapsAbove(linker.id) < limits.sitemapLevels;
  }

  /** How many sitemaps a registration is below the one that was not found in another. */
  function sitemapsAbove(id: string): number {
    const found = signposts.find(id)?.kind === 'sitemap' ? discoveries.find(id) : undefined;
    return found ? 1 + sitemapsAbove(found.linkedBy) : 0;
  }

  return {
    links(linker, given, at) {
      const quads = align(given.filter(isLink));
      const isNear = policy === 'same-network' ? sharesNetwork(quads, linker) : () => policy === 'auto';
      const namesMembers = quads.some(({ predicate }) => predicate.equals(schema('member')));
      const candidates = [...linkedIris(quads)]
        .filter((iri) => !iri.startsWith(VOCAB))
        .map((iri) => ({ address: iri, isDue: isNear(iri), isVouched: false }));
      return add(linker, candidates, { most: namesMembers ? limits.perNetwork : limits.perProfile, at });
    },
    signs(signpost, { profiles, lists, leftOut }, at) {
      const own = publishers.of(signpost.url);
      const candidate = (address: string): Candidate => {
        const url = admit(address);
        const isOwn = url !== undefined && publishers.of(url) === own;
        return { address, isDue: isOwn || policy === 'auto', isVouched: isOwn };
      };
      const candidates = [
        ...lists.map(({ url, kind }) => ({ ...candidate(url), list: kind })),
        ...profiles.map(candidate),
      ];
      const found = add(signpost, candidates, { most: limits.perSignpost, at });
      return { ...found, leftOut: found.leftOut + leftOut };
    },
  };
}

interface Candidate {
  readonly address: string;
  /** Read without waiting for the operator. */
  readonly isDue: boolean;
  /** The publisher itself leads there: the limit for what others say of it does not count. */
  readonly isVouched: boolean;
  readonly list?: ListKind;
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
