import { type Mapping, mappingOfFormat } from '../../crosswalk/mapping.ts';
import { findMapping } from './find-mapping.ts';
import type { SetDescription } from './import-set.ts';

/** A set that was imported before, and what was said of it then. */
export interface SetOrder {
  readonly key: string;
  readonly description: SetDescription;
}

/** The mapping of a set that was imported before; throws where it no longer comes with the server. */
export function mappingOfSet({ key, description: { like, ...set } }: SetOrder): Promise<Mapping> {
  return like ? mappingOfFormat(like, { key, ...set }) : findMapping(key);
}
