import type { Bilingual } from '../rdf/text.ts';

/** West, south, east, north in degrees; a box over the antimeridian has its west east of its east. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** One value of a facet; columns and counts speak of it by its place in the facet's list. */
export interface FacetValue {
  readonly key: string;
  readonly iri: string;
  readonly label: Bilingual;
}

export interface FacetDictionary {
  /** As a parameter of `/api/places`. */
  readonly name: string;
  /** The most frequent first, whatever is chosen: what moved could not be clicked. */
  readonly values: readonly FacetValue[];
  /** More values can be chosen than are listed (communes): only the server knows which places have them. */
  readonly isPartial: boolean;
}

/** `GET /api/points`: what a map must know before it draws one version of the places. */
export interface PointsManifest {
  /** Hash of everything that this version says; it stands in the addresses of its parts, which never change. */
  readonly version: string;
  /** The day (UTC) for which needs, freshness and opening hours were read. */
  readonly day: string;
  /** How many places there are, and how many of them say where. */
  readonly count: number;
  readonly located: number;
  /** The box around all positions; null without any. */
  readonly bounds: Bounds | null;
  /** Whether the places can be had as one file of columns; where there are too many they come as tiles only. */
  readonly hasColumns: boolean;
  readonly facets: readonly FacetDictionary[];
  /** The kinds that places are drawn by, in the order of the clusters' `mix`; the last one is for places that state none. */
  readonly kinds: readonly string[];
  /** Credits that must be shown with the places. */
  readonly attributions: readonly string[];
}
