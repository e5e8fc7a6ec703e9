import type { ActiveContext } from './active-context.ts';
import type { Expanded, Expansion } from './expanded.ts';
import type { Json } from './json.ts';
import type { Session } from './session.ts';

/** Where an element stands: what holds there, and the property it is a value of (null at the top). */
export interface Place {
  readonly active: ActiveContext;
  readonly property: string | null;
  /** True for the values of a map by index, id or type: a type's context reaches them. */
  readonly isMapValue?: boolean;
}

/** An object under expansion. */
export interface Frame {
  readonly session: Session;
  readonly active: ActiveContext;
  /** What held before the types of the node brought their own context. */
  readonly typeScope: ActiveContext;
  readonly property: string | null;
  /** True for a value object whose value is JSON to be kept as it is. */
  readonly isJson: boolean;
  readonly result: Expanded;
  /** Expands what stands below. */
  expand(place: Place, element: Json): Expansion;
}
