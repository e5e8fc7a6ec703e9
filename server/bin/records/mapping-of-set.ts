import { type Mapping, mappingOfFormat, mappingOfWritten } from '../../crosswalk/mapping.ts';
import { given } from '../../rdf/given.ts';
import { findMapping } from './find-mapping.ts';
import type { SetDescription } from './import-set.ts';

/** A set that was imported before, and what was said of it then. */
export interface SetOrder {
  readonly key: string;
  readonly description: SetDescription;
}

/** The mapping of a set that was imported before; throws where it no longer comes with the server. */
export async function mappingOfSet({ key, description: { like, written, ...set } }: SetOrder): Promise<Mapping> {
  if (written) return mappingOfWritten(written, { key, ...set });
  return like ? mappingOfFormat(like, { key, ...set }) : findMapping(key, '', given('inside', set.inside));
}
