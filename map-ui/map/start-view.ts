import type { Bounds } from '../../server/points/manifest.ts';

/** Mainland France with Corsica: what a map shows when it is told nothing. */
export const home: Bounds = [-5.2, 41.3, 9.6, 51.2];
/** Closest zoom that a search or a filter moves to. */
export const fitZoom = 12;
/** Pixels that stay free around what the map moves to. */
export const fitPadding = 56;

/** Milliseconds of a movement: none for readers who ask for stillness. */
export function movementMs(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180;
}
