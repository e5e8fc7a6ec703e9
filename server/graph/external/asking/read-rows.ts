import { type ResultTerm, readTerm } from './result-terms.ts';

/** A piece of an answer in SPARQL 1.1 Query Results JSON, as soon as it is there. */
export type ResultPart =
  | { readonly kind: 'variables'; readonly variables: readonly string[] }
  | { readonly kind: 'row'; readonly row: Readonly<Record<string, ResultTerm>> }
  | { readonly kind: 'boolean'; readonly value: boolean };

const [quote, backslash, brace, closingBrace] = [0x22, 0x5c, 0x7b, 0x7d];

/**
 * Reads an answer in JSON row by row, in steps as short as the pieces it comes in. Throws when it is not whole: what a
 * server broke off never passes for an answer.
 */
export async function* readRows(body: AsyncIterable<Uint8Array>): AsyncGenerator<ResultPart> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  /** The answer without its rows. */
  let frame = '';
  let row = '';
  let [depth, isInString, isEscaped] = [0, false, false];
  let variables: readonly string[] | undefined;
  for await (const bytes of body) {
    const text = decoder.decode(bytes, { stream: true });
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (code === backslash) isEscaped = true;
        else if (code === quote) isInString = false;
      } else if (code === quote) isInString = true;
      else if (code === brace) {
        if (++depth !== 3) continue;
        frame += text.slice(from, at);
        from = at;
      } else if (code === closingBrace && depth-- === 3) {
        row += text.slice(from, at + 1);
        from = at + 1;
        if (!variables) {
          variables = variablesIn(frame);
          yield { kind: 'variables', variables };
        }
        yield { kind: 'row', row: readRow(row) };
        row = '';
        frame += '0';
      }
    }
    if (depth >= 3) row += text.slice(from);
    else frame += text.slice(from);
  }
  const whole = readFrame(frame + decoder.decode());
  if (typeof whole['boolean'] === 'boolean') yield { kind: 'boolean', value: whole['boolean'] };
  else if (!Array.isArray((whole['results'] as Record<string, unknown> | undefined)?.['bindings']))
    throw new Error('the server wrote an answer that is neither a table nor a yes or no');
  else if (!variables) yield { kind: 'variables', variables: variablesIn(frame) };
}

function readFrame(frame: string): Record<string, unknown> {
  try {
    return JSON.parse(frame) as Record<string, unknown>;
  } catch {
    throw new Error('the answer of the server broke off');
  }
}

function variablesIn(frame: string): readonly string[] {
  const written = /"vars"\s*:\s*(\[[^\]]*\])/.exec(frame)?.[1];
  if (written === undefined) throw new Error('the server wrote rows before it named their columns');
  return (JSON.parse(written) as unknown[]).map(String);
}

function readRow(text: string): Readonly<Record<string, ResultTerm>> {
  const row: Record<string, ResultTerm> = {};
  for (const [name, term] of Object.entries(JSON.parse(text) as Record<string, unknown>)) row[name] = readTerm(term);
  return row;
}
