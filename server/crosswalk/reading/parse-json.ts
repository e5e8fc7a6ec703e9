import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';

/** A value of a JSON text that has just ended, and where it stands. */
export interface JsonValue {
  readonly value: unknown;
  /** The list or object that it has been put into, and under what. */
  readonly parent: unknown[] | Record<string, unknown> | undefined;
  readonly key: string | number | undefined;
  /** What it stands in, outermost first; the first entry is of the file itself and has no key. */
  readonly stack: readonly { readonly key?: string | number | undefined; readonly value?: unknown }[];
}

export interface JsonHearing {
  hear(value: JsonValue): void;
  /** How many records were met, for messages. */
  count?(): number;
  /** Whether the text was ended before its end, on purpose. */
  isCut?(): boolean;
}

/** Real files have ten levels at most, and a record that is deep is refused alone; brackets without end would fill the memory. */
const maxDepth = 10_000;

/**
 * Reads JSON (RFC 8259) as it comes and tells of each value when it has ended; the hearer may take values out of what they
 * stand in. After each piece of text it gives way. Throws with the line and what was met, and where the text is cut.
 */
export async function* parseJson(texts: AsyncIterable<string>, hearing: JsonHearing): AsyncGenerator<void> {
  const tokenizer = new Tokenizer();
  const parser = new TokenParser();
  let depth = 0;
  let lastOffset = 0;
  tokenizer.onToken = (token) => {
    lastOffset = token.offset;
    if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) depth++;
    else if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) depth--;
    if (depth > maxDepth) throw new Error(`it is nested deeper than ${maxDepth} levels`);
    parser.write(token);
  };
  parser.onValue = (found) => hearing.hear(found as JsonValue);
  const after = () => (hearing.count ? ` (after ${hearing.count()} records)` : '');
  let lines = 1;
  let bytes = 0;
  let isFirst = true;
  for await (const piece of texts) {
    const text = isFirst ? piece.replace(/^\ufeff/, '') : piece;
    if (text === '') continue;
    if (isFirst && /^\s*<(?:!doctype html|html)\b/i.test(text)) throw new Error('it is a web page');
    isFirst = false;
    try {
      tokenizer.write(text);
    } catch (error) {
      const { message } = error as Error;
      const at = Number(/absolute position "(\d+)"/.exec(message)?.[1] ?? lastOffset) - bytes;
      const line = lines + countLines(Buffer.from(text).subarray(0, Math.max(0, at)).toString());
      throw new Error(`line ${line}${after()}: ${plainly(message)}`);
    }
    bytes += Buffer.byteLength(text);
    lines += countLines(text);
    yield;
  }
  if (isFirst) throw new Error('it is empty');
  if (!parser.isEnded && !hearing.isCut?.())
    throw new Error(`it ends in line ${lines} in the middle${after()}: the file is cut`);
}

/** The library's words for where it stands mean nothing to who has written the file. */
function plainly(message: string): string {
  return message
    .replace(/ at (?:chunk )?position.*$/s, '')
    .replace(/ in state \S+$/, '')
    .replace(/^Unexpected/, 'unexpected');
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
