import { queryTokens, type Token } from '../../query-tokens.ts';
import { heldAs, heldGraph, unionGraph } from '../names.ts';
import { standInPrefix } from '../stand-ins.ts';

export interface PlacedQuery {
  readonly text: string;
  /** The dataset to name in the request; none: all graphs of the server. */
  readonly defaultGraphs?: readonly string[];
  readonly namedGraphs?: readonly string[];
}

/** A dataset that the request names is all that a query sees; this one is in no server. */
const noGraph = 'urn:obsidienne:graph:none';

interface Dataset {
  readonly defaultGraphs?: readonly string[] | undefined;
  readonly namedGraphs?: readonly string[] | undefined;
}

/**
 * Writes a query so that a server with one big dataset answers it as ours would: what stands outside GRAPH is asked of the
 * union graph (`GRAPH <union> { … }` around the whole pattern, inside which another GRAPH still leads elsewhere: SPARQL 1.1
 * §13.3), `GRAPH ?g` finds only graphs that we hold, and stand-ins count as blank nodes.
 */
export function placeQuery(query: string, dataset: Dataset): PlacedQuery {
  const tokens = [...queryTokens(query)];
  const edits: Edit[] = [];
  const from = fromIn(tokens);
  const isGiven = dataset.defaultGraphs !== undefined || dataset.namedGraphs !== undefined;
  const hasDataset = isGiven || from !== undefined;
  if (!hasDataset) wrapGroups(query, tokens, edits);
  if (!hasDataset) guardGraphs(tokens, edits);
  testStandIns(query, tokens, edits);
  const text = apply(query, edits);
  if (isGiven) return { text, defaultGraphs: orNone(dataset.defaultGraphs), namedGraphs: orNone(dataset.namedGraphs) };
  return from === undefined || from.isWhole ? { text } : { text: apply(query, [...edits, from.none]) };
}

interface Edit {
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

function orNone(graphs: readonly string[] | undefined): readonly string[] {
  return graphs && graphs.length > 0 ? graphs : [noGraph];
}

/** A query that names default graphs and no others sees no others; some servers need to be told. */
function fromIn(tokens: readonly Token[]): { readonly isWhole: boolean; readonly none: Edit } | undefined {
  let first: number | undefined;
  let [hasDefault, hasNamed] = [false, false];
  for (const [index, { text, at }] of tokens.entries()) {
    if (text === '{' && first !== undefined) break;
    if (!/^from$/i.test(text)) continue;
    first ??= at;
    if (/^named$/i.test(tokens[index + 1]?.text ?? '')) hasNamed = true;
    else hasDefault = true;
  }
  if (first === undefined) return undefined;
  const text = hasNamed ? `FROM <${noGraph}> ` : `FROM NAMED <${noGraph}> `;
  return { isWhole: hasDefault && hasNamed, none: { at: first, end: first, text } };
}

/** Every group that stands in none: the pattern, and those of EXISTS outside it; not a template, not data. */
function wrapGroups(query: string, tokens: readonly Token[], edits: Edit[]): void {
  let depth = 0;
  let isConstruct = false;
  let hasTemplate = false;
  let isData = false;
  for (const [index, { text, at }] of tokens.entries()) {
    if (text === '{') {
      if (depth++ > 0) continue;
      const end = closing(tokens, index);
      if (isData) continue;
      if (isConstruct && !hasTemplate) {
        hasTemplate = true;
        const before = tokens[index - 1]?.text ?? '';
        // `CONSTRUCT WHERE { … }`: the pattern is the template too, and a template has no GRAPH (§16.2.4).
        if (/^construct$/i.test(before)) continue;
        const template = query.slice(at, end + 1);
        const construct = tokens.find((token) => /^construct$/i.test(token.text));
        const after = (construct?.at ?? 0) + 'construct'.length;
        edits.push({ at: after, end: after, text: ` ${template}` });
      }
      edits.push({ at, end: at + 1, text: `{ GRAPH <${unionGraph}> {` }, { at: end, end: end + 1, text: '} }' });
    } else if (text === '}') depth--;
    else if (depth === 0 && /^construct$/i.test(text)) isConstruct = true;
    else if (depth === 0 && /^values$/i.test(text)) isData = true;
  }
}

/** Only graphs that we hold: not the union, not those of the server itself. */
function guardGraphs(tokens: readonly Token[], edits: Edit[]): void {
  for (const [index, { text, at }] of tokens.entries()) {
    const name = tokens[index + 1]?.text ?? '';
    if (!/^graph$/i.test(text) || !/^[?$]/.test(name) || tokens[index + 2]?.text !== '{') continue;
    const end = closing(tokens, index + 2);
    edits.push(
      { at, end: at, text: '{ ' },
      { at: end, end: end + 1, text: `} GRAPH <${heldGraph}> { ${name} <${heldAs.role}> [] } }` },
    );
  }
}

/** `isBlank` and its opposite, said of stand-ins. */
function testStandIns(query: string, tokens: readonly Token[], edits: Edit[]): void {
  for (const [index, { text, at }] of tokens.entries()) {
    const open = tokens[index + 1];
    const isTest = /^is(?:blank|iri|uri)$/i.test(text) && open?.text === '(';
    if (!isTest || !open) continue;
    const end = closing(tokens, index + 1);
    // What is inside is copied as it is: a test within a test would be a test of a boolean.
    const inner = query.slice(open.at + 1, end);
    const isStandIn = `STRSTARTS(STR(${inner}), "${standInPrefix}")`;
    edits.push({
      at,
      end: end + 1,
      text: /^isblank$/i.test(text)
        ? `(isBLANK(${inner}) || (isIRI(${inner}) && ${isStandIn}))`
        : `(isIRI(${inner}) && !${isStandIn})`,
    });
  }
}

/** Where the bracket at `index` is closed (UTF-16 units). */
function closing(tokens: readonly Token[], index: number): number {
  const [open, close] = tokens[index]?.text === '(' ? ['(', ')'] : ['{', '}'];
  let depth = 0;
  for (const { text, at } of tokens.slice(index)) {
    if (text === open) depth++;
    else if (text === close && --depth === 0) return at;
  }
  throw new Error('a bracket that the parser found closed is not');
}

function apply(query: string, edits: readonly Edit[]): string {
  let text = '';
  let from = 0;
  for (const edit of [...edits].sort((a, b) => a.at - b.at)) {
    // Within what another edit has replaced.
    if (edit.at < from) continue;
    text += query.slice(from, edit.at) + edit.text;
    from = edit.end;
  }
  return text + query.slice(from);
}
