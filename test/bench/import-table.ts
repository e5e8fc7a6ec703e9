import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parse } from 'csv-parse';
import { openImports } from '../../server/bin/records/open-imports.ts';
import { mapRecords } from '../../server/crosswalk/apply-mapping.ts';
import { mappingOfFormat } from '../../server/crosswalk/mapping.ts';

/**
 * A table of so many rows in a process of its own, so that the most memory it ever held is this one's. Arguments: rows, and
 * what is to be done with them: `parse` (the bare parser), `map` (profiles and loss report), `import` (stored, due). A map or
 * an import reads the national schema of digital mediation, sixteen columns wide.
 */
const rows = Number(process.argv[2] ?? 20_000);
const work = process.argv[3] as 'parse' | 'map' | 'import';
const folder = mkdtempSync(join(tmpdir(), 'obsidienne-import-'));
const file = join(folder, 'table.csv');

try {
  await writeTable();
  const begun = performance.now();
  const done = await { parse: parseAlone, map: mapAlone, import: importAll }[work]();
  const seconds = (performance.now() - begun) / 1000;
  if (done !== rows) throw new Error(`${done} of ${rows} rows came through`);
  console.log(JSON.stringify({ seconds, peakBytes: process.resourceUsage().maxRSS * 1024 }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function writeTable(): Promise<void> {
  const out = createWriteStream(file);
  out.write(
    'id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,typologie,services,courriels,site_web,horaires,date_maj,frais_a_charge\n',
  );
  for (let row = 0; row < rows; row++) {
    const [lat, lon] = [48 + (row % 977) / 2000, -1.5 - (row % 1013) / 2000];
    const line = `a-${row},,Médiathèque ${row},Rennes,35000,35238,"${row} quai Nord",${lat},${lon},BIB|TIERS_LIEUX,Aide aux démarches administratives|Accès internet et matériel informatique,contact@port${row}.example,https://port${row}.example,Mo-Fr 09:00-12:00,2024-01-02,Gratuit\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

async function parseAlone(): Promise<number> {
  let count = 0;
  for await (const _ of createReadStream(file).pipe(parse({ columns: true }))) count++;
  return count;
}

function mapping() {
  return mappingOfFormat('mednum', {
    key: 'essai',
    title: { fr: 'Essai', en: 'Trial' },
    dataFile: 'table.csv',
    source: { page: 'https://set.example/', file: 'https://set.example/data', modified: '2026-01-01' },
    attribution: 'Personne',
  });
}

async function mapAlone(): Promise<number> {
  let count = 0;
  for await (const _ of mapRecords(await mapping(), [createReadStream(file)]).profiles) count++;
  return count;
}

async function importAll(): Promise<number> {
  const { db, importSet } = openImports({ dataFolder: join(folder, 'data'), sharedHosts: [] });
  const { added } = await importSet(await mapping(), mapRecords(await mapping(), [createReadStream(file)]));
  db.close();
  return added.count;
}
