import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { tellOutcome } from '../crawl/visit/visit-words.ts';
import { createDereferencer } from '../fetch/dereference.ts';
import { formatOfPath, mediaTypes } from '../rdf/media-types.ts';
import type { Representation } from '../rdf/parse-document.ts';
import { userAgentOf } from './observatory.ts';

/** The address of a document that has none yet (RFC 2606): what its relative addresses resolve against. */
export const noAddress = 'https://fiche.invalid/';

/** Reads what a command names: a file, or a web address through the guarded fetch; throws one plain line when it cannot. */
export async function readInput(target: string): Promise<Representation> {
  return /^https?:\/\//i.test(target) ? readWeb(target) : readLocal(target);
}

async function readLocal(path: string): Promise<Representation> {
  const body = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? `there is no file ${path}` : `${path} cannot be read (${error.code})`);
  });
  const format = formatOfPath(path);
  return { url: pathToFileURL(path).href, mediaType: format ? mediaTypes[format] : '', body };
}

async function readWeb(url: string): Promise<Representation> {
  const dereferencer = createDereferencer({ userAgent: userAgentOf(undefined) });
  try {
    const met = await dereferencer.dereference(url);
    if (met.state === 'not-modified') throw new Error('not-modified without validators');
    if (met.state !== 'document') throw new Error(`${url}: ${tellOutcome(met).en}`);
    const { finalUrl, mediaType, charset, body } = met.document;
    return { url: finalUrl, mediaType, body, ...(charset ? { charset } : {}) };
  } finally {
    await dereferencer.close();
  }
}
