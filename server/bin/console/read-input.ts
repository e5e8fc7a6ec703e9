import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { formatOfPath, mediaTypes } from '../../rdf/media-types.ts';
import type { Representation } from '../../rdf/parse-document.ts';

/** The address of a document that has none yet (RFC 2606): what its relative addresses resolve against. */
export const noAddress = 'https://fiche.invalid/';

/** Reads what a command names: a file, or a web address through the guarded fetch; throws one plain line when it cannot. */
export async function readInput(target: string): Promise<Representation> {
  if (!/^https?:\/\//i.test(target)) return readLocal(target);
  // What reads the web is heavy, and a file needs none of it.
  const { readWeb } = await import('../read-web.ts');
  return readWeb(target);
}

async function readLocal(path: string): Promise<Representation> {
  const body = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? `there is no file ${path}` : `${path} cannot be read (${error.code})`);
  });
  const format = formatOfPath(path);
  return { url: pathToFileURL(path).href, mediaType: format ? mediaTypes[format] : '', body };
}
