import type { Dereferencer, Document } from '../../fetch/dereference.ts';
import { acceptRdf } from '../../fetch/dereference.ts';
import { given } from '../../rdf/given.ts';
import type { Registration } from '../../registry/registration.ts';
import type { Signposts } from '../../registry/signposts.ts';
import type { Source } from '../../registry/source.ts';
import type { Report } from '../../validation/report.ts';
import { toReport } from '../../validation/report.ts';
import { channelOffer } from '../discovery/channel-offer.ts';
import { signpostFindings } from '../discovery/discovery-findings.ts';
import type { FollowTrail } from '../discovery/follow-trail.ts';
import { leads, type Signs } from '../discovery/signs.ts';
import type { Outcome } from './outcome.ts';
import type { ProfileReader, ReadProfile } from './read-profile.ts';

/** What a visit found, before anything is decided. */
export interface Met {
  readonly outcome: Outcome;
  readonly profile?: ReadProfile;
  /** What was read, in the order it was asked for; absent when nothing was. */
  readonly sources?: readonly Source[];
  /** Where what was read leads, as far as it is followed; absent when it leads nowhere. */
  readonly signs?: Signs;
  /** Milliseconds that the sites took to answer; absent when none was asked. */
  readonly siteMs?: number;
}

/** Reads what a registration stands for and judges it; what the outside world does is an outcome, never a rejection. */
export type Meet = (registration: Registration) => Promise<Met>;

/** Makes the reading half of a visit: conditional requests first, then bytes, then the canonical graph, then the check. */
export function createMeet(parts: {
  readonly dereferencer: Pick<Dereferencer, 'dereference'>;
  readonly reader: ProfileReader;
  readonly followTrail: FollowTrail;
  readonly signposts: Pick<Signposts, 'find'>;
  /** Bytes of a sitemap or a dump that are read at an address; undefined where nobody vouches for its publisher. */
  readonly listBytes: (url: string) => number | undefined;
  readonly now: () => Date;
}): Meet {
  const { dereferencer, reader, followTrail, signposts, listBytes, now } = parts;

  /** Asks a source whether it is still what it was: its renewed memory when it is, what was met otherwise. */
  async function askAgain(source: Source) {
    const { url, finalUrl, etag, lastModified } = source;
    const met = await dereferencer.dereference(url, {
      finalUrl,
      validators: { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) },
      ...given('limitBytes', listBytes(url)),
    });
    if (met.state === 'not-modified')
      return { unchanged: { ...source, ...met.validators, finalUrl: met.finalUrl } satisfies Source };
    // The same bytes from another address are not the same document: relative names and who speaks change with it.
    if (met.state === 'document' && met.document.hash === source.byteHash && met.document.finalUrl === finalUrl)
      return { unchanged: sourceOf(met.document) };
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
    if (renewed.length > 0) return { outcome: sameAsBefore(registration, now()), sources: renewed };
    const limit = given('limitBytes', listBytes(registration.url));
    const met = first ?? (await dereferencer.dereference(registration.url, limit));
    if (met.state === 'not-modified') throw new Error('not-modified without validators');
    if (met.state !== 'document') return { outcome: met };
    const read = await reader.read(met.document, now());
    const trail = await followTrail(registration, read);
    const isSignpost = !read.describes && leads(trail.signs) && !registration.shown && !read.expiredAt;
    const profile = {
      ...read,
      report: toReport([...trail.findings, ...(isSignpost ? signpostFindings(read.report) : read.report.findings)]),
    };
    const outcome = isSignpost ? leadOn(registration, profile.report, trail.signs) : judge(registration, profile);
    const documents = [...new Set([met.document, profile.document, ...trail.documents])];
    const isGood = outcome.state !== 'invalid' && outcome.state !== 'expired';
    return {
      outcome,
      profile,
      sources: documents.map(sourceOf),
      ...(isGood && leads(trail.signs) ? { signs: trail.signs } : {}),
    };
  };

  function leadOn(registration: Registration, report: Report, signs: Signs): Outcome {
    const known = signposts.find(registration.id);
    const before = [...(known?.profiles ?? []), ...(known?.lists ?? [])].sort().join(' ');
    const after = [...signs.profiles, ...signs.lists.map(({ url }) => url)].sort().join(' ');
    return { state: 'signpost', report, signs, isNew: before !== after };
  }
}

/**
 * Validators are worth sending only while what they stand for is what we show or follow, and with the `Accept` they came
 * with.
 */
function knownSources({ sources, shown, status }: Registration): readonly Source[] {
  const isKept = status === 'signpost' || (shown && (status === 'listed' || status === 'unreachable'));
  return isKept && sources.every(({ accept }) => accept === acceptRdf) ? sources : [];
}

function sourceOf(document: Omit<Document, 'body'>): Source {
  const { url, finalUrl, accept, validators, hash } = document;
  return { url, finalUrl, accept, ...validators, byteHash: hash, ...given('channel', channelOffer(document)) };
}

/** A document may be the same for years and yet say itself until when it holds. */
function sameAsBefore({ expiresAt }: Registration, now: Date): Outcome {
  return expiresAt && expiresAt <= now.toISOString() ? { state: 'expired', at: expiresAt } : { state: 'unchanged' };
}

function judge(registration: Registration, profile: ReadProfile): Outcome {
  if (profile.missing && !profile.describes) return profile.missing;
  if (profile.expiredAt) return { state: 'expired', at: profile.expiredAt };
  if (!profile.report.conforms) return { state: 'invalid', report: profile.report };
  if (registration.shown && profile.graphHash === registration.graphHash) return { state: 'unchanged' };
  const { report, graphHash, nquads, expiresAt } = profile;
  return { state: 'changed', report, graphHash, nquads, ...given('expiresAt', expiresAt) };
}
