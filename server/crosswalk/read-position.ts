import proj4 from 'proj4';

/** A position in degrees (WGS 84), and the guess it took, when it took one. */
export interface Read {
  readonly lon: number;
  readonly lat: number;
  readonly guess?: 'axes-swapped' | 'lambert-93' | 'lambert-2' | 'web-mercator';
}

/** French grids, as the EPSG registry has them. */
const grids = {
  'lambert-93':
    '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m',
  'lambert-2':
    '+proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=0 +k_0=0.99987742 +x_0=600000 +y_0=2200000 +a=6378249.2 +b=6356515 +towgs84=-168,-60,320,0,0,0,0 +pm=paris +units=m',
  'web-mercator': 'EPSG:3857',
} as const;

/** Mainland France with Corsica, and the overseas départements and collectivities, in degrees: west, south, east, north. */
const boxes = [
  [-5.4, 41.2, 9.8, 51.3],
  [-63.3, 14.2, -60.7, 18.3],
  [-54.7, 2, -51.5, 6],
  [55.1, -21.5, 55.9, -20.7],
  [44.9, -13.1, 45.4, -12.5],
  [-56.6, 46.6, -56, 47.3],
  [163, -23, 168.5, -19.3],
  [-155, -28, -134, -7],
  [-178.3, -14.5, -176, -13],
] as const;

/**
 * Reads a pair of numbers as longitude and latitude: in degrees, in degrees the other way round where only that lies in
 * France, or in metres of one of the grids that French records use. `fits` says whether a position is where it is
 * expected, which decides between grids. Undefined for what is nowhere.
 */
export function readPosition(
  x: number,
  y: number,
  fits: ((position: { readonly lon: number; readonly lat: number }) => boolean) | undefined,
): Read | undefined {
  if (x === 0 && y === 0) return undefined;
  if (Math.abs(x) <= 180 && Math.abs(y) <= 180) {
    const isSwapped = Math.abs(y) > 90 || (fits && !inFrance(x, y) && inFrance(y, x) && fits({ lon: y, lat: x }));
    if (isSwapped) return Math.abs(x) <= 90 ? { lon: y, lat: x, guess: 'axes-swapped' } : undefined;
    return { lon: x, lat: y };
  }
  const found = Object.entries(grids).flatMap(([guess, grid]) => {
    const [lon = Number.NaN, lat = Number.NaN] = proj4(grid, 'WGS84', [x, y]);
    return inFrance(lon, lat) ? { lon: round(lon), lat: round(lat), guess: guess as NonNullable<Read['guess']> } : [];
  });
  return (fits && found.find(fits)) ?? found[0];
}

function inFrance(lon: number, lat: number): boolean {
  return boxes.some(([west, south, east, north]) => lon >= west && lon <= east && lat >= south && lat <= north);
}

/** Seven decimals are a centimetre. */
function round(degrees: number): number {
  return Number(degrees.toFixed(7));
}
