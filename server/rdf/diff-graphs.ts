import type { Quad, Term } from '@rdfjs/types';
import { keyOf } from './terms.ts';

/** What one property of one thing said before and says now. */
export interface GraphChange {
  /** IRI. */
  readonly subject: string;
  readonly predicate: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Deeper than this nobody describes in place. */
const deepest = 6;

/** Compares two graphs by what they say of what has an IRI; what is described in place is told with it, whatever its label. */
export function diffGraphs(before: readonly Quad[], after: readonly Quad[]): GraphChange[] {
  const [old, young] = [statementsOf(before), statementsOf(after)];
  const keys = new Set([...old.keys(), ...young.keys()]);
  return [...keys].flatMap((key) => {
    const [was, is] = [old.get(key)?.values ?? new Set<string>(), young.get(key)?.values ?? new Set<string>()];
    const { subject, predicate } = (young.get(key) ?? old.get(key)) as Statement;
    const [gone, come] = [[...was.difference(is)].sort(), [...is.difference(was)].sort()];
    return gone.length + come.length > 0 ? [{ subject, predicate, before: gone, after: come }] : [];
  });
}

interface Statement {
  readonly subject: string;
  readonly predicate: string;
  readonly values: Set<string>;
}

function statementsOf(quads: readonly Quad[]): Map<string, Statement> {
  const bySubject = Map.groupBy(quads, ({ subject }) => keyOf(subject));
  const found = new Map<string, Statement>();
  for (const { subject, predicate, object } of quads) {
    if (subject.termType !== 'NamedNode') continue;
    const key = `${subject.value} ${predicate.value}`;
    const statement = found.get(key) ?? { subject: subject.value, predicate: predicate.value, values: new Set() };
    statement.values.add(write(object, bySubject, deepest));
    found.set(key, statement);
  }
  return found;
}

function write(term: Term, bySubject: ReadonlyMap<string, readonly Quad[]>, depth: number): string {
  if (term.termType !== 'BlankNode') return term.value;
  const own = depth > 0 ? (bySubject.get(keyOf(term)) ?? []) : [];
  const inner = own.map(
    ({ predicate, object }) => `${predicate.value.replace(/^.*[#/]/, '')} ${write(object, bySubject, depth - 1)}`,
  );
  return `[${inner.sort().join(' ; ')}]`;
}
