import { readPlanes, writePlanes } from './byte-planes.ts';
import { mortonCode, mortonPosition } from './morton.ts';
import type { SetColumn } from './set-column.ts';

/** Every place, by column: first those with a position, along a Morton curve, then those without. */
export interface PointColumns {
  readonly count: number;
  /** Of the places with a position, in hundred-thousandths of a degree. */
  readonly lon: Int32Array;
  readonly lat: Int32Array;
  readonly sets: Readonly<Record<string, SetColumn>>;
}

/** "OBP" and the version of the format. */
const magic = [0x4f, 0x42, 0x50, 1];

/**
 * Writes the columns as one file: the number of rows and of positions, the Morton codes of these as differences in byte
 * planes, then by column its name, its different sets, and which one each row holds, in byte planes. Single numbers are
 * LEB128. Throws when the positions are not in the order of their codes.
 */
export function encodeColumns({ count, lon, lat, sets }: PointColumns): Uint8Array<ArrayBuffer> {
  const codes = new Float64Array(lon.length);
  let last = 0;
  for (let row = 0; row < lon.length; row++) {
    const code = mortonCode(lon[row] as number, lat[row] as number);
    if (code < last) throw new Error(`Row ${row} is not in the order of the Morton codes`);
    codes[row] = code - last;
    last = code;
  }
  const columns = Object.entries(sets);
  const parts: Uint8Array[] = [
    Uint8Array.from([...magic, ...varint(count), ...varint(lon.length)]),
    writePlanes(codes),
  ];
  parts.push(Uint8Array.from(varint(columns.length)));
  for (const [name, column] of columns) {
    const label = new TextEncoder().encode(name);
    const dictionary = column.sets.flatMap((set) => [...varint(set.length), ...set.flatMap(varint)]);
    parts.push(Uint8Array.from([...varint(label.length), ...label, ...varint(column.sets.length)]));
    parts.push(Uint8Array.from(dictionary), writePlanes(column.ids));
  }
  return join(parts);
}

/** Reads a file that `encodeColumns` wrote; throws when it is none, or cut. */
export function decodeColumns(bytes: Uint8Array): PointColumns {
  if (magic.some((byte, i) => bytes[i] !== byte)) throw new Error('This is no file of columns');
  let at = magic.length;
  const number = () => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('The columns end before their values');
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  const count = number();
  const codes = new Float64Array(number());
  at = readPlanes(bytes, at, codes);
  const lon = new Int32Array(codes.length);
  const lat = new Int32Array(codes.length);
  let code = 0;
  for (let row = 0; row < codes.length; row++) {
    code += codes[row] as number;
    const [x, y] = mortonPosition(code);
    lon[row] = x;
    lat[row] = y;
  }
  const sets: Record<string, SetColumn> = {};
  for (let left = number(); left > 0; left--) {
    const length = number();
    const name = new TextDecoder().decode(bytes.subarray(at, at + length));
    at += length;
    const dictionary = Array.from({ length: number() }, () => Array.from({ length: number() }, number));
    const ids = new Uint32Array(count);
    at = readPlanes(bytes, at, ids);
    sets[name] = { ids, sets: dictionary };
  }
  return { count, lon, lat, sets };
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
