import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { sketchMapping } from '../../crosswalk/sketch.ts';
import { foldText } from '../../rdf/fold-text.ts';
import { readInput } from '../read-input.ts';
import { mostSetBytes } from '../records/reread-sets.ts';

interface Options {
  readonly to?: string;
  readonly json?: boolean;
}

/** `obsidienne sketch FILE`: a mapping to begin with, for a file that has none. */
export function sketchCommand(): Command {
  return new Command('sketch')
    .description(
      'propose a mapping for a file of somebody else’s records (JSON, GeoJSON, NDJSON, CSV, XML) by looking at its columns and values; a person then finishes it',
    )
    .argument('<file-or-url>', 'the records')
    .option('--to <folder>', 'write NAME.json and NAME.jsonata there, and nothing over files that exist')
    .option('--json', 'print the proposal as JSON')
    .action(async (target: string, { to, json }: Options) => {
      const { body } = await readInput(target, mostSetBytes);
      const dataFile = basename(target.replace(/[?#].*$/, ''));
      const key =
        foldText(dataFile.replace(/\.\w+$/, ''))
          .replace(/[^a-z0-9]+/g, '-')
          .slice(0, 60) || 'set';
      const sketch = sketchMapping(key, dataFile, body);
      const header = `${JSON.stringify(sketch.header, null, 2)}\n`;
      if (json) {
        console.log(JSON.stringify(sketch, null, 2));
        return;
      }
      if (to === undefined) process.stdout.write(`${header}\n${sketch.profile}`);
      else await write(to, { [`${key}.json`]: header, [`${key}.jsonata`]: sketch.profile });
      const found = sketch.guessed.map(({ role, column }) => `${role} ← ${column}`).join(', ');
      console.error(`${sketch.records} records. ${found}.`);
      console.error(`${sketch.left.length} columns are left: see the comment in the profile.`);
      if (to !== undefined)
        console.error(`Next: finish both files, then obsidienne convert ${join(to, `${key}.json`)} ${target}`);
    });
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const there = Object.keys(files).find((name) => existsSync(join(folder, name)));
  if (there) throw new Error(`${join(folder, there)} exists: choose another folder, or take the file away`);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}
