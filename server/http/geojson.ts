import type { Page, Summary } from '../directory/entity.ts';

/**
 * One page of a list as a GeoJSON FeatureCollection (RFC 7946); what has no position has a null geometry, so that the
 * number of features is the number of items.
 */
export function writeGeoJson(page: Page, pageOf: (item: Summary) => string): object {
  return {
    type: 'FeatureCollection',
    total: page.total,
    features: page.items.map(({ position, ...properties }) => ({
      type: 'Feature',
      id: properties.iri,
      geometry: position ? { type: 'Point', coordinates: [position.lon, position.lat] } : null,
      properties: { ...properties, page: pageOf({ ...properties, ...(position ? { position } : {}) }) },
    })),
  };
}
