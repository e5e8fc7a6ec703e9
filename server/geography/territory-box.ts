import type { Commune } from './communes.ts';
import { communes } from './communes.ts';
import { once } from './dataset.ts';

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

/** Communes of each postal code and département that have a known centre. */
const neighbours = once(() => {
  const placed = communes().filter(({ position }) => position);
  return {
    byPostalCode: Map.groupBy(
      placed.flatMap((commune) => commune.postalCodes.map((code) => ({ code, commune }))),
      ({ code }) => code,
    ),
    byDepartement: Map.groupBy(placed, ({ departement }) => departement),
    byRegion: Map.groupBy(placed, ({ region }) => region),
  };
});

const byCode = once(() => new Map(communes().map((commune) => [commune.code, commune])));

/** A commune's centre in degrees: its own, or, where none is known, the middle of those it shares a postal code with. */
export function centreOf(commune: Commune): { readonly lon: number; readonly lat: number } | undefined {
  if (commune.position) return commune.position;
  const near = commune.postalCodes.flatMap((code) => neighbours().byPostalCode.get(code) ?? []);
  if (near.length === 0) return undefined;
  const mean = (pick: 'lon' | 'lat') =>
    near.reduce((sum, { commune: { position } }) => sum + (position?.[pick] ?? 0), 0) / near.length;
  return { lon: mean('lon'), lat: mean('lat') };
}

/** A box of some kilometres around a commune's centre, wider for larger towns. */
export function communeBox(commune: Commune): Box | undefined {
  const centre = centreOf(commune);
  if (!centre) return undefined;
  const km = commune.population > 100_000 ? 10 : commune.population > 10_000 ? 6 : 4;
  const dLat = km / 111;
  const dLon = dLat / Math.max(0.2, Math.cos((centre.lat * Math.PI) / 180));
  return [centre.lon - dLon, centre.lat - dLat, centre.lon + dLon, centre.lat + dLat];
}

/** The box around the known centres of the communes of a département ("35") or a région ("R53"). */
export function divisionBox(code: string): Box | undefined {
  const { byDepartement, byRegion } = neighbours();
  const within = (code.startsWith('R') ? byRegion.get(code.slice(1)) : byDepartement.get(code)) ?? [];
  if (within.length === 0) return undefined;
  const lons = within.map(({ position }) => position?.lon ?? 0);
  const lats = within.map(({ position }) => position?.lat ?? 0);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** Where to draw a région, a département or a commune that is one point of a map, in degrees. */
export function territoryCentre(code: string): { readonly lon: number; readonly lat: number } | undefined {
  const box = divisionBox(code);
  if (box) return { lon: round((box[0] + box[2]) / 2), lat: round((box[1] + box[3]) / 2) };
  const commune = byCode().get(code);
  return commune && centreOf(commune);
}

function round(degrees: number): number {
  return Number(degrees.toFixed(4));
}
