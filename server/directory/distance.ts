/** Great-circle distance in kilometres (haversine, mean Earth radius 6371 km). */
export function kilometres(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const rad = Math.PI / 180;
  const a =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(a));
}

/** west, south, east, north in degrees; a box that crosses the antimeridian has its west above its east. */
export type Box = readonly [number, number, number, number];

/** Whether a position lies in a box; false when it is not known (NaN). */
export function isInBox(lon: number, lat: number, [west, south, east, north]: Box): boolean {
  if (!(lat >= south && lat <= north)) return false;
  return west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
}

/** The smallest box that holds a circle. */
export function boxAround({
  lon,
  lat,
  radiusKm,
}: {
  readonly lon: number;
  readonly lat: number;
  readonly radiusKm: number;
}): Box {
  const dLat = radiusKm / 111;
  const dLon = radiusKm / (111 * Math.max(0.01, Math.cos((lat * Math.PI) / 180)));
  if (dLon >= 180 || Math.abs(lat) + dLat >= 90) return [-180, lat - dLat, 180, lat + dLat];
  const turned = (degrees: number) => ((((degrees + 180) % 360) + 360) % 360) - 180;
  return [turned(lon - dLon), lat - dLat, turned(lon + dLon), lat + dLat];
}
