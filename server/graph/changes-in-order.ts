import type { GraphChange, GraphContent, GraphExchange } from './graph.ts';

/** Of each graph its last content, or all exchanges in it as one. */
export function inOrder(changes: readonly GraphChange[]): {
  readonly contents: readonly GraphContent[];
  readonly exchanges: readonly GraphExchange[];
} {
  const last = new Map<string, GraphChange>();
  for (const change of changes) {
    const before = last.get(change.iri);
    last.set(change.iri, before && 'removed' in change ? exchangeIn(before, change) : change);
  }
  const all = [...last.values()];
  return {
    contents: all.filter((change) => 'triples' in change),
    exchanges: all.filter((change) => 'removed' in change),
  };
}

function exchangeIn(before: GraphChange, { removed, added }: GraphExchange): GraphChange {
  const leaving = linesOf(removed);
  if ('triples' in before) {
    if (before.triples === null) return before;
    const kept = [...linesOf(before.triples)].filter((line) => !leaving.has(line));
    return { ...before, triples: [...kept, added].join('\n') };
  }
  const kept = [...linesOf(before.added)].filter((line) => !leaving.has(line));
  return { ...before, removed: `${before.removed}\n${removed}`, added: [...kept, added].join('\n') };
}

function linesOf(text: string): Set<string> {
  return new Set(text.split(/[\r\n]+/).filter((line) => line !== ''));
}
