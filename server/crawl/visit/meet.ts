import type { Dereferencer, Document } from '../../fetch/dereference.ts';
import { acceptRdf } from '../../fetch/dereference.ts';
import type { Registration } from '../../registry/registration.ts';
import type { Source } from '../../registry/source.ts';
import type { Outcome } from './outcome.ts';
import type { ProfileReader, ReadProfile } from './read-profile.ts';

/** What a visit found, before anything is decided. */
export interface Met {
  readonly outcome: Outcome;
  readonly profile?: ReadProfile;
  /** What was read, in the order it was asked for; absent when nothing was. */
  readonly sources?: readonly Source[];
  /** Milliseconds that the sites took to answer; absent when none was asked. */
  readonly siteMs?: number;
}

/** Reads what a registration stands for and judges it; what the outside world does is an outcome, never a rejection. */
export type Meet = (registration: Registration) => Promise<Met>;

/** Makes the reading half of a visit: conditional requests first, then bytes, then the canonical graph, then the check. */
export function createMeet(parts: {
  readonly dereferencer: Pick<Dereferencer, 'dereference'>;
  readonly reader: ProfileReader;
  readonly now: () => Date;
}): Meet {
  const { dereferencer, reader, now } = parts;

  /** Asks a source whether it is still what it was: its renewed memory when it is, what was met otherwise. */
  async function askAgain(source: Source) {
    const { url, finalUrl, etag, lastModified } = source;
    const met = await dereferencer.dereference(url, {
      finalUrl,
      validators: { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) },
    });
    if (met.state === 'not-modified')
      return { unchanged: { ...source, ...met.validators, finalUrl: met.finalUrl } satisfies Source };
    if (met.state === 'document' && met.document.hash === source.byteHash) return { unchanged: sourceOf(met.document) };
    return { met };
  }

  return async (registration) => {
    const renewed: Source[] = [];
    let first: Awaited<ReturnType<Dereferencer['dereference']>> | undefined;
    for (const [index, source] of knownSources(registration).entries()) {
      const { unchanged, met } = await askAgain(source);
      if (unchanged) renewed.push(unchanged);
      else {
        // When the data behind a page changed, the page itself is read again with it.
        if (index === 0) first = met;
        renewed.length = 0;
        break;
      }
    }
    if (renewed.length > 0) return { outcome: { state: 'unchanged' }, sources: renewed };
    const met = first ?? (await dereferencer.dereference(registration.url));
    if (met.state === 'not-modified') throw new Error('not-modified without validators');
    if (met.state !== 'document') return { outcome: met };
    const profile = await reader.read(met.document, now());
    const documents = profile.document === met.document ? [met.document] : [met.document, profile.document];
    return { outcome: judge(registration, profile), profile, sources: documents.map(sourceOf) };
  };
}

/** Validators are worth sending only while the graph they stand for is the one we show, and with the `Accept` they came with. */
function knownSources({ sources, graphHash, status }: Registration): readonly Source[] {
  const isShown = graphHash && (status === 'listed' || status === 'unreachable');
  return isShown && sources.every(({ accept }) => accept === acceptRdf) ? sources : [];
}

function sourceOf({ url, finalUrl, accept, validators, hash }: Document): Source {
  return { url, finalUrl, accept, ...validators, byteHash: hash };
}

function judge(registration: Registration, profile: ReadProfile): Outcome {
  if (profile.expiredAt) return { state: 'expired', at: profile.expiredAt };
  if (!profile.report.conforms) return { state: 'invalid', report: profile.report };
  if (registration.shown && profile.graphHash === registration.graphHash) return { state: 'unchanged' };
  return { state: 'changed', report: profile.report, graphHash: profile.graphHash, nquads: profile.nquads };
}
