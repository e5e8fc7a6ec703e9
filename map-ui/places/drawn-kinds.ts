import type { PointsManifest } from '../../server/points/manifest.ts';
import type { PlaceLayer } from '../map/map-view.ts';
import { pageLanguage } from '../texts/texts.ts';

/** The kinds as the clusters count them, named. */
export function drawnKinds({ kinds, facets }: PointsManifest): PlaceLayer['kinds'] {
  const values = facets.find(({ name }) => name === 'kind')?.values ?? [];
  return kinds.map((key) => ({ key, label: values.find((value) => value.key === key)?.label[pageLanguage()] ?? key }));
}
