import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { encodeColumns } from '../../points/columns-file.ts';
import type { PointsManifest } from '../../points/manifest.ts';
import { namesPerPage, type PlaceName } from '../../points/tile-format.ts';
import type { BuiltVersion } from './point-messages.ts';
import type { ReadPoints } from './read-points.ts';

/** Makes a version of places that were read, under a hash of all it says; up to `maxColumns` of them can be had as one file. */
export function packPoints({ manifest, columns, names, ids }: ReadPoints, maxColumns: number): BuiltVersion {
  const file = encodeColumns(columns);
  const pages = Array.from({ length: Math.ceil(names.length / namesPerPage) }, (_, page) =>
    Buffer.from(JSON.stringify(names.slice(page * namesPerPage, (page + 1) * namesPerPage).map(asList))),
  );
  const text = Buffer.concat(pages);
  const hasColumns = manifest.count <= maxColumns;
  const hash = createHash('sha256').update(JSON.stringify(manifest)).update(file).update(text);
  const version = hash.digest('base64url').slice(0, 16);
  const whole: PointsManifest = { version, ...manifest, hasColumns };
  return {
    manifest: whole,
    columns: share(file),
    compressed: hasColumns ? compress(file, manifest.count) : null,
    names: share(text),
    pages: starts(pages),
    ids,
  };
}

/** `[key, name]`, and the English name where it is another one. */
function asList({ key, name, en }: PlaceName): readonly string[] {
  return en === undefined ? [key, name] : [key, name, en];
}

function starts(pages: readonly Uint8Array[]): Uint32Array {
  const found = new Uint32Array(pages.length + 1);
  for (const [page, { length }] of pages.entries()) found[page + 1] = (found[page] as number) + length;
  return found;
}

function share(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

/** With much effort byte planes lose a tenth of their size, at some 25 ms per 1,000 places; with less, nothing is gained over little. */
function compress(file: Uint8Array, count: number) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: count <= 20_000 ? 10 : 4,
    [constants.BROTLI_PARAM_SIZE_HINT]: file.length,
  };
  return { br: new Uint8Array(brotliCompressSync(file, { params })), gzip: new Uint8Array(gzipSync(file)) };
}
