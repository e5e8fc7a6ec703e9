import type { Summary } from '../directory/entity.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { serialize } from '../rdf/serialize.ts';
import { quadOf } from '../rdf/terms.ts';
import { canonicalDataset } from './canonical-dataset.ts';
import { licenseOf, type Terms } from './licenses.ts';
import { csvHeader, writeCsvLine } from './write-csv.ts';
import { writeGeoJson } from './write-geojson.ts';
import { writeParquet } from './write-parquet.ts';
import type { LicensedGraph, SnapshotSource } from './write-snapshot.ts';

/** What the whole dataset can be written as: statements first, then tables of what they describe. */
export const exportFormats = ['nquads', 'trig', 'turtle', 'jsonld', 'csv', 'geojson', 'parquet'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What may be done with a profile; `none`: it states no licence. */
export type ExportTerms = Terms | 'none';

/** A dataset as one text or file, with how much went into it. */
export interface Export {
  readonly content: string | Uint8Array;
  /** Profiles, in a format of statements. */
  readonly profiles?: number;
  readonly quads?: number;
  /** Places, networks and so on, in a table. */
  readonly entities?: number;
}

/** The part of a source that is on some terms only. */
export function onTerms(source: SnapshotSource, terms: readonly ExportTerms[]): SnapshotSource {
  const isMeant = (license: string | undefined) =>
    terms.includes(license === undefined ? 'none' : licenseOf(license).terms);
  return {
    rowOf: source.rowOf,
    graphs: Iterator.from(source.graphs).filter(({ license }) => isMeant(license)),
    entities: Iterator.from(source.entities).filter(({ provenance }) => isMeant(provenance.license)),
  };
}

/**
 * Writes everything that a source holds. N-Quads are canonical (RDFC-1.0), so that two exports of the same statements are the
 * same bytes; Turtle cannot name graphs and leaves out which profile says what.
 */
export function writeExport(format: ExportFormat, { graphs, entities, rowOf }: SnapshotSource): Promise<Export> {
  const isTable = format === 'csv' || format === 'geojson' || format === 'parquet';
  return isTable ? Promise.resolve(writeTable(format, [...entities], rowOf)) : writeGraphs(format, [...graphs]);
}

async function writeGraphs(
  format: Exclude<ExportFormat, 'csv' | 'geojson' | 'parquet'>,
  graphs: readonly LicensedGraph[],
): Promise<Export> {
  const { nquads, quads } = await canonicalDataset(graphs);
  const about = { profiles: graphs.length, quads };
  if (format === 'nquads') return { content: nquads, ...about };
  const parsed = parseTurtle(nquads, 'nquads', '');
  const written =
    format === 'turtle' ? parsed.map(({ subject, predicate, object }) => quadOf(subject, predicate, object)) : parsed;
  return { content: await serialize(written, format), ...about };
}

function writeTable(
  format: 'csv' | 'geojson' | 'parquet',
  items: readonly Summary[],
  rowOf: SnapshotSource['rowOf'],
): Export {
  const contents = {
    csv: () => csvHeader + items.map((item) => writeCsvLine(rowOf(item))).join(''),
    geojson: () => {
      const pageOf = (item: Summary) => String(rowOf(item).page ?? '');
      return [...writeGeoJson({ total: items.length, pieces: [items] }, pageOf)].join('');
    },
    parquet: () => writeParquet(items.map(rowOf)),
  };
  return { content: contents[format](), entities: items.length };
}
