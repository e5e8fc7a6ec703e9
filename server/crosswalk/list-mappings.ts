import { readdir } from 'node:fs/promises';
import type { Mapping } from './mapping.ts';
import { readMapping } from './mapping.ts';

const folder = new URL('mappings/', import.meta.url);

/** Every mapping that comes with the server, by name; throws a MappingError when one is broken. */
export async function listMappings(): Promise<readonly Mapping[]> {
  return Promise.all((await namesIn(folder)).map((name) => readMapping(new URL(`${name}.json`, folder))));
}

/** The formats that sets can be written in and that need no mapping of their own, by name. */
export function listFormats(): Promise<readonly string[]> {
  return namesIn(new URL('formats/', import.meta.url));
}

async function namesIn(where: URL): Promise<readonly string[]> {
  const files = await readdir(where);
  return files.flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? []).sort();
}
