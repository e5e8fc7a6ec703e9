import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listMappings } from '../crosswalk/list-mappings.ts';
import { type Mapping, readMapping } from '../crosswalk/mapping.ts';

/** The mapping that a command names: one that comes with the server, or a file; throws one plain line where there is none. */
export async function findMapping(name: string): Promise<Mapping> {
  if (/\.json$/.test(name)) return readMapping(pathToFileURL(resolve(name)));
  const known = await listMappings();
  const found = known.find(({ key }) => key === name);
  if (!found)
    throw new Error(
      `there is no mapping ${name}; those that come with the server: ${known.map(({ key }) => key).join(', ')}`,
    );
  return found;
}
