import { readStatements } from '../../read-statements.ts';
import { named, type ResultTerm, typed } from './result-terms.ts';
import { turtleLiteral } from './write-rows.ts';

/**
 * Reads a graph that a server wrote in N-Triples and gives each statement once, on a line of ours. Throws at a line that is
 * none: a graph that broke off never passes for a whole one.
 */
export async function* readTriples(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const said = new Set<string>();
  let rest = '';
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of once(lines, said)) yield line;
  }
  for (const line of once([rest + decoder.decode()], said)) yield line;
}

function* once(lines: readonly string[], said: Set<string>): Generator<string> {
  for (const line of lines) {
    // What Virtuoso says of an empty graph.
    if (line.startsWith('#')) continue;
    for (const terms of readStatements('answer', line.replaceAll('\t', ' '))) {
      const statement = `${terms.map(mend).join(' ')} .\n`;
      if (said.has(statement)) continue;
      said.add(statement);
      yield statement;
    }
  }
}

function mend(term: string): string {
  if (term.startsWith('<')) return write(named(term.slice(1, -1)), term);
  if (term.startsWith('_:')) return `_:s${term.slice(2).replaceAll(/\W+/g, '_')}`;
  const [, text = '', datatype] = /^"((?:[^"\\]|\\.)*)"\^\^<(.*)>$/.exec(term) ?? [];
  if (datatype === undefined) return term;
  const mended = typed(text, datatype);
  // The text is as escaped as it was; of the two that are mended, none has anything to escape.
  return mended.datatype === datatype && mended.value === text ? term : writeLiteral(mended, text);
}

function writeLiteral(term: ResultTerm, escaped: string): string {
  const { datatype } = term;
  if (term.value !== escaped) return turtleLiteral(term);
  return datatype === undefined ? `"${escaped}"` : `"${escaped}"^^<${datatype}>`;
}

function write(term: ResultTerm, asItWas: string): string {
  return term.type === 'bnode' ? `_:${term.value}` : asItWas;
}
