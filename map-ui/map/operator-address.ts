import type { BaseMap } from './base-map.ts';

/** A base map that sends nothing for so long, in milliseconds, is taken to be silent. */
export const patienceMs = 8000;

/** The whole address of an operator's base map, with the holes of a template as they were written. */
export function templateOf({ url }: BaseMap): string {
  return new URL(url, location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}');
}
