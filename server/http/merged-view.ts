import type { Entity } from '../directory/entity.ts';
import { mergeValues } from '../identity/merged-values.ts';
import type { Language } from '../rdf/text.ts';
import type { IdentityReader } from './deps.ts';
import type { MergedView } from './pages/entity/merged-block.ts';

/** What the sources of an entity say, when they are several. */
export function mergedView({ iri }: Entity, identity: IdentityReader, language: Language): MergedView | undefined {
  const cluster = identity.clusterOf(iri);
  // While a link waits to be applied, or its leader gave way, each page tells of itself alone.
  if (cluster?.leader !== iri) return undefined;
  const members = cluster.members.flatMap((member) => identity.read(member) ?? []);
  const pairs = new Map(
    cluster.members.flatMap((member) =>
      identity.decisions
        .about(member)
        .filter(({ decision }) => decision === 'merged')
        .map((link) => [link.id, link] as const),
    ),
  );
  return { sources: members, fields: mergeValues(members, language), links: [...pairs.values()] };
}
