import { compareStanding, type Standing } from '../directory/source-standing.ts';

/** Entities that are one. */
export interface Cluster {
  /** The one whose page stands for all: the strongest authority, then the freshest. */
  readonly leader: string;
  /** All of them, the leader first. */
  readonly members: readonly string[];
}

/** Walks the links from an entity and gives all that it leads to, itself included. */
export function walkLinks(start: string, linksOf: (iri: string) => readonly string[]): ReadonlySet<string> {
  const met = new Set([start]);
  for (const iri of met) for (const other of linksOf(iri)) met.add(other);
  return met;
}

/** Orders the members of a cluster; undefined for less than two. */
export function leadCluster(members: readonly (Standing & { readonly iri: string })[]): Cluster | undefined {
  if (members.length < 2) return undefined;
  const ordered = [...members].sort(compareStanding).map(({ iri }) => iri);
  return { leader: ordered[0] as string, members: ordered };
}
