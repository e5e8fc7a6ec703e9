import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printTable, runAlone } from './measure.ts';
import type { RoundFigures } from './rounds.ts';

/** What the processes of a round are called by the script they run. */
const processes: Readonly<Record<string, string>> = {
  rounds: 'crawler',
  'examiner-process': 'readers',
  'replica-process': 'graph',
};

/**
 * Measures a cold round and one without changes on a folder, which then holds what was read, beside the same libraries
 * joined by the shortest code and beside the requests alone; with `more`, the memory of a cold round of so many too.
 */
export async function benchCrawl(count: number, folder: string, more?: number): Promise<void> {
  const round = (mode: string) => runAlone<RoundFigures>('rounds.ts', [mode, String(count), folder]);
  const reading = await round('parse');
  const plain = await runAlone<RoundFigures & { readonly again: RoundFigures }>('rounds.ts', ['plain', String(count)]);
  const cold = await round('cold');
  const again = await round('again');
  const asking = await round('ask');

  const rate = ({ profiles, cpu }: RoundFigures) => (profiles / cpu).toFixed(0);
  const seconds = (figures: RoundFigures) => `${figures.seconds.toFixed(1)} s`;
  const beside = (figure: string, ours: RoundFigures, [other, what]: readonly [RoundFigures, string]) => [
    [
      `${figure}: profiles per CPU-second, all processes`,
      rate(ours),
      `${rate(other)} ${what}`,
      times(other.cpu, ours.cpu),
    ],
    [`${figure}: wall time`, seconds(ours), `${seconds(other)} ${what}`, times(other.seconds, ours.seconds)],
  ];
  printTable(
    ['figure', 'ours', 'beside', 'ratio'],
    [
      ...beside('cold round', cold, [plain, 'the same libraries, plain']),
      ...beside('cold round', cold, [reading, 'fetching and parsing alone']),
      ...beside('round without changes', again, [plain.again, 'the same libraries, plain']),
      ...beside('round without changes', again, [asking, 'asking alone']),
    ],
  );
  console.log(`\nCPU a profile: ${share(cold)} in a cold round, ${share(again)} in one without changes`);
  if (more) printMemory(cold, await coldRound(more));
}

async function coldRound(count: number): Promise<RoundFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-bench-'));
  try {
    return await runAlone<RoundFigures>('rounds.ts', ['cold', String(count), folder]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The graph holds the data and grows with them; nothing else may. */
function printMemory(few: RoundFigures, many: RoundFigures): void {
  const megabytes = (figures: RoundFigures, script: string) => (figures.byScript[script]?.peakBytes ?? 0) / 1e6;
  console.log();
  printTable(
    ['most memory of one process in a cold round', `at ${few.profiles}`, `at ${many.profiles}`, 'ratio'],
    Object.entries(processes).map(([script, name]) => [
      name,
      `${megabytes(few, script).toFixed(0)} MB`,
      `${megabytes(many, script).toFixed(0)} MB`,
      times(megabytes(many, script), megabytes(few, script)),
    ]),
  );
  console.log(`\n${(many.profiles / many.cpu).toFixed(0)} profiles per CPU-second at ${many.profiles}: ${share(many)}`);
}

/** Milliseconds of CPU for each profile, by process. */
function share({ profiles, byScript }: RoundFigures): string {
  return Object.entries(byScript)
    .map(([script, { cpu }]) => `${processes[script] ?? script} ${((cpu / profiles) * 1000).toFixed(2)} ms`)
    .join(', ');
}

function times(one: number, other: number): string {
  return `${(one / other).toFixed(2)} ×`;
}
