/** A term of an answer, for a cell. */
export interface Cell {
  readonly kind: 'iri' | 'blank' | 'literal';
  readonly value: string;
  readonly language?: string;
  readonly datatype?: string;
}

/** A page of an answer as a table, with the number of all its rows. */
export interface ResultTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (Cell | undefined)[])[];
  readonly total: number;
  /** How many rows come before those shown. */
  readonly skipped: number;
}

/**
 * Reads some rows of an answer, the first ones unless some are to be skipped, in TSV (SPARQL 1.1 TSV: one row a line, terms as in Turtle) or N-Triples (without
 * column names) and counts the others, holding no more than what is shown.
 */
export async function readResultTable(
  body: AsyncIterable<Uint8Array>,
  {
    format,
    maxRows,
    skipped = 0,
  }: { readonly format: 'tsv' | 'ntriples'; readonly maxRows: number; readonly skipped?: number },
): Promise<ResultTable> {
  let columns: readonly string[] | undefined = format === 'ntriples' ? [] : undefined;
  const rows: (readonly (Cell | undefined)[])[] = [];
  let total = 0;
  for await (const line of lines(body)) {
    if (!columns) {
      columns = line === '' ? [] : line.split('\t').map((name) => name.replace(/^\?/, ''));
      continue;
    }
    total++;
    if (total > skipped && rows.length < maxRows)
      rows.push(format === 'tsv' ? line.split('\t').map(readTerm) : readTriple(line));
  }
  return { columns: columns ?? [], rows, total, skipped };
}

async function* lines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts.map((part) => part.replace(/\r$/, ''));
  }
  if (rest !== '') yield rest;
}

const triple = /^(<[^>]*>|_:\S+) (<[^>]*>) (.*) \.$/;

function readTriple(line: string): readonly (Cell | undefined)[] {
  const [, subject = '', predicate = '', object = line] = triple.exec(line) ?? [];
  return [subject, predicate, object].map(readTerm);
}

const literal = /^"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?$/s;

function readTerm(text: string): Cell | undefined {
  if (text === '') return undefined;
  if (text.startsWith('<') && text.endsWith('>')) return { kind: 'iri', value: unescaped(text.slice(1, -1)) };
  if (text.startsWith('_:')) return { kind: 'blank', value: text };
  const [, value, language, datatype] = literal.exec(text) ?? [];
  // Numbers and booleans come bare.
  if (value === undefined) return { kind: 'literal', value: text, ...bareType(text) };
  return {
    kind: 'literal',
    value: unescaped(value),
    ...(language ? { language } : {}),
    ...(datatype ? { datatype } : {}),
  };
}

/** The type that Turtle gives to a bare word (Turtle §6.5). */
function bareType(text: string): { readonly datatype?: string } {
  const xsd = (local: string) => ({ datatype: `http://www.w3.org/2001/XMLSchema#${local}` });
  if (/^[-+]?\d+$/.test(text)) return xsd('integer');
  if (/^[-+]?\d*\.\d+$/.test(text)) return xsd('decimal');
  if (/^[-+]?[\d.]+e[-+]?\d+$/i.test(text)) return xsd('double');
  return /^(?:true|false)$/.test(text) ? xsd('boolean') : {};
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f' };

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs, (_, short, long, one: string) =>
    one === undefined ? String.fromCodePoint(Number.parseInt(short ?? long, 16)) : (escapes[one] ?? one),
  );
}
