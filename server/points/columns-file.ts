import { readPlanes, writePlanes } from './byte-planes.ts';
import type { SetColumn } from './set-column.ts';

/** Every place, by column: first those with a position, along a Morton curve, then those without. */
export interface PointColumns {
  readonly count: number;
  /** Of the places with a position, the Morton codes of their squares, ascending. */
  readonly codes: Float64Array;
  /** By facet, the values of each place, by their place in the manifest; the kind that it is drawn by comes first. */
  readonly sets: Readonly<Record<string, SetColumn>>;
}

/** "OBP" and the version of the format. */
const magic = [0x4f, 0x42, 0x50, 1];

/**
 * Writes the columns as one file: the number of rows and of positions, the Morton codes of these as differences in byte
 * planes, then by column its name, its different sets, and which one each row holds, in byte planes. Single numbers are
 * LEB128. Throws when the positions are not in the order of their codes.
 */
export function encodeColumns({ count, codes, sets }: PointColumns): Uint8Array<ArrayBuffer> {
  const differences = codes.map((code, row) => code - (row === 0 ? 0 : (codes[row - 1] as number)));
  const row = differences.findIndex((difference) => difference < 0);
  if (row >= 0) throw new Error(`Row ${row} is not in the order of the Morton codes`);
  const columns = Object.entries(sets);
  const parts: Uint8Array[] = [
    Uint8Array.from([...magic, ...varint(count), ...varint(codes.length)]),
    writePlanes(differences),
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
  for (let row = 1; row < codes.length; row++) codes[row] = (codes[row] as number) + (codes[row - 1] as number);
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
  return { count, codes, sets };
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
