import { useEffect, useMemo } from 'preact/hooks';
import type { PointsManifest } from '../../server/points/manifest.ts';
import type { Filtered } from '../../server/points/point-engine.ts';
import outlinesAddress from '../basemap/dist/territories.json?url';
import type { MapView, ShadedTerritories } from '../map/map-view.ts';
import { readJson } from '../places/read-answer.ts';
import { fill, texts } from '../texts/texts.ts';
import { useLatest } from '../tools/use-latest.ts';
import { classBreaks, classOf, type Measure, type Measured, measure, type Outlines } from './territory.ts';
import { writeValue } from './write-value.ts';

/** The départements by what is chosen of the places. */
export interface Territories {
  readonly by: Measure;
  readonly outlines: Outlines;
  /** The greatest first; only those with any. */
  readonly measured: readonly Measured[];
  /** The least value of each class. */
  readonly breaks: readonly number[];
}

interface Question {
  /** Undefined where the map shows places. */
  readonly by: Measure | undefined;
  readonly manifest: PointsManifest;
  readonly filtered: Filtered | undefined;
  readonly handle: MapView | null;
}

/** Counts the places of a selection by département and colours the map by it; the outlines come when they are first wanted. */
export function useTerritories(
  { by, manifest, filtered, handle }: Question,
  onFailure: (error: unknown) => void,
): Territories | undefined {
  const { value: outlines } = useLatest(
    by && 'outlines',
    (signal) => readJson<Outlines>(outlinesAddress, signal),
    onFailure,
  );
  const territories = useMemo(() => {
    if (!by || !outlines || !filtered) return undefined;
    const counts = countsOf(manifest, filtered);
    const measured = outlines.features
      .map(({ properties }) => measure(properties, counts.get(properties.code) ?? 0, by))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.value - a.value);
    return { by, outlines, measured, breaks: classBreaks(measured.map(({ value }) => value)) };
  }, [by, outlines, filtered, manifest]);
  useEffect(() => handle?.showTerritories(territories && shade(territories)), [handle, territories]);
  return territories;
}

function countsOf({ facets }: PointsManifest, filtered: Filtered): ReadonlyMap<string, number> {
  const at = facets.findIndex(({ name }) => name === 'territory');
  const values = facets[at]?.values ?? [];
  return new Map(values.map(({ key }, i) => [key, filtered.facets[at]?.[i] ?? 0]));
}

function shade({ by, outlines, measured, breaks }: Territories): ShadedTerritories {
  const byCode = new Map(measured.map((one) => [one.code, one]));
  return {
    type: 'FeatureCollection',
    features: outlines.features.map(({ geometry, properties: { code, name } }) => {
      const value = byCode.get(code)?.value ?? 0;
      return {
        type: 'Feature',
        geometry,
        properties: {
          code,
          name: fill(texts().territories.named, { name, value: writeValue(value, by) }),
          shade: classOf(value, breaks),
        },
      };
    }),
  };
}
