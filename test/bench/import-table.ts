import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openImports } from '../../server/bin/records/open-imports.ts';
import { mapRecords } from '../../server/crosswalk/apply-mapping.ts';
import { countAlone, mappingOf, type Writing, writeFileOf } from './import-file.ts';

/**
 * A file of so many records in a process of its own, so that the most memory it ever held is this one's. Arguments: rows; what
 * is to be done with them: `parse` (the parser alone), `map` (profiles and loss report), `merge` (the same, as if rows could be
 * of one place), `import` (stored, due); and how the file is written.
 */
const rows = Number(process.argv[2] ?? 20_000);
const work = process.argv[3] as 'parse' | 'map' | 'merge' | 'import';
const writing = (process.argv[4] ?? 'csv') as Writing;
const folder = mkdtempSync(join(tmpdir(), 'obsidienne-import-'));
const file = join(folder, `essai.${writing}`);

try {
  await writeFileOf(writing, rows, file);
  const begun = performance.now();
  const done = await { parse: () => countAlone(writing, file), map: mapAlone, merge: mapAlone, import: importAll }[
    work
  ]();
  const seconds = (performance.now() - begun) / 1000;
  if (done !== rows) throw new Error(`${done} of ${rows} rows came through`);
  console.log(JSON.stringify({ seconds, peakBytes: process.resourceUsage().maxRSS * 1024 }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function mapped() {
  const mapping = { ...(await mappingOf(writing)), ...(work === 'merge' ? { merge: true } : {}) };
  return { mapping, set: mapRecords(mapping, [createReadStream(file, { highWaterMark: 256 * 1024 })]) };
}

async function mapAlone(): Promise<number> {
  let count = 0;
  for await (const _ of (await mapped()).set.profiles) count++;
  return count;
}

async function importAll(): Promise<number> {
  const { db, importSet } = openImports({ dataFolder: join(folder, 'data'), sharedHosts: [] });
  const { mapping, set } = await mapped();
  const { added } = await importSet(mapping, set);
  db.close();
  return added.count;
}
