import type { Term } from '@rdfjs/types';

/** The `focusNode` of a finding: an IRI; a blank node has no name worth telling. */
export function focusOf(term: Term | undefined): { readonly focusNode?: string } {
  return term?.termType === 'NamedNode' ? { focusNode: term.value } : {};
}
