import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readVocabulary } from '../../server/bin/bundled-data.ts';
import { loadConcepts } from '../../server/directory/concepts.ts';
import { createDiagnoser } from '../../server/directory/diagnosis/diagnose.ts';
import { findTerritory } from '../../server/geography/territory.ts';
import { writeSyntheticState } from './synthetic-state.ts';

/** How long the diagnosis of a territory takes over so many invented places (argument: 50000), beside a bare count of the same places. */
const count = Number(process.argv[2] ?? 50_000);
const folder = mkdtempSync(join(tmpdir(), 'obsidienne-bench-'));
try {
  writeSyntheticState(folder, count);
  const file = readdirSync(folder).find((name) => name.endsWith('.sqlite')) ?? '';
  const db = new DatabaseSync(join(folder, file), { readOnly: true });
  const diagnose = createDiagnoser(db, loadConcepts(readVocabulary()));
  const bare = db.prepare(
    "SELECT count(*) AS n FROM entity WHERE lead = 1 AND type = 'place' AND departement IN (SELECT value FROM json_each(?))",
  );
  for (const code of ['R76', 'R11', '34', '75', '35238']) {
    const territory = findTerritory(code);
    if (!territory) throw new Error(`no territory ${code}`);
    const run = () => diagnose({ territory, today: '2026-11-26', named: 50 });
    const took = milliseconds(run);
    const beside = milliseconds(() => bare.get(JSON.stringify(territory.departements)));
    const { actors, practices } = run();
    const places = actors.find(({ type }) => type === 'place')?.count ?? 0;
    console.log(
      `${code}: ${places} places, ${practices.length} practices in ${took.toFixed(0)} ms (a bare count: ${beside.toFixed(1)} ms)`,
    );
  }
  db.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The median of some runs. */
function milliseconds(run: () => unknown): number {
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[3] ?? 0;
}
