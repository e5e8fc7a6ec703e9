import { hash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Summary } from '../directory/entity.ts';
import { canonicalDataset, type NamedGraph } from './canonical-dataset.ts';
import { begunSuffix, oldSuffix } from './kept-snapshots.ts';
import { allTerms, licenseOf, type Terms } from './licenses.ts';
import type { Row } from './rows.ts';
import { manifestName, type Snapshot, type SnapshotFile, type SnapshotPart } from './snapshot.ts';
import { csvHeader, writeCsvLine } from './write-csv.ts';
import { featureOf } from './write-geojson.ts';
import { writeParquet } from './write-parquet.ts';

/** A profile with what its document states as licence. */
export interface LicensedGraph extends NamedGraph {
  readonly license: string | undefined;
}

/** One state of the observatory. */
export interface SnapshotSource {
  readonly graphs: Iterable<LicensedGraph>;
  readonly entities: Iterable<Summary>;
  readonly rowOf: (item: Summary) => Row;
}

type Frame = Pick<Snapshot, 'date' | 'at' | 'attributions' | 'suppressions' | 'revisedAt'>;

/**
 * Writes the files of a snapshot into `folder/{date}` and returns what they hold. The folder appears whole or not at all;
 * `onStep` is told of each part begun.
 */
export async function writeSnapshot(
  folder: string,
  source: SnapshotSource,
  { frame, onStep = () => undefined }: { readonly frame: Frame; readonly onStep?: (what: string) => void },
): Promise<Snapshot> {
  const making = join(folder, `.${frame.date}${begunSuffix}`);
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const termsOf = (license: string | undefined) => (license === undefined ? undefined : licenseOf(license).terms);
  const graphs = Map.groupBy(source.graphs, ({ license }) => termsOf(license));
  const entities = Map.groupBy(source.entities, ({ provenance }) => termsOf(provenance.license));
  const parts: SnapshotPart[] = [];
  for (const terms of allTerms) {
    const own = graphs.get(terms) ?? [];
    if (own.length === 0) continue;
    onStep(terms);
    const part = { terms, graphs: own, entities: entities.get(terms) ?? [], rowOf: source.rowOf };
    parts.push(await writePart(making, frame.date, part));
  }
  const snapshot: Snapshot = { ...frame, parts, withoutLicense: graphs.get(undefined)?.length ?? 0 };
  writeFileSync(join(making, manifestName), `${JSON.stringify(snapshot, null, 2)}\n`);
  put(making, join(folder, frame.date));
  return snapshot;
}

async function writePart(
  folder: string,
  date: string,
  part: {
    readonly terms: Terms;
    readonly graphs: readonly LicensedGraph[];
    readonly entities: readonly Summary[];
    readonly rowOf: (item: Summary) => Row;
  },
): Promise<SnapshotPart> {
  const { terms, graphs, entities, rowOf } = part;
  const name = (suffix: string) => `obsidienne-${date}-${terms}.${suffix}`;
  const { nquads, quads, skolemized } = await canonicalDataset(graphs);
  const rows = entities.map(rowOf);
  const features = entities.map((item, index) => JSON.stringify(featureOf(item, String(rows[index]?.page ?? ''))));
  const lines = entities.map((item) => `${JSON.stringify(item)}\n`);
  const file = (fileName: string, mediaType: string, content: string | Uint8Array, stored = content) => {
    const storedName = stored === content ? fileName : `${fileName}.gz`;
    writeFileSync(join(folder, storedName), stored);
    const bytes = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
    return { name: fileName, stored: storedName, mediaType, bytes, sha256: hash('sha256', content) };
  };
  const packed = (fileName: string, mediaType: string, content: string) =>
    file(fileName, mediaType, content, gzipSync(content));
  const geojson = `{"type":"FeatureCollection","total":${features.length},"features":[${features.join(',')}]}`;
  const files: SnapshotFile[] = [
    file(name('nq.gz'), 'application/gzip', gzipSync(nquads, { level: 9 })),
    packed(name('csv'), 'text/csv', csvHeader + rows.map(writeCsvLine).join('')),
    packed(name('geojson'), 'application/geo+json', geojson),
    file(name('parquet'), 'application/vnd.apache.parquet', writeParquet(rows)),
    packed(name('jsonl'), 'application/jsonl', lines.join('')),
  ];
  return {
    terms,
    licenses: countLicenses(graphs),
    graphs: graphs.length,
    quads,
    entities: entities.length,
    rdfc10: hash('sha256', nquads),
    skolemized,
    files,
  };
}

function countLicenses(graphs: readonly LicensedGraph[]): SnapshotPart['licenses'] {
  const counts = new Map<string, number>();
  for (const { license = '' } of graphs) counts.set(license, (counts.get(license) ?? 0) + 1);
  return [...counts]
    .map(([iri, count]) => ({ iri, graphs: count }))
    .sort((a, b) => b.graphs - a.graphs || (a.iri < b.iri ? -1 : 1));
}

/** Readers who have an old file open keep it; a snapshot of the same date goes only when the new one is whole. */
function put(made: string, place: string): void {
  const old = place + oldSuffix;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(place)) renameSync(place, old);
  renameSync(made, place);
  rmSync(old, { recursive: true, force: true });
}
