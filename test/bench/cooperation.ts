import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readVocabulary } from '../../server/bin/bundled-data.ts';
import { stateFile } from '../../server/bin/state/open-database.ts';
import { type Analysis, analyseActors } from '../../server/cooperation/ecosystem/analyse-actors.ts';
import { drawEcosystem, type EcosystemView } from '../../server/cooperation/ecosystem/draw-ecosystem.ts';
import { type ActorBase, readActors } from '../../server/directory/actors/read-actors.ts';
import { type Concepts, loadConcepts } from '../../server/directory/concepts.ts';
import { createDiagnoser } from '../../server/directory/diagnosis/diagnose.ts';
import { findTerritory, type Territory } from '../../server/geography/territory.ts';
import { printTable } from './measure.ts';
import { tiesOf } from './place-ties.ts';
import { writeSyntheticState } from './synthetic-state.ts';

/**
 * What processor time the diagnosis of a territory and the drawing of an ecosystem take over 5,000 and 50,000 invented places that are tied to each
 * other (other counts as arguments), beside a bare count of the same places. Both are made in threads of their own.
 */
const counts = process.argv.slice(2).map(Number);
const bareCount = `SELECT count(*) AS n FROM entity WHERE lead = 1 AND type = 'place'
  AND departement IN (SELECT value FROM json_each(?)) AND (? IS NULL OR commune_code = ?)`;
const columns = counts.length > 0 ? counts : [5000, 50_000];
const measured = columns.map((count) => measureState(count));
printTable(
  ['', ...columns.map((count) => `${count.toLocaleString('en')} places`), 'limit'],
  (measured[0] ?? []).map(({ label, limit }, row) => [label, ...measured.map((rows) => rows[row]?.told ?? ''), limit]),
);

interface Figure {
  readonly label: string;
  readonly told: string;
  readonly limit: string;
}

function measureState(count: number): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-cooperation-'));
  try {
    writeSyntheticState(folder, count, tiesOf);
    const db = new DatabaseSync(join(folder, stateFile), { readOnly: true });
    const concepts = loadConcepts(readVocabulary());
    const figures = [...measureDiagnosis(db, concepts), ...measureEcosystem(db, concepts)];
    db.close();
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureDiagnosis(db: DatabaseSync, concepts: Concepts): readonly Figure[] {
  const diagnose = createDiagnoser(db, concepts);
  const bare = db.prepare(bareCount);
  const of = (code: string): Territory => {
    const territory = findTerritory(code);
    if (!territory) throw new Error(`no territory ${code}`);
    return territory;
  };
  return (
    [
      ['R76', 'a région (Occitanie)', '1 s'],
      ['R11', 'a dense région (Île-de-France)', '1 s'],
      ['59', 'a département (Nord)', '250 ms'],
      ['59350', 'a commune (Lille)', '250 ms'],
    ] as const
  ).map(([code, name, limit]) => {
    const territory = of(code);
    const run = () => diagnose({ territory, today: '2026-11-26', named: 50 });
    const commune = territory.level === 'commune' ? code : null;
    const beside = median(() => bare.get(JSON.stringify(territory.departements), commune, commune));
    const { actors, links } = run();
    const total = (of: readonly { readonly count: number }[]) => of.reduce((sum, { count }) => sum + count, 0);
    if (territory.level !== 'commune' && (total(actors) === 0 || links.every((one) => one.mutual === 0)))
      throw new Error(`nothing to diagnose in ${code}`);
    return {
      label: `diagnosis of ${name}, a bare count of its places`,
      told: `${ms(median(run))}, ${ms(beside)}`,
      limit,
    };
  });
}

function measureEcosystem(db: DatabaseSync, concepts: Concepts): readonly Figure[] {
  let base: ActorBase = { actors: [], ties: [] };
  const read = once(() => {
    base = readActors(db, concepts);
  });
  const order = concepts.inScheme('practices').flatMap(({ key, broader }) => (broader ? [] : key));
  const departement = db
    .prepare("SELECT id FROM entity WHERE lead = 1 AND type = 'place' AND departement = '59'")
    .all();
  const draw = (analysis: Analysis, view: EcosystemView) => () => {
    const asked = { view, sectors: 'practice', sectorOrder: order, offset: 0, limit: 150 } as const;
    if (drawEcosystem(analysis, asked).actors.length === 0) throw new Error('nobody was drawn');
  };
  const analyse = (ids: readonly number[]) => analyseActors(base, { among: new Set(ids) });
  const [some, all] = [departement.map(({ id }) => id as number), base.actors.map(({ id }) => id)];
  const views = [
    ['a département', analyse(some)],
    ['everybody', analyse(all)],
  ] as const;
  return [
    { label: 'ecosystem: reading all actors and ties, after each change', told: ms(read), limit: '5 s' },
    { label: 'what the ties of a département mean', told: ms(median(() => analyse(some))), limit: '250 ms' },
    {
      label: 'what the ties of everybody mean, once for all views and pages',
      told: ms(median(() => analyse(all))),
      limit: '5 s',
    },
    ...views.flatMap(([name, analysis]) =>
      (['rings', 'network'] as const).map((view) => ({
        label: `drawing ${name}, ${view}`,
        told: ms(median(draw(analysis, view))),
        limit: '250 ms',
      })),
    ),
  ];
}

/** Milliseconds of processor, which others that share the machine do not change. */
function once(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The median of some runs, after one that nobody counts. */
function median(run: () => unknown): number {
  run();
  const times = Array.from({ length: 7 }, () => once(run));
  return times.sort((a, b) => a - b)[3] ?? 0;
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
