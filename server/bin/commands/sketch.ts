import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { sketchMapping } from '../../crosswalk/sketch/sketch-mapping.ts';
import { foldText } from '../../rdf/fold-text.ts';
import { given } from '../../rdf/given.ts';
import type { Language } from '../../rdf/text.ts';
import { oneOf } from '../console/options.ts';
import { lookAtSource } from '../records/choose-mapping.ts';
import { inLanguage } from '../records/in-language.ts';
import { openSource } from '../records/open-source.ts';
import { mostSetBytes } from '../records/reread-sets.ts';

interface Options {
  readonly to?: string;
  readonly inside?: string;
  readonly json?: boolean;
  readonly lang: Language;
}

const examples = `
Examples:
  what the columns seem to be, and what nothing was found for
    $ obsidienne sketch lieux.csv
  two files to finish: mappings/lieux.json (who made the data) and mappings/lieux.jsonata (row to place)
    $ obsidienne sketch lieux.csv --to mappings
  a web address
    $ obsidienne sketch https://carte.example.org/export.geojson --to mappings

docs/crosswalks.md leads through it.`;

/** `obsidienne sketch FILE`: a mapping to begin with, for a file that has none. */
export function sketchCommand(): Command {
  return new Command('sketch')
    .description(
      'propose a mapping for a file of somebody else’s records (CSV and other tables, xlsx, ods, JSON, GeoJSON, NDJSON, KML, GPX and other XML, RDF; also in zip or gzip) by looking at its columns and values; a person then finishes it',
    )
    .argument('<file-or-url>', 'the records')
    .option('--to <folder>', 'write NAME.json and NAME.jsonata there, and nothing over files that exist')
    .option('--inside <name>', 'of an archive or a spreadsheet: the file or the sheet that is meant')
    .option('--json', 'print the proposal as JSON')
    .option('--lang <language>', 'fr or en: the language of what goes wrong', oneOf(['fr', 'en']), 'en')
    .addHelpText('after', examples)
    .action(async (target: string, { to, inside, json, lang }: Options) =>
      inLanguage(lang, async () => {
        const source = await openSource(target, mostSetBytes);
        const dataFile = basename(target.replace(/[?#].*$/, ''));
        const key =
          foldText(dataFile.replace(/\.\w+$/, ''))
            .replace(/[^a-z0-9]+/g, '-')
            .replace(/^-|-$/g, '')
            .slice(0, 60) || 'set';
        const look = await lookAtSource(source, { ...given('inside', inside) });
        if (look.like?.isWhole) {
          const known = `obsidienne import ${look.like.name} ${target} --as ${key} --credit "Qui a fait ces données" --dry-run`;
          if (json) console.log(JSON.stringify({ format: look.like.name, records: look.total }, null, 2));
          else console.error(`This is ${look.like.name}, which needs no mapping. Next: ${known}`);
          return;
        }
        const sketch = await sketchMapping(look);
        const { profile, ...written } = sketch.written;
        const header = {
          ...headerOf(key, dataFile, source.isWeb ? target : undefined),
          ...given('inside', inside),
          ...(sketch.expected ? { expected: sketch.expected } : {}),
          ...written,
          profile: `${key}.jsonata`,
        };
        const text = `${JSON.stringify(header, null, 2)}\n`;
        if (json) {
          console.log(JSON.stringify({ ...sketch, header, profile, records: look.total }, null, 2));
          return;
        }
        if (to === undefined) process.stdout.write(`${text}\n${profile}`);
        else await write(to, { [`${key}.json`]: text, [`${key}.jsonata`]: profile });
        const found = sketch.guessed.map(({ role, column }) => `${role} ← ${column}`).join(', ');
        console.error(
          `${look.total ?? `${look.records.length} and more`} records${look.like ? ` in the envelope of ${look.like.name}` : ''}. ${found}.`,
        );
        console.error(`${sketch.left.length} columns are left: see the comment in the profile.`);
        for (const doubt of sketch.doubts) console.error(`Look at this: ${doubt}.`);
        if (to !== undefined)
          console.error(
            `Next: finish both files, then obsidienne import ${join(to, `${key}.json`)} ${target} --dry-run`,
          );
      }),
    );
}

/** What only a person knows of a set, to be filled in. */
function headerOf(key: string, dataFile: string, address = 'https://example.org/a-completer'): object {
  return {
    title: { fr: `${key} (à compléter)`, en: `${key} (to be completed)` },
    dataFile,
    source: { page: address, file: address, modified: new Date().toISOString().slice(0, 10) },
    attribution: 'À compléter : qui a fait ces données',
  };
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const there = Object.keys(files).find((name) => existsSync(join(folder, name)));
  if (there) throw new Error(`${join(folder, there)} exists: choose another folder, or take the file away`);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}
