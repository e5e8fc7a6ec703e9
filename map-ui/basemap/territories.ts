import type { Feature, MultiPolygon, Position } from 'geojson';
import { communes } from '../../server/geography/communes.ts';
import { departementOutlines } from '../../server/geography/departement-outlines.ts';
import { departementName } from '../../server/geography/departements.ts';
import type { Outlines, TerritoryFacts } from '../territories/territory.ts';
import { frenchLandOverseas } from './layers.ts';

/** Where the overseas départements lie: west, south, east, north. */
const overseas: Readonly<Record<string, readonly [number, number, number, number]>> = {
  '971': [-61.9, 15.7, -60.9, 16.6],
  '972': [-61.3, 14.3, -60.7, 14.95],
  '973': [-54.7, 2, -51.5, 6],
  '974': [55.1, -21.5, 55.9, -20.8],
  '976': [44.9, -13.1, 45.4, -12.6],
};

/** The départements with their outlines (to some hundred metres) and how many people live in them, to be coloured by a count. */
export function territories(): Outlines {
  const populations = new Map<string, number>();
  for (const { departement, population } of communes())
    populations.set(departement, (populations.get(departement) ?? 0) + population);
  const facts = (code: string, name: string): TerritoryFacts => ({
    code,
    name,
    population: populations.get(code) ?? 0,
  });
  const mainland = departementOutlines().features.map(
    ({ geometry, properties: { code, name } }): Feature<MultiPolygon, TerritoryFacts> => ({
      type: 'Feature',
      properties: facts(code, name),
      geometry: { type: 'MultiPolygon', coordinates: roundAll(geometry.coordinates) },
    }),
  );
  const land = frenchLandOverseas();
  const islands = Object.entries(overseas).flatMap(
    ([code, [west, south, east, north]]): Feature<MultiPolygon, TerritoryFacts>[] => {
      const name = departementName(code);
      const own = land.filter(([outer]) => {
        const [lon = 0, lat = 0] = outer?.[0] ?? [];
        return lon > west && lon < east && lat > south && lat < north;
      });
      if (name === undefined || own.length === 0) return [];
      return [
        {
          type: 'Feature',
          properties: facts(code, name),
          geometry: { type: 'MultiPolygon', coordinates: roundAll(own) },
        },
      ];
    },
  );
  return { type: 'FeatureCollection', features: [...mainland, ...islands] };
}

function roundAll(polygons: readonly (readonly (readonly Position[])[])[]): Position[][][] {
  return polygons.map((rings) =>
    rings.map((ring) => ring.map((position) => position.map((degrees) => Math.round(degrees * 1000) / 1000))),
  );
}
