import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { QueryTerm, QueryTerms } from '../../server/http/contract.ts';

export interface TermFound {
  readonly term: QueryTerm;
  readonly from: number;
  readonly to: number;
}

/** The known term that is written at a position, as a prefixed name or as an IRI. */
export function termAt(state: EditorState, position: number, { prefixes, terms }: QueryTerms): TermFound | undefined {
  const tree = syntaxTree(state);
  for (const side of [-1, 1] as const) {
    const { name, from, to } = tree.resolveInner(position, side);
    const text = state.sliceDoc(from, to);
    const iri = name === 'IriRef' ? text.slice(1, -1) : name === 'Pname_ln' ? wholeIri(text, prefixes) : undefined;
    const term = iri === undefined ? undefined : terms.find((one) => one.iri === iri);
    if (term) return { term, from, to };
  }
  return undefined;
}

function wholeIri(name: string, prefixes: QueryTerms['prefixes']): string | undefined {
  const [prefix = '', local = ''] = name.split(':');
  const namespace = prefixes[prefix];
  return namespace === undefined ? undefined : namespace + local;
}
