/**
 * Puts files into one archive (ZIP, APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16), as they are: what people write is small. A
 * library for it would be shared with the map's, and weigh on every map.
 */
export function writeZip(files: ReadonlyMap<string, Uint8Array>): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const [path, bytes] of files) {
    const name = new TextEncoder().encode(path);
    // Version 2.0, names in UTF-8, stored, on the first day there is.
    const told = [20, 0x0800, 0, 0, 0x21].map((value) => [2, value] as const);
    const sizes = [crc32(bytes), bytes.length, bytes.length].map((value) => [4, value] as const);
    parts.push(record([[4, 0x04034b50], ...told, ...sizes, [2, name.length], [2, 0]]), name, new Uint8Array(bytes));
    const place = [
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ] as const;
    directory.push(record([[4, 0x02014b50], [2, 20], ...told, ...sizes, [2, name.length], ...place]), name);
    offset += 30 + name.length + bytes.length;
  }
  const length = directory.reduce((sum, one) => sum + one.length, 0);
  const counts = [files.size, files.size].map((value) => [2, value] as const);
  const end = record([[4, 0x06054b50], [2, 0], [2, 0], ...counts, [4, length], [4, offset], [2, 0]]);
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

/** Numbers in so many bytes each, the least first. */
function record(fields: readonly (readonly [size: 2 | 4, value: number])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}

const crcs = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let value = ~0;
  for (const byte of bytes) value = (crcs[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value >>> 0;
}
