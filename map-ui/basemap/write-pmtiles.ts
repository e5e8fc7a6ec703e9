import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';

/** A Mapbox vector tile, not yet compressed. */
export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly data: Uint8Array;
}

interface Entry {
  readonly id: number;
  readonly offset: number;
  readonly length: number;
  run: number;
}

const headerLength = 127;
/** Readers fetch this much first: header and directory must fit in it, or every tile would cost another request. */
const firstRead = 16_384;

/**
 * Packs vector tiles into one PMTiles version 3 archive with a single directory, clustered, equal tiles stored once
 * (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md); `bounds` is west, south, east, north in degrees.
 */
export function writePmtiles(
  tiles: Iterable<Tile>,
  bounds: readonly [number, number, number, number],
  metadata: unknown,
): Uint8Array<ArrayBuffer> {
  const sorted = [...tiles].map((tile) => ({ id: zxyToTileId(tile.z, tile.x, tile.y), ...tile }));
  sorted.sort((a, b) => a.id - b.id);
  const entries: Entry[] = [];
  const stored = new Map<string, { offset: number; length: number }>();
  const contents: Buffer[] = [];
  let contentLength = 0;
  for (const { id, data } of sorted) {
    const packed = gzipSync(data, { level: 9 });
    const text = packed.toString('base64');
    let place = stored.get(text);
    if (!place) {
      place = { offset: contentLength, length: packed.length };
      stored.set(text, place);
      contents.push(packed);
      contentLength += packed.length;
    }
    const last = entries.at(-1);
    if (last && last.offset === place.offset && last.id + last.run === id) last.run++;
    else entries.push({ id, ...place, run: 1 });
  }
  const directory = gzipSync(writeDirectory(entries), { level: 9 });
  if (headerLength + directory.length > firstRead)
    throw new Error(`The directory takes ${directory.length} bytes; with the header it must fit in ${firstRead}`);
  const about = gzipSync(JSON.stringify(metadata), { level: 9 });
  const header = writeHeader({
    directory: directory.length,
    metadata: about.length,
    contents: contentLength,
    counts: [sorted.length, entries.length, contents.length],
    zooms: [Math.min(...sorted.map(({ z }) => z)), Math.max(...sorted.map(({ z }) => z))],
    bounds,
  });
  return new Uint8Array(Buffer.concat([header, directory, about, ...contents]));
}

function writeHeader(parts: {
  readonly directory: number;
  readonly metadata: number;
  readonly contents: number;
  readonly counts: readonly [number, number, number];
  readonly zooms: readonly [number, number];
  readonly bounds: readonly [number, number, number, number];
}): Buffer {
  const header = Buffer.alloc(headerLength);
  header.write('PMTiles', 0, 'ascii');
  header.writeUInt8(3, 7);
  const metadataAt = headerLength + parts.directory;
  const contentsAt = metadataAt + parts.metadata;
  // Root directory, metadata, leaf directories (none), tile data: offset and length of each; then the three counts.
  const numbers = [
    headerLength,
    parts.directory,
    metadataAt,
    parts.metadata,
    contentsAt,
    0,
    contentsAt,
    parts.contents,
  ];
  for (const [i, value] of [...numbers, ...parts.counts].entries()) header.writeBigUInt64LE(BigInt(value), 8 + i * 8);
  // Clustered; directories and tiles gzipped (2); vector tiles (1).
  header.set([1, 2, 2, 1, ...parts.zooms], 96);
  const [west, south, east, north] = parts.bounds;
  for (const [i, degrees] of [west, south, east, north].entries())
    header.writeInt32LE(Math.round(degrees * 1e7), 102 + i * 4);
  header.writeUInt8(parts.zooms[0], 118);
  header.writeInt32LE(Math.round(((west + east) / 2) * 1e7), 119);
  header.writeInt32LE(Math.round(((south + north) / 2) * 1e7), 123);
  return header;
}

/** Columns of variable-length integers: id differences, run lengths, lengths, offsets (0 = right after the one before). */
function writeDirectory(entries: readonly Entry[]): Uint8Array {
  const bytes: number[] = [];
  const write = (value: number) => {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  };
  write(entries.length);
  for (const [i, { id }] of entries.entries()) write(id - (entries[i - 1]?.id ?? 0));
  for (const { run } of entries) write(run);
  for (const { length } of entries) write(length);
  for (const [i, { offset }] of entries.entries()) {
    const before = entries[i - 1];
    write(before && offset === before.offset + before.length ? 0 : offset + 1);
  }
  return Uint8Array.from(bytes);
}
