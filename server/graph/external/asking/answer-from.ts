import type { EngineQuery } from '../../engine-store.ts';
import { readDatasetClauses } from '../../query-names.ts';
import { queryTokens } from '../../query-tokens.ts';
import { withRowCeiling } from '../../row-ceiling.ts';
import type { EngineServer, Met } from '../engine-server.ts';
import { standInPrefix } from '../stand-ins.ts';
import { aboutQuery, readDescribe } from './describe.ts';
import { placeQuery } from './place-query.ts';
import { readRows } from './read-rows.ts';
import { readTriples } from './read-triples.ts';
import { writeGraphApart } from './write-graph-apart.ts';
import { createRowWriter, type RowFormat } from './write-rows.ts';

export interface AnswerBounds {
  readonly bytes: number;
  readonly rows: number;
}

/** What a server gave, whole or not at all. */
export type Given =
  | { readonly state: 'answered'; readonly chunks: readonly Uint8Array[] }
  | { readonly state: 'too-large'; readonly of: 'answer' | 'rows'; readonly limit: number }
  /** The server stopped at a bound of its own and gave what it had. */
  | { readonly state: 'cut' }
  /** `isOurs`: the words are those of our own engine. */
  | { readonly state: 'refused'; readonly words: string; readonly isOurs?: boolean }
  | { readonly state: 'unreachable'; readonly words: string };

interface Asked {
  readonly bounds: AnswerBounds;
  readonly timeoutMs: number;
  /** Rejects with its reason. */
  readonly signal: AbortSignal;
}

const rowsAccept = 'application/sparql-results+json';
/** Virtuoso knows it by its older name too. */
const triplesAccept = 'application/n-triples, text/ntriples;q=0.9';
const chunkChars = 64 * 1024;
const describedAtOnce = 200;

/** Has a server answer and reads all of it, so that nothing cut ever passes for whole; at the bounds it stops reading. */
export async function answerFrom(server: EngineServer, query: EngineQuery, asked: Asked): Promise<Given> {
  try {
    if (query.kind !== 'graph') return await answerRows(server, query, asked);
    const lines = isDescribe(query) ? await describe(server, query, asked) : await construct(server, query, asked);
    if (!Array.isArray(lines)) return lines as Given;
    return await inFormat(lines, query, asked);
  } catch (error) {
    asked.signal.throwIfAborted();
    if (error instanceof TooLarge) return { state: 'too-large', of: error.of, limit: error.limit };
    // A connection that broke, or an answer that is none.
    return { state: 'unreachable', words: error instanceof Error ? error.message : String(error) };
  }
}

class TooLarge extends Error {
  readonly of: 'answer' | 'rows';
  readonly limit: number;
  constructor(of: 'answer' | 'rows', limit: number) {
    super(`over ${limit}`);
    this.of = of;
    this.limit = limit;
  }
}

async function answerRows(server: EngineServer, query: EngineQuery, asked: Asked): Promise<Given> {
  const { bounds } = asked;
  // A sorted table with a bound is another plan, which some servers allow only below some thousand rows.
  const isBounded = query.kind === 'bindings' && !isSorted(query.text);
  const text = isBounded ? withRowCeiling(query.text, bounds.rows) : query.text;
  const met = await ask(server, { ...query, text }, { ...asked, accept: rowsAccept });
  if (met.state !== 'answered') return met;
  const writer = createRowWriter(query.format as RowFormat);
  const written = createChunks(bounds.bytes);
  let rows = 0;
  let isTable = false;
  for await (const part of readRows(met.body)) {
    if (part.kind === 'boolean') written.add(writer.boolean(part.value));
    else if (part.kind === 'variables') {
      isTable = true;
      written.add(writer.head(part.variables));
    } else {
      if (++rows > bounds.rows) throw new TooLarge('rows', bounds.rows);
      written.add(writer.row(part.row));
    }
  }
  if (isTable) written.add(writer.end());
  const cutAt = Number(met.headers['x-sparql-maxrows'] ?? Number.POSITIVE_INFINITY);
  if (rows >= cutAt) throw new TooLarge('rows', cutAt);
  return { state: 'answered', chunks: written.end() };
}

async function construct(
  server: EngineServer,
  query: EngineQuery,
  asked: Asked,
): Promise<string[] | Exclude<Met, { state: 'answered' }> | { state: 'cut' }> {
  const met = await ask(server, query, { ...asked, accept: triplesAccept });
  if (met.state !== 'answered') return met;
  return readLines(met.body, asked.bounds);
}

async function readLines(body: AsyncIterable<Uint8Array>, bounds: AnswerBounds): Promise<string[]> {
  const lines: string[] = [];
  let chars = 0;
  for await (const line of readTriples(body)) {
    chars += line.length;
    if (chars > bounds.bytes) throw new TooLarge('answer', bounds.bytes);
    lines.push(line);
  }
  return lines;
}

/** Of resources first, then of the blank nodes that they lead to, until there are no more. */
async function describe(server: EngineServer, query: EngineQuery, asked: Asked): ReturnType<typeof construct> {
  const { iris, select } = readDescribe(query.text, query.base);
  const found = new Set(iris);
  if (select !== undefined) {
    const met = await ask(server, { ...query, text: select }, { ...asked, accept: rowsAccept });
    if (met.state !== 'answered') return met;
    for await (const part of readRows(met.body))
      if (part.kind === 'row')
        for (const { type, value } of Object.values(part.row)) {
          if (type === 'uri') found.add(value);
          else if (type === 'bnode') found.add(standInPrefix + value.slice(1));
          if (found.size > asked.bounds.rows) throw new TooLarge('rows', asked.bounds.rows);
        }
  }
  const from = readDatasetClauses(query.text, query.base);
  const lines = new Set<string>();
  const next = [...found];
  let chars = 0;
  while (next.length > 0) {
    const batch = next.splice(0, describedAtOnce);
    const dataset = from.length > 0 && !query.defaultGraphs ? { ...query, defaultGraphs: from } : query;
    const met = await ask(server, { ...dataset, text: aboutQuery(batch) }, { ...asked, accept: triplesAccept });
    if (met.state !== 'answered') return met;
    for await (const line of readTriples(met.body)) {
      chars += line.length;
      if (chars > asked.bounds.bytes) throw new TooLarge('answer', asked.bounds.bytes);
      lines.add(line);
      const label = / _:n(\S+) \.$/m.exec(line)?.[1];
      const iri = `${standInPrefix}${label}`;
      if (label === undefined || found.has(iri)) continue;
      found.add(iri);
      next.push(iri);
    }
  }
  return [...lines];
}

async function inFormat(lines: readonly string[], { format }: EngineQuery, { bounds, signal }: Asked): Promise<Given> {
  const written = createChunks(bounds.bytes);
  if (format === 'ntriples') for (const line of lines) written.add(line);
  else {
    try {
      written.add(await writeGraphApart(lines.join(''), format));
    } catch (error) {
      if (error instanceof TooLarge) throw error;
      return { state: 'refused', words: error instanceof Error ? error.message : String(error), isOurs: true };
    }
    signal.throwIfAborted();
  }
  return { state: 'answered', chunks: written.end() };
}

async function ask(
  server: EngineServer,
  { text, base, defaultGraphs, namedGraphs }: EngineQuery,
  { accept, timeoutMs, signal }: Asked & { readonly accept: string },
): Promise<Met | { readonly state: 'cut' }> {
  const { text: placed, ...dataset } = placeQuery(text, { defaultGraphs, namedGraphs });
  const query = base ? `BASE <${base}>\n${placed}` : placed;
  const met = await server.ask(query, { accept, ...dataset, timeoutMs, signal });
  // Virtuoso answers with what it had when its time was over, and says so in this header only.
  if (met.state === 'answered' && met.headers['x-sql-state'] !== undefined) return { state: 'cut' };
  if (met.state === 'refused' && /\bS1T00\b|\b42000 Error The estimated execution time|timeout/i.test(met.words))
    return { state: 'cut' };
  return met;
}

function createChunks(maxBytes: number): {
  readonly add: (text: string) => void;
  readonly end: () => readonly Uint8Array[];
} {
  const chunks: Uint8Array[] = [];
  let text = '';
  let bytes = 0;
  const flush = (): void => {
    const chunk = Buffer.from(text);
    text = '';
    bytes += chunk.length;
    if (bytes > maxBytes) throw new TooLarge('answer', maxBytes);
    if (chunk.length > 0) chunks.push(chunk);
  };
  return {
    add(more) {
      text += more;
      if (text.length > chunkChars) flush();
    },
    end() {
      flush();
      return chunks;
    },
  };
}

function isDescribe({ text }: EngineQuery): boolean {
  const words = [...queryTokens(text)].map((token) => token.text);
  return /^describe$/i.test(words.find((word) => /^(?:construct|describe)$/i.test(word)) ?? '');
}

function isSorted(text: string): boolean {
  let depth = 0;
  for (const token of queryTokens(text)) {
    if ('{('.includes(token.text)) depth++;
    else if ('})'.includes(token.text)) depth--;
    else if (depth === 0 && /^order$/i.test(token.text)) return true;
  }
  return false;
}
