import type { EditorState } from '@codemirror/state';
import type { EditorView, Tooltip } from '@codemirror/view';
import type { QueryTerm, QueryTerms } from '../../server/http/contract.ts';
import { queryTexts } from '../texts/query-texts.ts';
import { termAt } from './term-at.ts';

/** What the term under the caret means, in one line; empty where there is none. */
export function termHelp(state: EditorState, known: QueryTerms): string {
  const found = termAt(state, state.selection.main.head, known);
  return found ? tell(found.term) : '';
}

/** Shows the same where the pointer rests. */
export function showTerm(known: () => QueryTerms) {
  return ({ state }: EditorView, position: number): Tooltip | null => {
    const found = termAt(state, position, known());
    if (!found) return null;
    const dom = document.createElement('div');
    dom.textContent = tell(found.term);
    return { pos: found.from, end: found.to, above: true, create: () => ({ dom }) };
  };
}

function tell({ name, label, kind, scheme, definition }: QueryTerm): string {
  const what = `${label} (${scheme ?? queryTexts().kinds[kind]})`;
  return [name, what, definition].filter((part) => part !== undefined).join(' — ');
}
