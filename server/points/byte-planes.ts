/**
 * Whole numbers below 2^53 as byte planes: how many there are, then the lowest byte of every value, the second of every
 * value and so on. What varies little stands together, which general compression then shrinks.
 */
export function writePlanes(values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i] as number);
  let planes = 0;
  while (largest >= 256 ** planes) planes++;
  const bytes = new Uint8Array(1 + planes * values.length);
  bytes[0] = planes;
  for (let plane = 0; plane < planes; plane++) {
    const unit = 256 ** plane;
    const start = 1 + plane * values.length;
    for (let i = 0; i < values.length; i++) bytes[start + i] = Math.floor((values[i] as number) / unit) % 256;
  }
  return bytes;
}

/** Reads `count` values at `offset` into `into`, and tells where they end; throws when the bytes end before them. */
export function readPlanes(
  bytes: Uint8Array,
  offset: number,
  into: { readonly length: number; [index: number]: number },
): number {
  const planes = bytes[offset];
  const count = into.length;
  const end = offset + 1 + (planes ?? 0) * count;
  if (planes === undefined || planes > 7 || end > bytes.length) throw new Error('The columns end before their values');
  for (let plane = 0; plane < planes; plane++) {
    const unit = 256 ** plane;
    const start = offset + 1 + plane * count;
    for (let i = 0; i < count; i++) into[i] = (into[i] as number) + (bytes[start + i] as number) * unit;
  }
  return end;
}
