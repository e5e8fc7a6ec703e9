import type { Feature, FeatureCollection } from 'geojson';
import { shownKind } from '../places/kind-glyphs.ts';
import type { DrawnFlow, DrawnMark, DrawnPlace, LinkedPlace, Position, Spread } from './map-view.ts';
import { spreadOut } from './spread-out.ts';

/** Where positions are on the screen, and back. */
export interface Projection {
  project(at: [lon: number, lat: number]): { readonly x: number; readonly y: number };
  unproject(at: [x: number, y: number]): { readonly lng: number; readonly lat: number };
}

export function collect(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}

/** The open place and, once each, those it is linked to. */
export function selectionFeatures(open: DrawnPlace | undefined, linked: readonly LinkedPlace[]): Feature[] {
  if (!open) return [];
  const others = new Map(linked.map(({ place }) => [place.key, place]));
  return [...[...others.values()].map((place) => toFeature(place, false)), toFeature(open, true)];
}

/** A line for each family that links two places, side by side. */
export function toLines(from: DrawnPlace, linked: readonly LinkedPlace[]): Feature[] {
  const byPlace = Map.groupBy(linked, ({ place }) => place.key);
  return [...byPlace.values()].flatMap((links) =>
    links.map(({ place, family, mutual }, i) =>
      toLine(from, place, { family, mutual, beside: i - (links.length - 1) / 2 }),
    ),
  );
}

/** Places of one spot around it, each with a leg that leads back. */
export function spreadFeatures({ centre, places }: Spread, map: Projection): Feature[] {
  const { x, y } = map.project([centre.lon, centre.lat]);
  return spreadOut(places.length).flatMap((offset, i) => {
    const place = places[i];
    if (!place) return [];
    const { lng, lat } = map.unproject([x + offset.x, y + offset.y]);
    const at = { ...place, lon: lng, lat };
    return [toLine(centre, at, {}), toFeature(at, false)];
  });
}

/** What is found at positions, one mark each. */
export function markFeatures(marks: readonly DrawnMark[]): Feature[] {
  return marks.map(({ key, kind, count, name, lowered, lon, lat }) => ({
    type: 'Feature',
    properties: { mark: key, kind, count, name, lowered },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  }));
}

/** The lines between territories. */
export function flowFeatures(flows: readonly DrawnFlow[]): Feature[] {
  return flows.map(({ key, path, family, mutual, width, name }) => ({
    type: 'Feature',
    properties: { flow: key, family, mutual, width, name },
    geometry: { type: 'LineString', coordinates: path.map(({ lon, lat }) => [lon, lat]) },
  }));
}

function toFeature(place: DrawnPlace, open: boolean): Feature {
  return {
    type: 'Feature',
    properties: { key: place.key, name: place.name, kind: shownKind(place.kinds), open },
    geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
  };
}

function toLine(
  from: Position,
  to: Position,
  properties: Readonly<Record<string, string | number | boolean>>,
): Feature {
  return {
    type: 'Feature',
    properties: { ...properties },
    geometry: {
      type: 'LineString',
      coordinates: [
        [from.lon, from.lat],
        [to.lon, to.lat],
      ],
    },
  };
}
