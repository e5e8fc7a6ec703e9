import { tellOutcome } from '../crawl/visit/visit-words.ts';
import { createDereferencer } from '../fetch/dereference.ts';
import { given } from '../rdf/given.ts';
import type { Representation } from '../rdf/parse-document.ts';
import { readConfig } from './config.ts';
import { userAgentOf } from './observatory.ts';

/** Reads a web address through the guarded fetch, more of it than of anybody's profile where `limitBytes` says so; throws one plain line when it cannot. */
export async function readWeb(url: string, limitBytes?: number): Promise<Representation> {
  const { origin, allowedPorts } = readConfig(process.env);
  const dereferencer = createDereferencer({ userAgent: userAgentOf(origin), allowedPorts: [80, 443, ...allowedPorts] });
  try {
    const met = await dereferencer.dereference(url, given('limitBytes', limitBytes));
    if (met.state === 'not-modified') throw new Error('not-modified without validators');
    if (met.state !== 'document') throw new Error(`${url}: ${tellOutcome(met).en}`);
    const { finalUrl, mediaType, charset, body } = met.document;
    return { url: finalUrl, mediaType, body, ...(charset ? { charset } : {}) };
  } finally {
    await dereferencer.close();
  }
}
