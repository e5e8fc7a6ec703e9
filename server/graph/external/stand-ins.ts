import { createHash } from 'node:crypto';

/**
 * Blank nodes are kept as IRIs of our own (RDF 1.1 Concepts §3.5) and given back as blank nodes: servers rename them at each
 * writing, and a name that lasts lets statements be taken away one by one and a write be repeated without harm.
 */
export const standInPrefix = 'urn:obsidienne:node:';

/** Writes the blank nodes of a graph's statements as IRIs; equal labels of two graphs stay two nodes. */
export function createStandIns(graph: string): (term: string) => string {
  let scope: string | undefined;
  return (term) => {
    if (!term.startsWith('_:')) return term;
    scope ??= createHash('sha256').update(graph).digest('hex').slice(0, 16);
    return `<${standInPrefix}${scope}.${term.slice(2)}>`;
  };
}

/** The label of the blank node that an IRI stands for; undefined when it stands for itself. */
export function labelOf(iri: string): string | undefined {
  return iri.startsWith(standInPrefix) ? `n${iri.slice(standInPrefix.length)}` : undefined;
}
