import { lackOfVirtuoso } from '../external/virtuoso.ts';
import { printTable, runAlone } from './measure.ts';
import { geometricMean } from './sparql-workload.ts';

/** Our engine beside Comunica over an N3 store and beside Virtuoso, the same data and queries. Arguments: sizes (5000 50000). */
interface Figures {
  readonly loadSeconds: number;
  readonly times: Readonly<Record<string, number>>;
  readonly p95: number;
  readonly perSecond: number;
}

const given = process.argv
  .slice(2)
  .filter((argument) => /^\d+$/.test(argument))
  .map(Number);
const lack = lackOfVirtuoso();
if (lack) console.log(`not beside Virtuoso: ${lack}`);
for (const size of import.meta.main && given.length > 0 ? given : [5_000, 50_000]) {
  const rows: (readonly string[])[] = [];
  const ours = await runAlone<Figures>('sparql-engine.ts', ['embedded', String(size)]);
  for (const engine of ['embedded', ...(lack ? [] : ['virtuoso']), 'comunica']) {
    const figures = engine === 'embedded' ? ours : await runAlone<Figures>('sparql-engine.ts', [engine, String(size)]);
    // Of the queries that both answer.
    const both = Object.keys(figures.times).filter((key) => key in ours.times);
    const ratio = geometricMean(both.map((key) => (figures.times[key] ?? 1) / (ours.times[key] ?? 1)));
    rows.push([
      engine,
      `${figures.loadSeconds.toFixed(1)} s`,
      `${geometricMean(Object.values(figures.times)).toFixed(0)} ms`,
      String(Object.keys(figures.times).length),
      `${ratio.toFixed(2)} ×`,
      `${figures.p95.toFixed(0)} ms`,
      figures.perSecond.toFixed(0),
    ]);
  }
  console.log(`\nSPARQL over ${size.toLocaleString('en')} places, 20 queries of the gallery\n`);
  printTable(['engine', 'start', 'geometric mean', 'answered', 'beside ours', 'p95 of 32 clients', 'answers/s'], rows);
}
