/** Where an address is, as a geocoder says. */
export interface Geocoded {
  readonly lat: number;
  readonly lon: number;
  /** The address that it took for the one asked for. */
  readonly label: string;
}

/** Below this a geocoder guesses (scores of the French national one go from 0 to 1). */
const leastScore = 0.5;

/** Reads the best answer of a geocoder that answers in GeoJSON, as the French national one and Photon do; undefined when it is not sure. */
export function readGeocoded(answer: unknown): Geocoded | undefined {
  const feature = fieldOf(answer, 'features', 0);
  const [lon, lat] = [fieldOf(feature, 'geometry', 'coordinates', 0), fieldOf(feature, 'geometry', 'coordinates', 1)];
  const [label, score] = [
    fieldOf(feature, 'properties', 'label') ?? fieldOf(feature, 'properties', 'name'),
    fieldOf(feature, 'properties', 'score'),
  ];
  if (typeof lon !== 'number' || typeof lat !== 'number' || Math.abs(lat) > 90 || Math.abs(lon) > 180) return undefined;
  if (typeof score === 'number' && score < leastScore) return undefined;
  return { lat, lon, label: typeof label === 'string' ? label.slice(0, 200) : '' };
}

function fieldOf(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, name)
        ? (at as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}
