import { readdir } from 'node:fs/promises';
import type { Mapping } from './mapping.ts';
import { readMapping } from './mapping.ts';

const folder = new URL('mappings/', import.meta.url);

/** Every mapping that comes with the server, by name; throws a MappingError when one is broken. */
export async function listMappings(): Promise<readonly Mapping[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map((name) => readMapping(new URL(name, folder))));
}
