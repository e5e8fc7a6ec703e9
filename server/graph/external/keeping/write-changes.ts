import { inOrder } from '../../changes-in-order.ts';
import type { GraphChange } from '../../graph.ts';
import { readStatements } from '../../read-statements.ts';
import { type HeldRole, heldAs, heldGraph, unionGraph } from '../names.ts';
import { createStandIns } from '../stand-ins.ts';
import { exchangeMark, markOf, readMark, writeMark } from './mark.ts';
import { toSparqlTerm } from './update-terms.ts';

/** What the server has of a graph. */
export interface Held {
  readonly role: HeldRole;
  /** Of nothing that can be told, when a write was broken off. */
  readonly mark?: string;
}

export interface Update {
  /** One request of SPARQL 1.1 Update; empty when the server has it all. */
  readonly text: string;
  /** How many graphs more the server holds afterwards. */
  readonly more: number;
}

/** Reads changes for a server; throws when one of them is not well-formed N-Triples. */
export function readChanges(changes: readonly GraphChange[]): readonly ReadChange[] {
  const { contents, exchanges } = inOrder(changes);
  return [
    ...contents.map(({ iri, role, triples }): ReadChange => {
      if (triples === null) return { kind: 'drop', iri: named(iri) };
      const lines = linesOf(iri, triples);
      return { kind: 'put', iri: named(iri), role, lines, mark: writeMark(markOf(lines)) };
    }),
    ...exchanges.map(
      ({ iri, removed, added }): ReadChange => ({
        kind: 'exchange',
        iri: named(iri),
        removed: linesOf(iri, removed),
        added: linesOf(iri, added),
      }),
    ),
  ];
}

export type ReadChange =
  | {
      readonly kind: 'put';
      readonly iri: string;
      readonly role: 'profile' | 'about';
      readonly lines: readonly string[];
      readonly mark: string;
    }
  | { readonly kind: 'drop'; readonly iri: string }
  | {
      readonly kind: 'exchange';
      readonly iri: string;
      readonly removed: readonly string[];
      readonly added: readonly string[];
    };

/**
 * Writes what takes a server from what it holds to what it should. Graphs under way are `changing` from the first step to
 * the last, so that a write that a crash broke off on a server without transactions is seen and made again; a statement
 * leaves the union graph only when no profile graph that stays says it.
 */
export function writeUpdate(changes: readonly ReadChange[], heldOf: (iri: string) => Held | undefined): Update {
  const touched = changes.filter((change) => differs(change, heldOf(change.iri)));
  if (touched.length === 0) return { text: '', more: 0 };
  const put = touched.filter((change) => change.kind === 'put');
  const exchanged = touched.filter((change) => change.kind === 'exchange');
  const leaving = touched.filter((change) => change.kind !== 'exchange' && heldOf(change.iri));
  const wasMarked = touched.flatMap(({ iri }) => heldLines(iri, heldOf(iri)));
  const changing = touched.map(({ iri }) => `<${iri}> <${heldAs.role}> "changing" .`);
  const isMarked = touched.flatMap((change) => heldLines(change.iri, heldAfter(change, heldOf(change.iri))));
  const unsaid = leaving.filter(({ iri }) => heldOf(iri)?.role !== 'about').map(({ iri }) => `<${iri}>`);
  const union = put.flatMap(({ role, lines }) => (role === 'profile' ? lines : []));
  const text = [
    ...data('DELETE', [{ graph: heldGraph, lines: wasMarked }]),
    ...data('INSERT', [{ graph: heldGraph, lines: changing }]),
    unsaid.length > 0 ? unsay(unsaid) : '',
    ...leaving.map(({ iri }) => `DELETE WHERE { GRAPH <${iri}> { ?s ?p ?o } }`),
    ...data(
      'DELETE',
      exchanged.map(({ iri, removed }) => ({ graph: iri, lines: removed })),
    ),
    ...data('INSERT', [
      ...put.map(({ iri, lines }) => ({ graph: iri, lines })),
      ...exchanged.map(({ iri, added }) => ({ graph: iri, lines: added })),
      { graph: unionGraph, lines: union },
    ]),
    ...data('DELETE', [{ graph: heldGraph, lines: changing }]),
    ...data('INSERT', [{ graph: heldGraph, lines: isMarked }]),
  ];
  const drops = leaving.filter(({ kind }) => kind === 'drop').length;
  const fresh = put.filter(({ iri }) => !heldOf(iri)).length;
  return { text: text.filter((operation) => operation !== '').join(' ;\n'), more: fresh - drops };
}

function differs(change: ReadChange, held: Held | undefined): boolean {
  switch (change.kind) {
    case 'put':
      return held?.role !== change.role || held.mark !== change.mark;
    case 'drop':
      return held !== undefined;
    // What a broken write left cannot be mended by halves: it is read again whole.
    case 'exchange':
      return held !== undefined && held.role !== 'changing';
    default:
      return change satisfies never;
  }
}

function heldAfter(change: ReadChange, held: Held | undefined): Held | undefined {
  switch (change.kind) {
    case 'put':
      return { role: change.role, mark: change.mark };
    case 'drop':
      return undefined;
    case 'exchange':
      return held?.mark === undefined ? held : { ...held, mark: writeMark(exchangeMark(readMark(held.mark), change)) };
    default:
      return change satisfies never;
  }
}

/** What the server remembers of a graph, as N-Triples. */
export function heldLines(iri: string, held: Held | undefined): readonly string[] {
  if (!held) return [];
  const mark = held.mark === undefined ? [] : [`<${iri}> <${heldAs.mark}> "${held.mark}" .`];
  return [`<${iri}> <${heldAs.role}> "${held.role}" .`, ...mark];
}

function unsay(graphs: readonly string[]): string {
  return `DELETE { GRAPH <${unionGraph}> { ?s ?p ?o } } WHERE {
  VALUES ?leaving { ${graphs.join(' ')} }
  GRAPH ?leaving { ?s ?p ?o }
  FILTER NOT EXISTS { GRAPH ?staying { ?s ?p ?o } GRAPH <${heldGraph}> { ?staying <${heldAs.role}> "profile" } }
}`;
}

interface Block {
  readonly graph: string;
  readonly lines: readonly string[];
}

/** Statements in one operation: the parser of Virtuoso holds some five thousand. */
const linesAtOnce = 1_000;

function data(verb: 'INSERT' | 'DELETE', blocks: readonly Block[]): readonly string[] {
  const operations: string[] = [];
  let [text, count] = ['', 0];
  const flush = (): void => {
    if (count > 0) operations.push(`${verb} DATA {\n${text}}`);
    [text, count] = ['', 0];
  };
  for (const { graph, lines } of blocks)
    for (let from = 0; from < lines.length; ) {
      const part = lines.slice(from, from + linesAtOnce - count);
      text += `GRAPH <${graph}> {\n${part.join('\n')}\n}\n`;
      from += part.length;
      count += part.length;
      if (count >= linesAtOnce) flush();
    }
  flush();
  return operations;
}

function linesOf(graph: string, triples: string): readonly string[] {
  const standIn = createStandIns(graph);
  return [...readStatements(graph, triples)].map(
    (terms) => `${terms.map((term) => toSparqlTerm(standIn(term))).join(' ')} .`,
  );
}

function named(iri: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are among what an IRI may not hold
  if (/[\x00-\x20<>"{}|^`\\]/.test(iri)) throw new Error(`the graph <${iri}> has a name that no server could take`);
  return iri;
}
