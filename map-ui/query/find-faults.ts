import { syntaxTree } from '@codemirror/language';
import type { Diagnostic } from '@codemirror/lint';
import type { EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { QueryTerms } from '../../server/http/contract.ts';
import { queryTexts } from '../texts/query-texts.ts';
import { fill } from '../texts/texts.ts';
import { declaredPrefixes, declarePrefix } from './declare-prefix.ts';

export interface Faults {
  known(): QueryTerms;
  /** What the server said of the query that was sent, where it said it (`line:column`), and that query. */
  readonly problem: string | undefined;
  readonly at: string | undefined;
  readonly of: string;
}

/** Marks what the server refused until the query is changed, then what the grammar cannot read. */
export function findFaults({ known, problem, at, of }: Faults): (view: EditorView) => readonly Diagnostic[] {
  return ({ state }) => {
    const said = at !== undefined && state.doc.toString() === of ? refusedAt(state, at, problem) : undefined;
    if (said) return [said];
    const fault = misread(state);
    return [...undeclared(state, known()), ...(fault ? [fault] : [])];
  };
}

function refusedAt(state: EditorState, at: string, problem: string | undefined): Diagnostic | undefined {
  const place = placeIn(state, at);
  return place && { ...place, severity: 'error', message: problem ?? queryTexts().serverFault };
}

/** From `line:column` to the end of that line; undefined for a line that is not there. */
export function placeIn(state: EditorState, at: string | undefined) {
  const [line = 0, column = 1] = (at ?? '').split(':').map(Number);
  if (!(line >= 1 && line <= state.doc.lines)) return undefined;
  const { from, to } = state.doc.line(line);
  return { from: Math.min(from + Math.max(0, column - 1), Math.max(from, to - 1)), to };
}

/** The first place where the query stops being one; an empty field has no fault. */
function misread(state: EditorState): Diagnostic | undefined {
  if (state.doc.toString().trim() === '') return undefined;
  let found: Diagnostic | undefined;
  syntaxTree(state).iterate({
    enter({ type, from, to }) {
      if (found) return false;
      if (!type.isError) return true;
      const start = Math.min(from, state.doc.length - 1);
      found = { from: start, to: Math.max(to, start + 1), severity: 'error', message: queryTexts().fault };
      return false;
    },
  });
  return found;
}

function undeclared(state: EditorState, { prefixes }: QueryTerms): readonly Diagnostic[] {
  const t = queryTexts();
  const query = state.doc.toString();
  const declared = new Set(declaredPrefixes(query));
  const found: Diagnostic[] = [];
  syntaxTree(state).iterate({
    enter({ name, from, to, node }) {
      if ((name !== 'Pname_ln' && name !== 'Pname_ns') || node.parent?.name === 'PrefixDecl') return;
      const prefix = state.sliceDoc(from, to).split(':')[0] ?? '';
      if (declared.has(prefix)) return;
      declared.add(prefix);
      const insertion = declarePrefix(query, prefix, prefixes);
      found.push({
        from,
        to,
        severity: 'error',
        message: fill(t.unknownPrefix, { prefix }),
        actions: insertion ? [{ name: t.declare, apply: (view) => view.dispatch({ changes: insertion }) }] : [],
      });
    },
  });
  return found;
}
