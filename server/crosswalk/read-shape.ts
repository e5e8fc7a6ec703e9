/** The points of a shape that is written as text, and the system that the text names. */
export interface Shape {
  readonly points: readonly (readonly [number, number])[];
  readonly system?: string;
}

const wkt = /^(?:SRID=(\d+);)?\s*(?:(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\s*(?:Z|M|ZM)?\s*\(/i;
const pair = /(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s+(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)[^,()]*/gi;

/** Reads well-known text (OGC 06-103r4, section 7) and GeoJSON in a cell (RFC 7946, section 3.1); undefined for what is neither. */
export function readShape(text: string): Shape | undefined {
  const written = text.trim();
  const known = wkt.exec(written);
  if (known) {
    const points = [...written.slice(known[0].length - 1).matchAll(pair)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    );
    return points.length > 0 ? { points, ...(known[1] ? { system: `EPSG:${known[1]}` } : {}) } : undefined;
  }
  if (!/^\{\s*"/.test(written)) return undefined;
  try {
    const { coordinates } = JSON.parse(written) as { coordinates?: unknown };
    const points = pointsIn(coordinates);
    return points.length > 0 ? { points } : undefined;
  } catch {
    // A cell that is no JSON is read as something else.
    return undefined;
  }
}

/** Every pair of numbers in lists of lists. */
function pointsIn(value: unknown): readonly (readonly [number, number])[] {
  if (!Array.isArray(value)) return [];
  const [x, y] = value;
  return typeof x === 'number' && typeof y === 'number' ? [[x, y]] : value.flatMap(pointsIn);
}
