/** Pixels from a mark to one that is spread out from it. */
export interface Offset {
  readonly x: number;
  readonly y: number;
}

/** More than this would cover the map: the list has them. */
export const mostSpread = 24;
/** From one mark to the next, in pixels: a disc and room for a finger. */
const step = 34;
const leastRadius = 46;

/** Where so many marks stand around one spot: on a circle from the top, and from nine on along two circles. */
export function spreadOut(count: number): readonly Offset[] {
  if (count <= 8) return circle(count, leastRadius, 0);
  const inner = Math.ceil(count / 3);
  const near = Math.max(leastRadius, (inner * step) / (2 * Math.PI));
  const outer = count - inner;
  const far = Math.max(near + step + 8, (outer * step) / (2 * Math.PI));
  return [...circle(inner, near, 0), ...circle(outer, far, Math.PI / outer)];
}

function circle(count: number, radius: number, turn: number): Offset[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = turn - Math.PI / 2 + (2 * Math.PI * i) / count;
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
}
