import { hash } from 'node:crypto';
import type { Quad, Term } from '@rdfjs/types';
import * as rdfCanonize from 'rdf-canonize';
import { canonicalize } from '../rdf/canonical.ts';
import { parseCanonical } from '../rdf/parse-canonical.ts';
import { blankNode, namedNode, quadOf } from '../rdf/terms.ts';

/** One named graph: the address it was read at, and its triples as N-Quads without graph name. */
export interface NamedGraph {
  readonly url: string;
  readonly nquads: string;
}

/** A dataset in the form that is the same for all who have the same statements. */
export interface CanonicalDataset {
  readonly nquads: string;
  readonly quads: number;
  /** Graphs whose blank nodes are too entangled to be told apart: they have got IRIs (RDF 1.1, section 3.5). */
  readonly skolemized: readonly string[];
}

/** As often as a visit may follow blank nodes that look alike: what passed there passes here. */
const maxDeepIterations = 1000;

/** Puts named graphs together in the canonical form of RDFC-1.0: its SHA-256 names the dataset. */
export async function canonicalDataset(graphs: Iterable<NamedGraph>): Promise<CanonicalDataset> {
  const quads: Quad[] = [];
  const skolemized: string[] = [];
  let index = 0;
  for (const { url, nquads } of graphs) {
    const graph = namedNode(url);
    const triples = parseCanonical(nquads);
    const isTangled = nquads.includes('_:') && !(await canonicalize(triples)).canonical;
    if (isTangled) skolemized.push(url);
    const own = index++;
    const rename = (term: Term): Term => {
      if (term.termType !== 'BlankNode') return term;
      if (!isTangled) return blankNode(`g${own}${term.value}`);
      return namedNode(`urn:obsidienne:genid:${hash('sha256', `${url} ${term.value}`)}`);
    };
    for (const { subject, predicate, object } of triples)
      quads.push(quadOf(rename(subject), predicate, rename(object), graph));
  }
  const nquads = await rdfCanonize.canonize(quads, { algorithm: 'RDFC-1.0', maxDeepIterations });
  return { nquads, quads: quads.length, skolemized };
}
