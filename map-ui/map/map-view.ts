import type { FeatureCollection, MultiPolygon } from 'geojson';
import type { Bounds } from '../../server/points/manifest.ts';
import type { TileAddress } from '../../server/points/point-engine.ts';
import type { View } from '../address/url-state.ts';
import type { Family } from './relation-families.ts';

export interface Position {
  readonly lon: number;
  readonly lat: number;
}

/** A kind of place as the map draws it. */
export interface DrawnKind {
  readonly key: string;
  readonly label: string;
}

/** Where the map has its places from. */
export interface PlaceLayer {
  /** The kinds in the order of the clusters' `mix`. */
  readonly kinds: readonly DrawnKind[];
  /** A Mapbox Vector Tile with the layer `places`. */
  tile(address: TileAddress, signal: AbortSignal): Promise<Uint8Array>;
  /** What a row is called, for tiles that do not say. */
  nameOf(row: number): Promise<string>;
}

/** A place that is drawn whatever the tiles say. */
export interface DrawnPlace extends Position {
  readonly key: string;
  readonly name: string;
  /** Keys of its kinds. */
  readonly kinds: readonly string[];
}

/** A place at the other end of links of the open place, once for each family of relations. */
export interface LinkedPlace {
  readonly place: DrawnPlace;
  readonly family: Family;
  readonly mutual: boolean;
}

/** A cluster as it is drawn. */
export interface DrawnCluster extends Position {
  readonly cluster: number;
  readonly count: number;
}

/** Places at one spot, spread around it so that each can be chosen. */
export interface Spread {
  readonly centre: Position;
  readonly places: readonly Omit<DrawnPlace, keyof Position>[];
}

/** Départements coloured by their class, from 0 (-1 stays as it is); `name` tells its number too. */
export type ShadedTerritories = FeatureCollection<
  MultiPolygon,
  { readonly code: string; readonly name: string; readonly shade: number }
>;

/** What can be drawn of a place besides what it is. */
export const markKinds = ['practises', 'seeks', 'need', 'offer', 'project', 'event'] as const;
export type MarkKind = (typeof markKinds)[number];

/** Something that is found at a position, drawn as one mark with a number. */
export interface DrawnMark extends Position {
  /** What the map tells of it when it is chosen. */
  readonly key: string;
  readonly kind: MarkKind;
  readonly count: number;
  /** In words, for who points at it. */
  readonly name: string;
  /** Marks of one position are stacked: by how many of its heights this one is moved down. */
  readonly lowered: number;
}

/** Links between two territories as one line, curved already. */
export interface DrawnFlow {
  readonly key: string;
  readonly path: readonly Position[];
  readonly family: Family;
  /** Solid when mutual, dashed when one-sided. */
  readonly mutual: boolean;
  /** In map units. */
  readonly width: number;
  /** In words, for who points at it. */
  readonly name: string;
}

/** What the map tells the page. */
export interface MapEvents {
  /** The view has come to rest. */
  moved(view: View, bounds: Bounds): void;
  /** A place was clicked: a row of the tiles, or the key of one that is drawn by itself. */
  picked(place: { readonly row: number } | { readonly key: string }): void;
  /** A coloured département was clicked. */
  pickedTerritory(code: string): void;
  pickedCluster(cluster: DrawnCluster): void;
  pickedMark(key: string): void;
  pickedFlow(key: string): void;
  /** The operator's base map does not answer: the built-in one is shown. */
  baseMapFailed?(): void;
  /** Some tiles of places could not be had; those drawn before stay. */
  tilesFailed(error: unknown): void;
}

/** What differs where the map is part of somebody else's page. */
export interface MapOptions {
  /** The wheel and one finger scroll the page around, not the map alone. */
  readonly isGuest?: boolean;
}

/** The map as the page drives it, whatever draws it. */
export interface MapView {
  /** Draws these places instead; what is drawn stays until the new ones are there. */
  showPlaces(layer: PlaceLayer): void;
  /** Asks again for the places in view. */
  again(): void;
  /** Draws a place as open, with lines to the places it is linked to; nothing without a place. */
  showSelected(place: DrawnPlace | undefined, linked: readonly LinkedPlace[]): void;
  /** Draws the places of one spot around it; nothing without any. */
  showSpread(spread: Spread | undefined): void;
  /** Draws these territories in place of the places; the places again without any. */
  showTerritories(territories: ShadedTerritories | undefined): void;
  /** Draws these marks in place of the places; the places again without any list. */
  showMarks(marks: readonly DrawnMark[] | undefined): void;
  /** Draws these lines; the places step back as long as there are any. */
  showFlows(flows: readonly DrawnFlow[]): void;
  goTo(view: View): void;
  /** Moves to a position at a zoom, so that it is seen where one went. */
  approach(position: Position, zoom: number): void;
  /** Moves so that the box is in view, no closer than a town. */
  fit(bounds: Bounds): void;
  /** Moves only as far as needed for the position to be seen. */
  reveal(position: Position): void;
  /** What is drawn just now, in the pixels of the screen. */
  picture(): HTMLCanvasElement;
  /** Stops drawing and gives back what it holds. */
  destroy(): void;
}
