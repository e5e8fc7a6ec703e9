import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Quad } from '@rdfjs/types';
import { Command } from 'commander';
import { answerOnce, type OnceAnswer } from '../../graph/answer-once.ts';
import type { AnswerFormat } from '../../graph/graph.ts';
import { readDatasetClauses } from '../../graph/query-names.ts';
import { parseDocument } from '../../rdf/parse-document.ts';
import { serialize } from '../../rdf/serialize.ts';
import { quadOf } from '../../rdf/terms.ts';
import { readContexts } from '../bundled-data.ts';
import { oneOf } from '../console/options.ts';
import { readInput } from '../console/read-input.ts';

const formats = ['json', 'xml', 'csv', 'tsv', 'turtle', 'nquads'] as const;

interface Options {
  readonly data: readonly string[];
  readonly graph: readonly string[];
  readonly format?: (typeof formats)[number];
  readonly json?: boolean;
}

/** `obsidienne query`: our engine over anyone's files, without a server; fails with one line when it cannot answer. */
export function queryCommand(): Command {
  const collect = (value: string, before: readonly string[]) => [...before, value];
  return new Command('query')
    .description('answer a SPARQL query over files, without a server')
    .argument('<query-or-file>', 'the query, or a file ending in .rq')
    .option('--data <file-or-url>', 'a document for the default graph; may be repeated', collect, [])
    .option('--graph <iri=file>', 'a document for the named graph of this IRI; may be repeated', collect, [])
    .option(
      '--format <format>',
      `how to print the answer: ${formats.join(', ')} (default: tsv, or turtle for CONSTRUCT and DESCRIBE)`,
      oneOf(formats),
    )
    .option('--json', 'print JSON (JSON-LD for CONSTRUCT and DESCRIBE)')
    .action(async (asked: string, options: Options) => {
      const isFile = /\.rq$/i.test(asked);
      const text = isFile ? await readQuery(asked) : asked;
      // Relative IRIs stand on the query's own file (RFC 3986, section 5.1.3), or on the folder one is in.
      const base = pathToFileURL(isFile ? asked : `${process.cwd()}/`).href;
      const dataset = await readDataset(options, readDatasetClauses(text, base));
      const answer = answerOnce(text, { ...dataset, accept: acceptOf(options), base });
      if (answer.state !== 'answered') throw new Error(tell(answer));
      process.stdout.write(answer.text.endsWith('\n') ? answer.text : `${answer.text}\n`);
    });
}

function acceptOf({ format, json }: Options): readonly AnswerFormat[] {
  if (json) return ['json', 'jsonld'];
  if (format === undefined) return ['tsv', 'turtle'];
  // An answer has no graph names: its N-Quads are N-Triples.
  return [format === 'nquads' ? 'ntriples' : format];
}

function tell(answer: Exclude<OnceAnswer, { state: 'answered' }>): string {
  if (answer.state === 'bad-query')
    return `${answer.line === undefined ? '' : `line ${answer.line}, column ${answer.column}: `}${answer.message.en}`;
  return answer.kind === 'graph'
    ? 'this query gives a graph: print it as turtle or nquads'
    : 'this query gives a table: print it as json, xml, csv or tsv';
}

async function readQuery(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? `there is no file ${path}` : `${path} cannot be read (${error.code})`);
  });
}

/**
 * `--data` makes up the default graph; `--graph`, and graph names that a document brings, are reached by GRAPH only. Of the
 * graphs that the query asks for by FROM, those that are files are read too, unless `--graph` gives them.
 */
async function readDataset({ data, graph }: Options, asked: readonly string[]) {
  const named = graph.map((pair) => {
    const at = pair.lastIndexOf('=');
    if (at < 1) throw new Error(`--graph takes IRI=FILE, not ${pair}`);
    return { iri: pair.slice(0, at), target: pair.slice(at + 1) };
  });
  const documents = await Promise.all(data.map(readQuads));
  const byIri = new Map<string, Quad[]>();
  const add = (iri: string, quads: readonly Quad[]) => {
    const held = byIri.get(iri);
    if (held) held.push(...quads);
    else byIri.set(iri, [...quads]);
  };
  for (const { iri, target } of named) add(iri, await readQuads(target));
  for (const iri of asked) {
    if (!iri.startsWith('file:') || byIri.has(iri)) continue;
    const path = fileURLToPath(iri);
    // A graph that is not there is an empty one.
    if (existsSync(path)) add(iri, await readQuads(path));
    else console.error(`there is no file ${path}: the graph is empty`);
  }
  for (const quad of documents.flat()) if (quad.graph.termType === 'NamedNode') add(quad.graph.value, [quad]);
  const isPlain = (quad: Quad) => quad.graph.termType === 'DefaultGraph';
  return {
    data: await Promise.all(documents.map((quads) => write(quads.filter(isPlain)))),
    graphs: await Promise.all([...byIri].map(async ([iri, quads]) => ({ iri, triples: await write(quads) }))),
  };
}

function write(quads: readonly Quad[]): Promise<string> {
  return serialize(
    quads.map(({ subject, predicate, object }) => quadOf(subject, predicate, object)),
    'ntriples',
  );
}

async function readQuads(target: string): Promise<readonly Quad[]> {
  const { quads, notes } = await parseDocument(await readInput(target), readContexts());
  for (const { severity, message } of notes) {
    if (severity === 'violation') throw new Error(`${target}: ${message.en}`);
    console.error(`${target}: ${severity}: ${message.en}`);
  }
  return quads;
}
