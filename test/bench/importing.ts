import { printTable, runAlone } from './measure.ts';

/**
 * A table of others taken in, at two sizes: memory must not grow with the rows. Beside it the bare parser, which is the limit.
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

const works = [
  ['parse', 'csv-parse alone'],
  ['map', 'profiles and loss report'],
  ['import', 'stored, registered, due'],
] as const;
/** A heap that does not grow because there is room: what is asked is whether the rows need more. */
const heap = '--max-old-space-size=200';
const before = process.env['NODE_OPTIONS'];
process.env['NODE_OPTIONS'] = heap;
const lines: string[][] = [];
for (const [work, title] of works) {
  const [less, more] = [
    await runAlone<Run>('import-table.ts', [String(small), work]),
    await runAlone<Run>('import-table.ts', [String(large), work]),
  ];
  const rate = (rows: number, { seconds }: Run) => `${Math.round(rows / seconds).toLocaleString('en')} rows/s`;
  const memory = ({ peakBytes }: Run) => `${(peakBytes / 1e6).toFixed(0)} MB`;
  lines.push([
    title,
    rate(small, less),
    rate(large, more),
    memory(less),
    memory(more),
    `${(more.peakBytes / less.peakBytes).toFixed(2)} ×`,
  ]);
}
printTable(['a table of others', `${small} rows`, `${large} rows`, 'memory at most', 'at the larger', 'ratio'], lines);
if (before === undefined) delete process.env['NODE_OPTIONS'];
else process.env['NODE_OPTIONS'] = before;
