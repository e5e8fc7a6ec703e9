import type { Completion, CompletionContext, CompletionSource } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { EditorView } from '@codemirror/view';
import type { QueryTerm, QueryTerms } from '../../server/http/contract.ts';
import { type QueryTexts, queryTexts } from '../texts/query-texts.ts';
import { declarePrefix } from './declare-prefix.ts';
import { fold, matchTerms } from './match-terms.ts';

const keywords =
  'SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND ASK CONSTRUCT DESCRIBE PREFIX GROUP ORDER HAVING LIMIT OFFSET COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT LANG CONTAINS LCASE STRSTARTS REGEX STR EXISTS NOT IN ASC DESC AS'.split(
    ' ',
  );

/** What may be written here: terms by their name or their label, variables and keywords; by prefix after PREFIX. */
export function completeTerms(known: () => QueryTerms): CompletionSource {
  return (context) => {
    const t = queryTexts();
    const inside = syntaxTree(context.state).resolveInner(context.pos, -1).name;
    if (inside === 'Comment' || inside === 'String') return null;
    const { prefixes, terms } = known();
    const after = context.matchBefore(/PREFIX\s+[\w-]*/i);
    if (after) return prefixOptions(context, prefixes, t);
    const variable = context.matchBefore(/[?$]\w*/);
    if (variable) return variableOptions(context, variable, t);
    const typed = context.matchBefore(/<[^<>\s]*|[\p{L}\p{N}_-]+:?[\p{L}\p{N}_-]*/u);
    if (!typed && !context.explicit) return null;
    const text = typed?.text ?? '';
    const isIri = text.startsWith('<');
    const sought = text.slice(isIri ? 1 : 0);
    const fitting = isIri ? terms.filter(({ name }) => name === undefined) : terms;
    const found = matchTerms(sought, fitting, expectedScheme(context, typed?.from ?? context.pos, terms));
    const words =
      isIri || text.includes(':') ? [] : keywords.filter((word) => text === '' || word.startsWith(text.toUpperCase()));
    return {
      from: typed?.from ?? context.pos,
      filter: false,
      options: [
        ...(text.length > 1
          ? words.map((word): Completion => ({ label: word, detail: t.keyword, type: 'keyword' }))
          : []),
        ...found.map((term) => optionOf(term, prefixes, t)),
        ...(text.length > 1
          ? []
          : words.map((word): Completion => ({ label: word, detail: t.keyword, type: 'keyword' }))),
      ],
    };
  };
}

/** After `obs:practice`, a practice is expected. */
function expectedScheme({ state }: CompletionContext, position: number, terms: readonly QueryTerm[]) {
  const before = state.sliceDoc(Math.max(0, position - 200), position).trimEnd();
  const property = /[\w-]+:[\w-]+$/.exec(before)?.[0];
  return property === undefined ? undefined : terms.find(({ name }) => name === property)?.takes;
}

function optionOf(term: QueryTerm, prefixes: QueryTerms['prefixes'], t: QueryTexts): Completion {
  const { kind, iri, name, label, definition, scheme } = term;
  const of = scheme ?? t.kinds[kind];
  return {
    label: name ?? `<${iri}>`,
    displayLabel: name ?? label,
    // Name and detail are heard as one: the space keeps them apart.
    detail: ` ${name ? `${label} · ${of}` : of}`,
    info: () => infoOf(definition, iri),
    apply: (view, _, from, to) =>
      put(view, { from, to, text: name ?? `<${iri}>`, prefix: name?.split(':')[0] }, prefixes),
  };
}

function infoOf(definition: string | undefined, iri: string): HTMLElement {
  const info = document.createElement('div');
  const address = document.createElement('code');
  address.textContent = iri;
  if (definition) info.append(definition, document.createElement('br'));
  info.append(address);
  return info;
}

interface Choice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly prefix?: string | undefined;
}

/** Writes the term, and declares its prefix unless that was done. */
function put(view: EditorView, { from, to, text, prefix }: Choice, prefixes: QueryTerms['prefixes']): void {
  const query = view.state.doc.toString();
  // An IRI that was begun before one that is there takes its end along.
  const end = text.endsWith('>') && query[to] === '>' ? to + 1 : to;
  const declaration = prefix === undefined ? undefined : declarePrefix(query, prefix, prefixes);
  const added = declaration && declaration.from <= from ? declaration.insert.length : 0;
  view.dispatch({
    changes: [...(declaration ? [declaration] : []), { from, to: end, insert: text }],
    selection: { anchor: from + added + text.length },
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
}

function prefixOptions(context: CompletionContext, prefixes: QueryTerms['prefixes'], t: QueryTexts) {
  const word = context.matchBefore(/[\w-]*/);
  return {
    from: word?.from ?? context.pos,
    options: Object.entries(prefixes).map(([prefix, namespace]) => ({
      label: `${prefix}: <${namespace}>`,
      detail: t.prefix,
    })),
  };
}

function variableOptions(context: CompletionContext, { from, text }: { from: number; text: string }, t: QueryTexts) {
  const query = context.state.doc.toString();
  const names = new Set([...query.matchAll(/[?$]\w+/g)].filter(({ index }) => index !== from).map(([name]) => name));
  const fitting = [...names].filter((name) => fold(name).startsWith(fold(text)) && name !== text);
  return fitting.length > 0
    ? { from, options: fitting.map((label) => ({ label, detail: t.variable })), filter: false }
    : null;
}
