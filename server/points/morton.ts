/** Positions are whole numbers of this many parts of a degree: some metre. */
export const partsPerDegree = 1e5;

const west = 180 * partsPerDegree;
const south = 90 * partsPerDegree;
const half = 2 ** 13;
const wide = 2 ** 26;

/** The place of a position (in parts of a degree) along a Morton curve: neighbours on the map have codes close together. */
export function mortonCode(lon: number, lat: number): number {
  const x = lon + west;
  const y = lat + south;
  return interleave(Math.floor(x / half), Math.floor(y / half)) * wide + interleave(x % half, y % half);
}

/** The position of a code, in parts of a degree. */
export function mortonPosition(code: number): readonly [lon: number, lat: number] {
  const high = Math.floor(code / wide);
  const low = code % wide;
  return [gather(high) * half + gather(low) - west, gather(high >> 1) * half + gather(low >> 1) - south];
}

/** The 13 low bits of `x` on the even places, those of `y` on the odd ones. */
function interleave(x: number, y: number): number {
  return spread(x) | (spread(y) << 1);
}

function spread(value: number): number {
  let bits = value & 0x1fff;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}

function gather(value: number): number {
  let bits = value & 0x55555555;
  bits = (bits | (bits >> 1)) & 0x33333333;
  bits = (bits | (bits >> 2)) & 0x0f0f0f0f;
  bits = (bits | (bits >> 4)) & 0x00ff00ff;
  return (bits | (bits >> 8)) & 0x1fff;
}
