/** Positions are squares of the Mercator world, so many bits to a side: some metre wide. */
export const worldBits = 25;

const half = 2 ** 13;
const wide = 2 ** 26;

/** The place of a square (from the north-west, below 2^`worldBits`) along a Morton curve: every tile of the map is one stretch of it. */
export function mortonCode(x: number, y: number): number {
  return interleave(x >> 13, y >> 13) * wide + interleave(x % half, y % half);
}

/** The column of the square with a code. */
export function mortonX(code: number): number {
  return gather(Math.floor(code / wide)) * half + gather(code % wide);
}

/** The line of the square with a code. */
export function mortonY(code: number): number {
  return gather(Math.floor(code / wide) >> 1) * half + gather((code % wide) >> 1);
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
