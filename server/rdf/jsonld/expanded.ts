import type { Direction } from './active-context.ts';
import type { Json } from './json.ts';

/** A node, value, list or set once its context has been applied (JSON-LD 1.1, section 9), its keywords as fields. */
export interface Expanded {
  /** null: an identifier that means nothing. */
  id?: string | null;
  types?: readonly string[];
  value?: Json;
  language?: string;
  direction?: Direction;
  index?: string;
  list?: readonly Expanded[];
  set?: readonly Expanded[];
  graph?: readonly Expanded[];
  included?: readonly Expanded[];
  reverse?: Map<string, readonly Expanded[]>;
  properties?: Map<string, readonly Expanded[]>;
}

export type Expansion = Expanded | readonly Expanded[] | null;

export function listOf(expansion: Expansion): readonly Expanded[] {
  if (expansion === null) return [];
  return isSeveral(expansion) ? expansion : [expansion];
}

export function isSeveral(expansion: Expansion): expansion is readonly Expanded[] {
  return Array.isArray(expansion);
}

export function isNode(expanded: Expanded): boolean {
  return expanded.value === undefined && expanded.list === undefined && expanded.set === undefined;
}

export function addTo(map: Map<string, readonly Expanded[]>, key: string, items: readonly Expanded[]): void {
  const known = map.get(key);
  map.set(key, known ? [...known, ...items] : items);
}
