import type { Quad, Term } from '@rdfjs/types';
import { dcat, dct, literal, namedNode, quadOf, rdf, xsd } from '../rdf/terms.ts';
import type { Snapshot, SnapshotFile, SnapshotPart } from './snapshot.ts';

const spdx = (local: string) => namedNode(`http://spdx.org/rdf/terms#${local}`);
const media = (type: string) => namedNode(`https://www.iana.org/assignments/media-types/${type}`);

/**
 * The kept snapshots in DCAT, the newest first: a dataset for each, in one series, and the files of the newest with their sums.
 */
export function describeSnapshots(snapshots: readonly Snapshot[], base: string): Quad[] {
  const series = namedNode(`${base}/catalog#snapshots`);
  const catalogue = namedNode(`${base}/catalog#catalogue`);
  const quads: Quad[] = [];
  const addressOf = ({ date }: Snapshot) => namedNode(`${base}/snapshots/${date}`);
  for (const [index, snapshot] of snapshots.entries()) {
    const dataset = addressOf(snapshot);
    const say = (predicate: Quad['predicate'], object: Term) => quads.push(quadOf(dataset, predicate, object));
    quads.push(quadOf(catalogue, dcat('dataset'), dataset));
    say(rdf('type'), dcat('Dataset'));
    say(dct('title'), literal(`État du ${snapshot.date}`, 'fr'));
    say(dct('title'), literal(`State of ${snapshot.date}`, 'en'));
    say(dct('description'), literal('Toutes les fiches telles qu’elles étaient ce jour-là.', 'fr'));
    say(dct('description'), literal('All profiles as they were on that day.', 'en'));
    say(dct('publisher'), namedNode(`${base}/catalog#publisher`));
    say(dct('issued'), literal(snapshot.at, xsd('dateTime')));
    if (snapshot.revisedAt) say(dct('modified'), literal(snapshot.revisedAt, xsd('dateTime')));
    say(dct('isVersionOf'), namedNode(`${base}/catalog#dataset`));
    say(dcat('version'), literal(snapshot.date));
    say(dcat('inSeries'), series);
    say(dcat('landingPage'), dataset);
    const before = snapshots[index + 1];
    if (before) say(dcat('prev'), addressOf(before));
  }
  const [newest] = snapshots;
  if (newest) {
    quads.push(quadOf(series, dcat('last'), addressOf(newest)));
    for (const part of newest.parts)
      for (const file of part.files)
        quads.push(...describeFile(file, { dataset: addressOf(newest), part, issued: newest.at }));
  }
  return quads;
}

/** A snapshot's files are kept as they are. */
const stable = namedNode('http://publications.europa.eu/resource/authority/planned-availability/STABLE');
/** DCAT takes media types from IANA's register, where JSON Lines is not. */
const unregistered: ReadonlySet<string> = new Set(['application/jsonl']);
/** By what follows the first point of a name. */
const fileTypes: Readonly<Record<string, string>> = {
  'nq.gz': 'RDF_N_QUADS',
  csv: 'CSV',
  geojson: 'GEOJSON',
  parquet: 'PARQUET',
  jsonl: 'JSON',
};

function describeFile(
  { name, mediaType, bytes, sha256 }: SnapshotFile,
  { dataset, part, issued }: { readonly dataset: Term; readonly part: SnapshotPart; readonly issued: string },
): Quad[] {
  const address = namedNode(`${dataset.value}/${name}`);
  const distribution = namedNode(`${dataset.value}#${name}`);
  const sum = namedNode(`${dataset.value}#${name}-sha256`);
  const [license, another] = part.licenses;
  const isPacked = mediaType === 'application/gzip';
  return [
    quadOf(dataset, dcat('distribution'), distribution),
    quadOf(distribution, rdf('type'), dcat('Distribution')),
    quadOf(distribution, dct('title'), literal(name)),
    quadOf(distribution, namedNode('http://data.europa.eu/r5r/availability'), stable),
    quadOf(distribution, dct('format'), fileType(name)),
    quadOf(distribution, dcat('accessURL'), address),
    quadOf(distribution, dcat('downloadURL'), address),
    ...(unregistered.has(mediaType)
      ? []
      : [quadOf(distribution, dcat('mediaType'), media(isPacked ? 'application/n-quads' : mediaType))]),
    ...(isPacked ? [quadOf(distribution, dcat('compressFormat'), media(mediaType))] : []),
    quadOf(distribution, dcat('byteSize'), literal(String(bytes), xsd('nonNegativeInteger'))),
    quadOf(distribution, dct('issued'), literal(issued, xsd('dateTime'))),
    // One licence can be named only where all profiles of the part state it.
    ...(license && !another && URL.canParse(license.iri)
      ? [quadOf(distribution, dct('license'), namedNode(license.iri))]
      : []),
    quadOf(distribution, spdx('checksum'), sum),
    quadOf(sum, rdf('type'), spdx('Checksum')),
    quadOf(sum, spdx('algorithm'), spdx('checksumAlgorithm_sha256')),
    quadOf(sum, spdx('checksumValue'), literal(sha256, xsd('hexBinary'))),
  ];
}

/** The file type of a name, in the list that DCAT-AP 3 takes formats from. */
function fileType(name: string) {
  const known = fileTypes[name.slice(name.indexOf('.') + 1)] ?? 'OCTET';
  return namedNode(`http://publications.europa.eu/resource/authority/file-type/${known}`);
}
