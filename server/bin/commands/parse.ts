import { Command } from 'commander';
import { canonicalize } from '../../rdf/canonical.ts';
import { given } from '../../rdf/given.ts';
import type { RdfDirection } from '../../rdf/jsonld/to-quads.ts';
import type { Reading } from '../../rdf/parse-document.ts';
import { parseDocument } from '../../rdf/parse-document.ts';
import { parseTurtle } from '../../rdf/parse-turtle.ts';
import { readContexts } from '../bundled-data.ts';
import { oneOf } from '../console/options.ts';
import { readInput } from '../console/read-input.ts';
import { withNeighbours } from '../neighbour-contexts.ts';

const formats = ['nquads', 'turtle', 'jsonld'] as const;
const rdfDirections: readonly RdfDirection[] = ['i18n-datatype', 'compound-literal'];

interface Options {
  readonly base?: string;
  readonly format: (typeof formats)[number];
  readonly rdfDirection?: RdfDirection;
  readonly json?: boolean;
}

/** `obsidienne parse`: our reader for anyone's document. */
export function parseCommand(): Command {
  return new Command('parse')
    .description(
      'read a document in any format (Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML, HTML) and print its data; exits with 1 when it is wrong',
    )
    .argument('<file-or-url>', 'what to read')
    .option('--base <iri>', 'what relative addresses resolve against; the document’s own address by default')
    .option(
      '--format <format>',
      `how to print it: ${formats.join(', ')}; the same data give the same lines`,
      oneOf(formats),
      'nquads',
    )
    .option(
      '--rdf-direction <form>',
      `how JSON-LD texts keep their direction: ${rdfDirections.join(', ')}; left out by default`,
      oneOf(rdfDirections),
    )
    .option('--json', 'print the data and the findings as one JSON object')
    .action(async (target: string, { base, format, rdfDirection, json }: Options) => {
      const input = await readInput(target);
      const url = base ?? input.url;
      const contexts = withNeighbours(readContexts(), target, url);
      const reading = await parseDocument({ ...input, url }, contexts, {
        asWritten: true,
        ...given('rdfDirection', rdfDirection),
      });
      const data = await print(reading, format);
      if (json) console.log(JSON.stringify({ format: reading.format ?? null, data, findings: reading.notes }, null, 2));
      else {
        process.stdout.write(data);
        for (const note of reading.notes) console.error(`${note.severity}: ${note.message.en}`);
      }
      if (reading.notes.some(({ severity }) => severity === 'violation')) process.exitCode = 1;
    });
}

/** Labels and order of the canonical form (RDFC-1.0), so that two prints can be compared. */
async function print({ quads }: Reading, format: Options['format']): Promise<string> {
  const { nquads } = await canonicalize(quads);
  if (format === 'nquads') return nquads;
  const { serialize } = await import('../../rdf/serialize.ts');
  // Turtle cannot say which graph a statement belongs to.
  const hasGraphs = quads.some(({ graph }) => graph.termType !== 'DefaultGraph');
  return serialize(parseTurtle(nquads, 'nquads', ''), format === 'turtle' && hasGraphs ? 'trig' : format);
}
