import type { Position } from 'geojson';

interface Island {
  readonly departement: string;
  /** Centre in degrees, half length and half width in kilometres, direction of the length in degrees from east, anticlockwise. */
  readonly oval: readonly [lon: number, lat: number, halfLength: number, halfWidth: number, direction: number];
}

/** Inhabited islands that the drawing of the départements leaves out, without which their places would seem to lie at sea. */
const islands: readonly Island[] = [
  { departement: '85', oval: [-2.345, 46.715, 4.9, 2, -35] }, // Yeu
  { departement: '56', oval: [-3.462, 47.637, 4, 1.5, -25] }, // Groix
  { departement: '56', oval: [-2.963, 47.39, 2.4, 0.8, -20] }, // Houat
  { departement: '56', oval: [-2.877, 47.34, 1.3, 0.6, -10] }, // Hoëdic
  { departement: '29', oval: [-4.852, 48.038, 1.2, 0.4, -20] }, // Sein
  { departement: '29', oval: [-4.956, 48.397, 0.7, 0.4, 30] }, // Molène
  { departement: '17', oval: [-1.174, 46.014, 1.5, 0.6, 60] }, // Aix
  { departement: '83', oval: [6.205, 43.001, 3.7, 1.3, 15] }, // Porquerolles
  { departement: '83', oval: [6.396, 43.007, 2.1, 1.2, 0] }, // Port-Cros
  { departement: '83', oval: [6.463, 43.031, 4, 0.9, 25] }, // Le Levant
];

/** The closed rings of a département's islands that the drawing leaves out, as ovals of twelve vertices in degrees. */
export function islandsOf(departement: string): Position[][] {
  return islands.filter((island) => island.departement === departement).map(({ oval }) => drawOval(oval));
}

function drawOval([lon, lat, halfLength, halfWidth, direction]: Island['oval']): Position[] {
  const turn = (direction * Math.PI) / 180;
  const kmPerDegree = 111.195;
  const kmPerLon = kmPerDegree * Math.cos((lat * Math.PI) / 180);
  const ring = Array.from({ length: 12 }, (_, i): Position => {
    const angle = (i * Math.PI) / 6;
    const [x, y] = [halfLength * Math.cos(angle), halfWidth * Math.sin(angle)];
    return [
      lon + (x * Math.cos(turn) - y * Math.sin(turn)) / kmPerLon,
      lat + (x * Math.sin(turn) + y * Math.cos(turn)) / kmPerDegree,
    ];
  });
  return [...ring, ring[0] ?? []];
}
