import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { mapRecords } from '../../crosswalk/apply-mapping.ts';
import type { Language } from '../../rdf/text.ts';
import { readConfig } from '../config.ts';
import { oneOf } from '../console/options.ts';
import { chooseMapping } from '../records/choose-mapping.ts';
import type { Imported } from '../records/import-set.ts';
import { inLanguage } from '../records/in-language.ts';
import { openImports } from '../records/open-imports.ts';
import { openSource } from '../records/open-source.ts';
import { createPreview } from '../records/preview.ts';
import { readThings } from '../records/read-things.ts';
import { mostSetBytes } from '../records/reread-sets.ts';
import { type SetOptions, withSetOptions } from '../records/set-options.ts';
import { tellLoss } from '../records/tell-loss.ts';
import { visitRecords } from '../records/visit-records.ts';

interface Options extends SetOptions {
  readonly dryRun?: boolean;
  readonly preview?: string;
  readonly acceptLosses?: boolean;
  readonly json?: boolean;
  readonly lang: Language;
}

const examples = `
Examples:
  look at a table that nobody has described, and at its map, before anything is stored
    $ obsidienne import auto lieux.xlsx --as lieux --credit "Association des lieux" --dry-run
  take it in, under a licence
    $ obsidienne import auto lieux.xlsx --as lieux --credit "Association des lieux" \\
        --license https://spdx.org/licenses/etalab-2.0
  a mapping of your own (obsidienne sketch begins it)
    $ obsidienne import mappings/lieux.json lieux.csv
  an open-data site, which is read again each day
    $ obsidienne import auto https://data.example.org/api/explore/v2.1/catalog/datasets/lieux/records \\
        --as lieux --credit "Ville de Lieu"
  a format that is known
    $ obsidienne import overpass export.json --as osm --credit "© contributeurs OpenStreetMap" \\
        --license https://opendatacommons.org/licenses/odbl/1-0/

docs/crosswalks.md leads through it.`;

/** `obsidienne import MAPPING FILE`: somebody else's records into the observatory, by the path of everyone's profiles; works beside a running one. */
export function importCommand(): Command {
  const command = new Command('import').description(
    'take somebody else’s records in by a mapping: each becomes a document of its own under /sources, which is read and checked like any profile; a web address is read again each day; tells what was guessed, dropped and refused; works beside a running observatory',
  );
  return withSetOptions(command)
    .option('--dry-run', 'tell what would happen, draw it on a map, and store nothing')
    .option('--preview <file>', 'where that map is written (apercu-NAME.html in this folder)')
    .option('--accept-losses', 'take away what the file no longer has, however much that is')
    .option('--json', 'print what was done and the loss report as JSON')
    .option('--lang <language>', 'fr or en: the language of what is said', oneOf(['fr', 'en']), 'en')
    .addHelpText('after', examples)
    .action(async (name: string, target: string, options: Options) =>
      inLanguage(options.lang, async () => {
        const { dryRun = false, acceptLosses = false, json = false, lang, preview, skipBadRows, ...said } = options;
        const config = readConfig(process.env);
        const source = await openSource(target, mostSetBytes);
        const mapping = await chooseMapping(name, source, said);
        const { db, importSet, base } = openImports(config);
        let imported: Imported;
        const drawn = dryRun ? createPreview(mapping) : undefined;
        try {
          imported = await importSet(mapping, mapRecords(mapping, source.pages(), { readThings, skipBadRows }), {
            isPreview: dryRun,
            mayLose: acceptLosses,
            target: source.isWeb ? target : null,
            ...(drawn ? { onRecord: drawn.add } : {}),
          });
          const lines = [
            tell(imported, lang),
            `${lang === 'fr' ? 'crédit' : 'credit'}: ${mapping.attribution}`,
            ...tellLoss(imported.report, lang),
          ];
          if (drawn) {
            const file = resolve(preview ?? `apercu-${mapping.key}.html`);
            await writeFile(file, drawn.page(imported));
            lines.splice(
              1,
              0,
              `${lang === 'fr' ? 'regardez-les sur une carte avant d’enregistrer quoi que ce soit' : 'look at them on a map before anything is stored'}: ${pathToFileURL(file).href}`,
            );
          }
          if (json) console.log(JSON.stringify(inBrief(imported), null, 2));
          else console.log(lines.join('\n'));
        } finally {
          db.close();
        }
        if (imported.state === 'held')
          throw new Error(
            `${imported.removed.count} records would go: nothing was stored. Look at the file; if they are to go, say --accept-losses`,
          );
        if (imported.state === 'stored') {
          const say = (line: string) => (json ? undefined : console.log(line));
          await visitRecords(config, { prefix: `${base}${mapping.key}/`, say });
        }
      }),
    );
}

function tell({ state, records, added, changed, removed }: Imported, language: Language): string {
  if (language === 'fr') {
    const faites = { stored: 'enregistrées', previewed: 'seraient enregistrées', held: 'non enregistrées' }[state];
    return `${records} fiches ${faites} : ${added.count} nouvelles, ${changed.count} changées, ${removed.count} parties`;
  }
  const done = { stored: 'taken in', previewed: 'would be taken in', held: 'not taken in' }[state];
  return `${records} records ${done}: ${added.count} new, ${changed.count} changed, ${removed.count} gone`;
}

/** As it is printed: the ids of what changed, of each the first. */
function inBrief({ added, changed, removed, ...rest }: Imported): object {
  return {
    ...rest,
    added: added.first,
    changed: changed.first,
    removed: removed.first,
    counts: { added: added.count, changed: changed.count, removed: removed.count },
  };
}
