import type { Quad, Term } from '@rdfjs/types';
import { blankNode, quadOf } from './terms.ts';

/** Renames every blank node `x` to `{prefix}{n}`, the same for the same label, so that documents can stand side by side. */
export function relabelBlankNodes(quads: readonly Quad[], prefix: string): Quad[] {
  const labels = new Map<string, Term>();
  const rename = (term: Term): Term => {
    if (term.termType !== 'BlankNode') return term;
    const known = labels.get(term.value) ?? blankNode(`${prefix}${labels.size}`);
    labels.set(term.value, known);
    return known;
  };
  return quads.map((q) => {
    const [subject, object, graph] = [rename(q.subject), rename(q.object), rename(q.graph)];
    const isSame = subject === q.subject && object === q.object && graph === q.graph;
    return isSame ? q : quadOf(subject, q.predicate, object, graph);
  });
}
