import type { Summary } from '../directory/entity.ts';
import { summaryWithoutLent } from '../directory/without-lent.ts';

/**
 * A list as a GeoJSON FeatureCollection (RFC 7946), in pieces; what has no position has a null geometry, so that the number
 * of features is the number of items.
 */
export function* writeGeoJson(
  { total, pieces }: { readonly total: number; readonly pieces: Iterable<readonly Summary[]> },
  pageOf: (item: Summary) => string,
): Iterable<string> {
  yield `{"type":"FeatureCollection","total":${total},"features":[`;
  let between = '';
  for (const items of pieces) {
    if (items.length === 0) continue;
    yield between + items.map((item) => JSON.stringify(featureOf(item, pageOf(item)))).join(',');
    between = ',';
  }
  yield ']}';
}

/** One of its features. */
export function featureOf(item: Summary, page: string): object {
  const { position, ...properties } = summaryWithoutLent(item);
  return {
    type: 'Feature',
    id: properties.iri,
    geometry: position ? { type: 'Point', coordinates: [position.lon, position.lat] } : null,
    properties: { ...properties, page },
  };
}
