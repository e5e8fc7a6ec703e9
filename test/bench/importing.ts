import { writings } from './import-file.ts';
import { printTable, runAlone } from './measure.ts';

/**
 * Files of others taken in, at two sizes: memory must not grow with the rows. Beside them the parsers alone, which are the limit.
 * Arguments: the rows of each (20000 200000).
 */
const [small = 20_000, large = 200_000] = process.argv
  .slice(2)
  .map(Number)
  .filter((count) => count > 0);

interface Run {
  readonly seconds: number;
  readonly peakBytes: number;
}

const titles = {
  parse: 'the parser alone',
  map: 'profiles and loss report',
  merge: '… rows of one place made one',
  import: 'stored, registered, due',
} as const;
/** What is stored does not depend on how the file was written. */
const works = (writing: string) =>
  writing === 'csv' ? (['parse', 'map', 'merge', 'import'] as const) : (['parse', 'map'] as const);
/** A heap that does not grow because there is room: what is asked is whether the rows need more. */
const heap = '--max-old-space-size=200';
const before = process.env['NODE_OPTIONS'];
process.env['NODE_OPTIONS'] = heap;
const lines: string[][] = [];
for (const writing of writings)
  for (const work of works(writing)) {
    const [less, more] = [
      await runAlone<Run>('import-table.ts', [String(small), work, writing]),
      await runAlone<Run>('import-table.ts', [String(large), work, writing]),
    ];
    const rate = (rows: number, { seconds }: Run) => `${Math.round(rows / seconds).toLocaleString('en')} rows/s`;
    const memory = ({ peakBytes }: Run) => `${(peakBytes / 1e6).toFixed(0)} MB`;
    lines.push([
      `${writing}: ${titles[work]}`,
      rate(small, less),
      rate(large, more),
      memory(less),
      memory(more),
      `${(more.peakBytes / less.peakBytes).toFixed(2)} ×`,
    ]);
  }
printTable(['a file of others', `${small} rows`, `${large} rows`, 'memory at most', 'at the larger', 'ratio'], lines);
if (before === undefined) delete process.env['NODE_OPTIONS'];
else process.env['NODE_OPTIONS'] = before;
