import { Command } from 'commander';
import { parseDocument } from '../../rdf/parse-document.ts';
import { serialize } from '../../rdf/serialize.ts';
import { readContexts } from '../bundled-data.ts';
import { withNeighbours } from '../neighbour-contexts.ts';
import { oneOf } from '../options.ts';
import { readInput } from '../read-input.ts';

const formats = ['nquads', 'turtle', 'jsonld'] as const;

/** `obsidienne parse`: our reader for anyone's document. */
export function parseCommand(): Command {
  return new Command('parse')
    .description(
      'read a document in any format (Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML, HTML) and print its data',
    )
    .argument('<file-or-url>', 'what to read')
    .option('--base <iri>', 'what relative addresses resolve against; the document’s own address by default')
    .option('--format <format>', `how to print it: ${formats.join(', ')}`, oneOf(formats), 'nquads')
    .option('--json', 'print the data and the findings as one JSON object')
    .action(async (target: string, options: { base?: string; format: (typeof formats)[number]; json?: boolean }) => {
      const input = await readInput(target);
      const url = options.base ?? input.url;
      const contexts = withNeighbours(readContexts(), target, url);
      const reading = await parseDocument({ ...input, url }, contexts, { asWritten: true });
      const text = await serialize(
        reading.quads,
        options.format === 'turtle' && hasGraphs(reading.quads) ? 'trig' : options.format,
      );
      if (options.json)
        console.log(JSON.stringify({ format: reading.format ?? null, data: text, findings: reading.notes }, null, 2));
      else {
        process.stdout.write(text);
        for (const note of reading.notes) console.error(`${note.severity}: ${note.message.en}`);
      }
      if (reading.notes.some(({ severity }) => severity === 'violation')) process.exitCode = 1;
    });
}

/** Turtle cannot say which graph a statement belongs to. */
function hasGraphs(quads: readonly { readonly graph: { readonly termType: string } }[]): boolean {
  return quads.some(({ graph }) => graph.termType !== 'DefaultGraph');
}
