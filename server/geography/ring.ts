import type { Position } from 'geojson';

/** Whether a closed ring surrounds a point (even-odd rule, same units). */
export function ringContains(ring: readonly Position[], point: Position): boolean {
  const [x = Number.NaN, y = Number.NaN] = point;
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax = 0, ay = 0] = ring[i - 1] ?? [];
    const [bx = 0, by = 0] = ring[i] ?? [];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Kilometres from a point to the nearest edge of a closed ring, all in degrees (flat-earth, good to 1 % within 300 km). */
export function kmToRing(ring: readonly Position[], point: Position): number {
  const [lon = Number.NaN, lat = Number.NaN] = point;
  const kmPerDegree = 111.195;
  const kmPerLon = kmPerDegree * Math.cos((lat * Math.PI) / 180);
  const flat = ([x = 0, y = 0]: Position): [number, number] => [(x - lon) * kmPerLon, (y - lat) * kmPerDegree];
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < ring.length; i++) {
    nearest = Math.min(nearest, kmToSegment(flat(ring[i - 1] ?? []), flat(ring[i] ?? [])));
  }
  return nearest;
}

/** Distance from the origin to a segment. */
function kmToSegment([ax, ay]: [number, number], [bx, by]: [number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2));
  return Math.hypot(ax + along * dx, ay + along * dy);
}
