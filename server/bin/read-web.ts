import { tellOutcome } from '../crawl/visit/visit-words.ts';
import { createDereferencer, type Dereferenced, type Dereferencer } from '../fetch/dereference.ts';
import type { Representation } from '../rdf/parse-document.ts';
import { readConfig } from './config.ts';
import { userAgentOf } from './observatory.ts';
import { readPages } from './records/read-pages.ts';

/** Reads a web address through the guarded fetch; throws one plain line when it cannot. */
export async function readWeb(url: string): Promise<Representation> {
  return withDereferencer(async ({ dereference }) => {
    const met = await dereference(url);
    if (met.state !== 'document') throw notRead(url, met);
    const { finalUrl, mediaType, charset, body } = met.document;
    return { url: finalUrl, mediaType, body, ...(charset ? { charset } : {}) };
  });
}

/** Reads the pages of a list, all together not larger than `limitBytes`, through the guarded fetch; throws one plain line when one cannot be read. */
export async function readWebPages(url: string, limitBytes: number): Promise<readonly Uint8Array[]> {
  return withDereferencer(async ({ dereference }) => {
    const pages = await readPages(url, (page, limit) => dereference(page, { limitBytes: limit }), limitBytes);
    if (pages.state !== 'read') throw notRead(url, pages);
    return pages.bodies;
  });
}

function notRead(url: string, met: Exclude<Dereferenced, { state: 'document' }>): Error {
  if (met.state === 'not-modified') return new Error('not-modified without validators');
  return new Error(`${url}: ${tellOutcome(met).en}`);
}

async function withDereferencer<T>(work: (dereferencer: Dereferencer) => Promise<T>): Promise<T> {
  const { origin, allowedPorts } = readConfig(process.env);
  const dereferencer = createDereferencer({ userAgent: userAgentOf(origin), allowedPorts: [80, 443, ...allowedPorts] });
  try {
    return await work(dereferencer);
  } finally {
    await dereferencer.close();
  }
}
