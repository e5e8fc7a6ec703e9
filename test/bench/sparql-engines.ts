import { lackOfVirtuoso } from '../external/virtuoso.ts';
import { printTable, runAlone } from './measure.ts';
import { geometricMean } from './sparql-workload.ts';

/**
 * Our engine beside Comunica over an N3 store and beside Virtuoso: the same data, the same 20 queries, one run. Arguments: sizes
 * (5000 50000), `--limit=30` (seconds that a query may take; over it, it counts with the limit), `--only=ENGINE`.
 */
interface Figures {
  readonly startSeconds: number;
  /** Milliseconds by query, wall and CPU. */
  readonly times: Readonly<Record<string, number>>;
  readonly cpuMs: Readonly<Record<string, number>>;
  readonly late: readonly string[];
  readonly p95: number;
  readonly perSecond: number;
  readonly cpuMsAnAnswer: number | null;
  readonly unanswered: number;
  readonly changesPerSecond: number;
  readonly backSeconds?: number;
}

const given = process.argv
  .slice(2)
  .filter((argument) => /^\d+$/.test(argument))
  .map(Number);
const option = (name: string) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const limit = option('limit') ?? '30';
const lack = lackOfVirtuoso();
if (lack) console.log(`not beside Virtuoso: ${lack}`);
const engines = ['embedded', ...(lack ? [] : ['virtuoso']), 'comunica'].filter(
  (engine) => (option('only') ?? engine) === engine,
);
for (const size of import.meta.main && given.length > 0 ? given : [5_000, 50_000]) {
  const met: [string, Figures][] = [];
  for (const engine of engines)
    met.push([
      engine,
      await runAlone<Figures>('sparql-engine.ts', [engine, String(size), limit], ['--max-old-space-size=12000']),
    ]);
  tell(size, met);
}

function tell(size: number, met: readonly (readonly [string, Figures])[]): void {
  const first = met[0]?.[1];
  if (!first) return;
  const ms = (value: number) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
  /** How many times as much as the first, of the queries that both answer. */
  const beside = (ours: Readonly<Record<string, number>>, theirs: Readonly<Record<string, number>>) => {
    const both = Object.keys(theirs).filter((key) => key in ours);
    return `${geometricMean(both.map((key) => (theirs[key] ?? 1) / (ours[key] ?? 1))).toFixed(2)} ×`;
  };
  console.log(
    `\nSPARQL over ${size.toLocaleString('en')} places, 20 queries of the gallery, at most ${limit} s each\n`,
  );
  printTable(
    [
      'engine',
      'start',
      'a process back',
      'geometric mean',
      'beside',
      'CPU',
      'beside',
      'answered',
      'over the limit',
      '32 clients: p95',
      'answers/s',
      'CPU an answer',
      'profiles replaced/s',
    ],
    met.map(([engine, one]) => [
      engine,
      `${one.startSeconds.toFixed(1)} s`,
      one.backSeconds === undefined ? '–' : `${one.backSeconds.toFixed(1)} s`,
      ms(geometricMean(Object.values(one.times))),
      beside(first.times, one.times),
      ms(geometricMean(Object.values(one.cpuMs))),
      beside(first.cpuMs, one.cpuMs),
      String(Object.keys(one.times).length),
      String(one.late.length),
      ms(one.p95),
      one.perSecond.toFixed(1),
      one.cpuMsAnAnswer === null ? 'none' : ms(one.cpuMsAnAnswer),
      one.changesPerSecond.toFixed(0),
    ]),
  );
  console.log('');
  printTable(
    ['query', ...met.flatMap(([engine]) => [engine, 'CPU'])],
    Object.keys(first.times).map((key) => [
      key,
      ...met.flatMap(([, { times, cpuMs, late }]) =>
        times[key] === undefined
          ? ['not answered', '']
          : [`${late.includes(key) ? '> ' : ''}${ms(times[key])}`, ms(cpuMs[key] ?? 0)],
      ),
    ]),
  );
}
