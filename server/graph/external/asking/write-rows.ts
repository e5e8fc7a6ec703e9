import { type ResultTerm, xsd } from './result-terms.ts';

type Row = Readonly<Record<string, ResultTerm>>;

/** Writes a table or a truth value in one of the formats of SPARQL 1.1 (JSON, XML, CSV and TSV). */
export interface RowWriter {
  head(variables: readonly string[]): string;
  row(row: Row): string;
  end(): string;
  boolean(value: boolean): string;
}

export type RowFormat = 'json' | 'xml' | 'csv' | 'tsv';

/** Makes a writer for one answer. */
export function createRowWriter(format: RowFormat): RowWriter {
  return writers[format]();
}

const writers: Readonly<Record<RowFormat, () => RowWriter>> = {
  json() {
    let isFirst = true;
    return {
      head: (variables) => `{"head":{"vars":${JSON.stringify(variables)}},"results":{"bindings":[`,
      row(row) {
        const comma = isFirst ? '' : ',';
        isFirst = false;
        return comma + JSON.stringify(row);
      },
      end: () => ']}}',
      boolean: (value) => `{"head":{},"boolean":${value}}`,
    };
  },
  xml: () => ({
    head: (variables) =>
      `${opening}<head>${variables.map((name) => `<variable name="${xml(name)}"/>`).join('')}</head><results>`,
    row: (row) =>
      `<result>${Object.entries(row)
        .map(([name, term]) => `<binding name="${xml(name)}">${xmlTerm(term)}</binding>`)
        .join('')}</result>`,
    end: () => '</results></sparql>',
    boolean: (value) => `${opening}<head></head><boolean>${value}</boolean></sparql>`,
  }),
  csv: () => table({ header: (name) => name, term: csvTerm, comma: ',', newLine: '\r\n' }),
  tsv: () => table({ header: (name) => `?${name}`, term: tsvTerm, comma: '\t', newLine: '\n' }),
};

const opening = '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">';

function table(written: {
  readonly header: (name: string) => string;
  readonly term: (term: ResultTerm) => string;
  readonly comma: string;
  readonly newLine: string;
}): RowWriter {
  const { header, term, comma, newLine } = written;
  let columns: readonly string[] = [];
  return {
    head(variables) {
      columns = variables;
      return columns.map(header).join(comma) + newLine;
    },
    row: (row) => columns.map((name) => (row[name] ? term(row[name]) : '')).join(comma) + newLine,
    end: () => '',
    boolean: String,
  };
}

function csvTerm({ type, value }: ResultTerm): string {
  const text = type === 'bnode' ? `_:${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const bare: Readonly<Record<string, RegExp>> = {
  [`${xsd}integer`]: /^[+-]?\d+$/,
  [`${xsd}decimal`]: /^[+-]?\d*\.\d+$/,
  [`${xsd}double`]: /^[+-]?(?:\d+\.\d*|\.\d+|\d+)[eE][+-]?\d+$/,
  [`${xsd}boolean`]: /^(?:true|false)$/,
};

/** As Turtle has it, on one line (SPARQL 1.1 Query Results CSV and TSV §4). */
export function tsvTerm(term: ResultTerm): string {
  const { type, value, datatype } = term;
  if (type === 'uri') return `<${value}>`;
  if (type === 'bnode') return `_:${value}`;
  if (datatype !== undefined && bare[datatype]?.test(value)) return value;
  return turtleLiteral(term);
}

/** A literal as N-Triples has it. */
export function turtleLiteral({ value, datatype, 'xml:lang': language }: ResultTerm): string {
  const text = `"${value.replaceAll(/["\\\n\r\t]/g, (character) => escapes[character] ?? character)}"`;
  if (language !== undefined) return `${text}@${language}`;
  return datatype === undefined ? text : `${text}^^<${datatype}>`;
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function xmlTerm({ type, value, datatype, 'xml:lang': language }: ResultTerm): string {
  if (type !== 'literal') return `<${type}>${xml(value)}</${type}>`;
  const tag = language === undefined ? '' : ` xml:lang="${xml(language)}"`;
  const kind = datatype === undefined ? '' : ` datatype="${xml(datatype)}"`;
  return `<literal${tag}${kind}>${xml(value)}</literal>`;
}

function xml(text: string): string {
  return text.replaceAll(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
