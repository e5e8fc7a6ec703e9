import type { Quad } from '@rdfjs/types';
import { leadsOnFinding, signpostFindings } from '../crawl/discovery/discovery-findings.ts';
import { leads } from '../crawl/discovery/signs.ts';
import { ownWordsFinding } from '../crawl/visit/own-words.ts';
import { tellStanding } from '../crawl/visit/tell-standing.ts';
import { tellOutcome } from '../crawl/visit/visit-words.ts';
import type { Document } from '../fetch/dereference.ts';
import { readGeocoded } from '../geography/read-geocoded.ts';
import type { CheckedProfile } from '../http/contract.ts';
import type { AppDeps, Checked, CheckInput, PictureMet, ProfileRead } from '../http/deps.ts';
import { diffGraphs } from '../rdf/diff-graphs.ts';
import { given } from '../rdf/given.ts';
import { toReport } from '../validation/report.ts';
import { summarize } from '../validation/summarize.ts';
import { noAddress } from './console/read-input.ts';
import type { Observatory } from './observatory.ts';

/** Checks a profile as a visit would, and keeps nothing of it. */
export async function checkProfile(observatory: Observatory, input: CheckInput, now: Date): Promise<Checked> {
  const { reader, dereferencer, directory, publisherRules } = observatory;
  const met =
    'url' in input ? await meet(dereferencer, input.url) : { state: 'met' as const, document: documentOf(input) };
  if (met.state === 'refused') return met;
  const { report: read, quads, document, describes, signs } = await reader.read(met.document, now);
  const leadsOn = 'url' in input && leads(signs) ? [leadsOnFinding(signs)] : [];
  const isSignpost = leadsOn.length > 0 && !describes;
  const speaker = { url: met.document.url, finalUrl: document.finalUrl };
  // What is typed in has no address yet, and speaks for whom it says.
  const isOnWeb = 'url' in input && read.conforms;
  const own = isOnWeb ? ownWordsFinding({ directory, publishers: publisherRules }, speaker, quads) : [];
  const report = toReport([...(isSignpost ? signpostFindings(read) : [...read.findings, ...own]), ...leadsOn]);
  const card = directory.preview({ ...speaker, at: now.toISOString() }, quads, 'fr');
  return {
    ...{ conforms: report.conforms, summary: summarize(report), findings: report.findings, card: card ?? null },
    ...('url' in input ? { kept: tellStanding(quads, speaker, publisherRules) } : {}),
    ...('url' in input ? given('changes', changesOf(observatory, met.document.url, quads)) : {}),
  };
}

/** What an address says otherwise than when it was last listed. */
function changesOf(
  observatory: Observatory,
  url: string,
  quads: readonly Quad[],
): CheckedProfile['changes'] | undefined {
  const admitted = observatory.admit(url);
  const known = admitted.state === 'blocked' ? undefined : observatory.registry.findByUrl(admitted.url.href);
  const before = known && observatory.documentQuads(known.url);
  if (!known?.changedAt || !before) return undefined;
  return { registration: known.id, since: known.changedAt, items: diffGraphs(before, quads) };
}

/** Reads an address for whoever begins a profile from it. */
export async function readProfile({ reader, dereferencer }: Observatory, url: string, now: Date): Promise<ProfileRead> {
  const met = await meet(dereferencer, url);
  if (met.state === 'refused') return met;
  const { quads, document } = await reader.read(met.document, now);
  return { state: 'read', url: document.finalUrl, quads };
}

/** Looks what is at the address of a picture. */
export async function lookAtPicture(
  { dereferencer }: Observatory,
  url: string,
  limitBytes: number,
): Promise<PictureMet> {
  const met = await meet(dereferencer, url, { accept: 'image/*', limitBytes });
  if (met.state === 'refused') return met;
  const { mediaType, body } = met.document;
  return { state: 'met', mediaType, bytes: body.byteLength };
}

/** Asks a geocoder through the same door as any site; what is no answer counts as none. */
export function geocodeBy({ dereferencer }: Observatory, template: string): NonNullable<AppDeps['geocode']> {
  return async (address) => {
    const url = template.replace('{q}', encodeURIComponent(address));
    const met = await meet(dereferencer, url, { accept: 'application/geo+json, application/json;q=0.9' });
    return met.state === 'met' ? readGeocoded(parseOrNothing(met.document.body)) : undefined;
  };
}

function parseOrNothing(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The document at an address, or in words why there is none. */
async function meet(
  dereferencer: Observatory['dereferencer'],
  url: string,
  asked: Parameters<Observatory['dereferencer']['dereference']>[1] = {},
) {
  const met = await dereferencer.dereference(url, asked);
  if (met.state === 'not-modified') throw new Error('not-modified without validators');
  return met.state === 'document'
    ? { state: 'met' as const, document: met.document }
    : { state: 'refused' as const, detail: tellOutcome(met), isByRobots: met.state === 'refused' };
}

function documentOf(input: Extract<CheckInput, { body: Uint8Array }>): Document {
  return {
    url: noAddress,
    finalUrl: noAddress,
    accept: '',
    mediaType: input.mediaType,
    ...(input.charset ? { charset: input.charset } : {}),
    body: input.body,
    validators: {},
    links: [],
    hash: '',
  };
}
