import { hash } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Argument, Command } from 'commander';
import { allTerms } from '../../opendata/licenses.ts';
import {
  type Export,
  type ExportFormat,
  type ExportTerms,
  exportFormats,
  onTerms,
  writeExport,
} from '../../opendata/write-export.ts';
import { readConfig } from '../config.ts';
import { oneOf } from '../console/options.ts';
import { createProgress } from '../console/progress.ts';
import { type ReadStateOptions, readState } from '../state/read-state.ts';

const choices: readonly ExportTerms[] = [...allTerms, 'none'];

interface Options {
  readonly terms?: readonly ExportTerms[];
  readonly licenseSplit?: boolean;
  readonly json?: boolean;
}

/** What was written where. */
interface Written extends Omit<Export, 'content'> {
  readonly file: string | null;
  readonly terms: readonly ExportTerms[];
  readonly bytes: number;
  /** Of the file as it is, hexadecimal. */
  readonly sha256: string;
}

/** `obsidienne export`: the whole dataset as one file; works beside a running observatory. */
export function exportCommand(): Command {
  const collect = (value: string, before: readonly ExportTerms[] = []) => [...before, oneOf(choices)(value)];
  return new Command('export')
    .description(
      'write the whole dataset as it is now, also while the observatory runs; to standard output without a file',
    )
    .addArgument(new Argument('<format>', 'what to write').choices(exportFormats))
    .argument('[file]', 'where to; packed when its name ends in .gz')
    .option(
      '--terms <terms>',
      `only what may be reused so: ${choices.join(', ')} (states no licence); may be repeated`,
      collect,
    )
    .option('--license-split', 'a file for each of these terms: data.csv becomes data-open.csv, data-share-alike.csv …')
    .option('--json', 'print what was written as JSON; needs a file')
    .action(async (format: ExportFormat, file: string | undefined, { terms, licenseSplit, json }: Options) => {
      if (file === undefined && (licenseSplit || json))
        throw new Error(`${json ? '--json' : '--license-split'} needs the name of a file to write to`);
      const { dataFolder, sharedHosts, origin } = readConfig(process.env);
      const options = { dataFolder, sharedHosts, ...(origin ? { origin } : {}) };
      const wanted = terms ?? choices;
      const parts = licenseSplit ? wanted.map((one) => [one]) : [wanted];
      const progress = createProgress('files', parts.length);
      const written: Written[] = [];
      for (const part of parts) {
        const name = licenseSplit && file ? partName(file, part.join('')) : file;
        const made = await exportPart(options, { format, terms: part, file: name, mayBeEmpty: !licenseSplit });
        progress.step(name ?? format);
        if (made) written.push(made);
      }
      progress.stop();
      if (json) console.log(JSON.stringify(licenseSplit ? written : written[0], null, 2));
      else for (const one of written) console.error(`obsidienne: ${tell(one)}`);
    });
}

async function exportPart(
  options: ReadStateOptions,
  {
    format,
    terms,
    file,
    mayBeEmpty,
  }: {
    readonly format: ExportFormat;
    readonly terms: readonly ExportTerms[];
    readonly file: string | undefined;
    readonly mayBeEmpty: boolean;
  },
): Promise<Written | undefined> {
  const state = readState(options);
  try {
    const { content, ...about } = await writeExport(format, onTerms(state, terms));
    if (!mayBeEmpty && (about.profiles ?? about.entities) === 0) return undefined;
    const bytes = file?.endsWith('.gz') ? gzipSync(content, { level: 9 }) : Buffer.from(content as string);
    if (file === undefined) process.stdout.write(bytes);
    else writeWhole(file, bytes);
    return { ...about, terms, file: file ?? null, bytes: bytes.length, sha256: hash('sha256', bytes) };
  } finally {
    state.close();
  }
}

/** A file appears whole or not at all. */
function writeWhole(file: string, bytes: Uint8Array): void {
  const making = join(dirname(file), `.${basename(file)}.part`);
  try {
    writeFileSync(making, bytes);
    renameSync(making, file);
  } catch (error) {
    rmSync(making, { force: true });
    throw new Error(`${file} cannot be written (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}

/** `folder/data.nq.gz` of the open part is `folder/data-open.nq.gz`. */
function partName(file: string, terms: string): string {
  const [stem = '', ...endings] = basename(file).split('.');
  return join(dirname(file), [`${stem}-${terms}`, ...endings].join('.'));
}

function tell({ profiles, quads, entities, file, bytes }: Written): string {
  const what = profiles === undefined ? `${entities} entities` : `${profiles} profiles, ${quads} statements`;
  return `${what}, ${bytes} bytes${file === null ? '' : ` in ${file}`}`;
}
