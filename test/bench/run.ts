import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchCrawl } from './crawl.ts';
import { measureFirstView } from './first-view.ts';
import { benchMap } from './map.ts';
import { printTable, runAlone } from './measure.ts';
import type { SimulatedDayFigures } from './simulated-day.ts';
import { printSimulatedDay } from './simulated-day-plot.ts';
import { measureSlowPhone } from './slow-phone.ts';
import { measureStart } from './start.ts';
import { withServer } from './with-server.ts';

/**
 * Every figure stands beside a limit or a peer measured in the same run; the ratio is what to compare between machines. Arguments:
 * how many places (5000), and how many more for the memory of a crawl (none).
 */
const count = Number(process.argv[2] ?? 5000);
const port = 3900;
const folder = mkdtempSync(join(tmpdir(), 'obsidienne-bench-'));
const empty = mkdtempSync(join(tmpdir(), 'obsidienne-bench-'));
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;
const seconds = (value: number) => `${value.toFixed(2)} s`;

try {
  console.log(`${count} invented places, half Turtle, half HTML with JSON-LD, on loopback\n`);
  await benchCrawl(count, folder, Number(process.argv[3] ?? 0));
  console.log();
  const engine = await runAlone<{ seconds: number; bytes: number }>('engine-load.ts', [folder]);
  const start = await measureStart(folder, port);
  const bare = await measureStart(empty, port);
  const address = `http://127.0.0.1:${port}`;
  const [view, phone] = await withServer({ dataFolder: folder, port }, async () => [
    await measureFirstView(address),
    await measureSlowPhone(address),
  ]);
  const memory = ((start.memoryBytes ?? 0) - (bare.memoryBytes ?? 0)) / (count / 1000);

  printTable(
    ['figure', 'ours', 'beside', 'ratio'],
    [
      [
        'start to first map page',
        seconds(start.pageSeconds),
        `${seconds(bare.pageSeconds)} with an empty file`,
        ratio(start.pageSeconds, bare.pageSeconds),
      ],
      [
        'start to first SPARQL answer',
        seconds(start.sparqlSeconds),
        `${seconds(engine.seconds)} a bare engine with the same graphs`,
        ratio(start.sparqlSeconds, engine.seconds),
      ],
      [
        'memory per 1,000 places, two replicas included',
        kilobytes(memory),
        `${kilobytes((engine.bytes / count) * 1000)} of N-Quads`,
        ratio(memory, (engine.bytes / count) * 1000),
      ],
      [
        'first map view, all bytes',
        kilobytes(view.total),
        `${kilobytes(view.geojson)} places as GeoJSON alone`,
        ratio(view.total, view.geojson),
      ],
      [
        'first map view, places',
        kilobytes(view.points),
        `${kilobytes(view.geojson)} as GeoJSON`,
        ratio(view.points, view.geojson),
      ],
    ],
  );
  console.log(
    `\nfirst map view by kind: ${Object.entries(view.byKind)
      .map(([kind, bytes]) => `${kind} ${kilobytes(bytes)}`)
      .join(', ')}`,
  );
  console.log(
    `on a slow phone (a quarter of this processor, 1.6 Mb/s, 300 ms): list after ${seconds(phone.list)}, map after ${seconds(phone.map)}`,
  );
  console.log();
  printSimulatedDay(await runAlone<SimulatedDayFigures>('simulated-day.ts', []));
  await benchMap([5000, 50_000]);
  await import('./checking.ts');
  await import('./publishing.ts');
  await import('./importing.ts');
  // Over places of its own, and as large as is asked for.
  await import('./finding.ts');
  console.log();
  await import('./lead-quality.ts');
  await import('./leads.ts');
  console.log();
  await import('./cooperation.ts');
  console.log();
  await import('./sparql-attack.ts');
  console.log();
  (await import('./identity.ts')).benchIdentity();
  await import('./sparql-engines.ts');
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(empty, { recursive: true, force: true });
}

function ratio(ours: number, beside: number): string {
  return `${(ours / beside).toFixed(2)} ×`;
}
