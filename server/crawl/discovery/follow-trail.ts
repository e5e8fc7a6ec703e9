import type { Dereferencer, Document } from '../../fetch/dereference.ts';
import type { Registration } from '../../registry/registration.ts';
import type { Finding } from '../../validation/report.ts';
import type { Examined, Examiner } from '../examination/examine.ts';
import { undeclaredFinding, unreadableFinding } from './discovery-findings.ts';
import { discoveryLimits as limits } from './discovery-limits.ts';
import { followable } from './followable.ts';
import { addressesOf, type ListSign, leads, mergeSigns, noSigns, type Signs } from './signs.ts';

/** What a visit asks the trail of: what the document it read leads to, and whether that document is a profile. */
export type TrailHead = Pick<Examined, 'signs' | 'describes' | 'report'>;

/** Where an address leads in the end, and the documents that were read on the way. */
export interface Trail {
  readonly signs: Signs;
  readonly findings: readonly Finding[];
  readonly documents: readonly TrailDocument[];
}

/** What is remembered of a document on the way: not its body. */
export type TrailDocument = Omit<Document, 'body'>;

/** Follows the signs of a document as part of its visit: the type index of a WebID, its containers, the site's own description. */
export type FollowTrail = (registration: Registration, head: TrailHead) => Promise<Trail>;

interface Step {
  readonly signs: Signs;
  readonly document: TrailDocument;
}

/** Sites whose description is remembered. */
const rememberedSites = 500;

/** Makes the follower of trails; it asks the registration's own publisher only, so many documents and so long. */
export function createFollowTrail(parts: {
  readonly examiner: Examiner;
  readonly dereferencer: Pick<Dereferencer, 'dereference' | 'sitemaps'>;
  readonly publisherOf: (url: string) => string;
  readonly isDeclared: (publisher: string) => boolean;
  /** Whether an address was taken down on request: it is not followed, nor told. */
  readonly isSuppressed: (url: string) => boolean;
  readonly now: () => Date;
  /** Milliseconds that only ever grow. */
  readonly elapsed: () => number;
}): FollowTrail {
  const { examiner, dereferencer, publisherOf, isDeclared, isSuppressed, now, elapsed } = parts;
  const descriptions = new Map<string, { readonly step: Promise<Step | undefined>; readonly until: number }>();

  /** Reads a document that is said to name profiles; undefined when it does not. */
  async function read(url: string): Promise<Step | undefined> {
    const met = await dereferencer.dereference(url);
    if (met.state !== 'document') return undefined;
    const { body, ...document } = met.document;
    const { signs } = await examiner.examine(met.document, now());
    return signs.kind && leads(signs) ? { signs, document } : undefined;
  }

  /** The site's description of its data (RFC 8615, VoID section 7.2), asked for once a day, found or not. */
  function describe(url: string): Promise<Step | undefined> {
    const address = new URL('/.well-known/void', url).href;
    if (publisherOf(address) !== publisherOf(url)) return Promise.resolve(undefined);
    const known = descriptions.get(address);
    if (known && now().getTime() < known.until) return known.step;
    if (descriptions.size >= rememberedSites) descriptions.delete(descriptions.keys().next().value ?? address);
    const step = read(address).catch((error: unknown) => {
      descriptions.delete(address);
      throw error;
    });
    descriptions.set(address, { step, until: now().getTime() + limits.siteKeptMs });
    return step;
  }

  /** Type indexes of the registration's publisher, then the containers that they name. */
  async function readIndexes(lists: readonly ListSign[], own: string): Promise<{ steps: Step[]; asked: string[] }> {
    const isIndex = ({ kind, url }: ListSign) =>
      (kind === 'type-index' || kind === 'container') && publisherOf(url) === own;
    const until = elapsed() + limits.visitMs;
    const steps: Step[] = [];
    const waiting = lists.filter(isIndex);
    const asked: string[] = [];
    while (asked.length < limits.perVisit && elapsed() < until) {
      const next = waiting.shift();
      if (!next) break;
      asked.push(next.url);
      const step = await read(next.url);
      if (!step) continue;
      steps.push(step);
      if (next.kind === 'type-index') waiting.push(...step.signs.lists.filter(isIndex));
    }
    return { steps, asked };
  }

  /** A home page of a declared publisher stands for its site, whose robots.txt may name sitemaps. */
  async function sitemapsOf(url: string): Promise<Signs> {
    const isHome = new URL(url).pathname === '/';
    const sitemaps = isHome && isDeclared(publisherOf(url)) ? await dereferencer.sitemaps(url) : [];
    return {
      ...noSigns,
      lists: addressesOf(sitemaps, url).addresses.map((address) => ({ kind: 'sitemap', url: address })),
    };
  }

  return async (registration, { signs, describes, report }) => {
    const { url, status, shown } = registration;
    const isUnread = report.findings.some((one) => one.severity === 'violation' && one.rule.startsWith('reading/'));
    const isAsked = status !== 'discovered';
    const { steps, asked } = await readIndexes(signs.lists, publisherOf(url));
    const unreadable = asked.filter((list) => !steps.some(({ document }) => document.url === list));
    const isEmpty = !describes && !leads(signs) && !isUnread;
    const description = isAsked && isEmpty && !shown ? await describe(url) : undefined;
    if (description) steps.push(description);
    const sitemaps = isAsked && !isUnread ? await sitemapsOf(url) : noSigns;
    const all = mergeSigns([signs, ...steps.map((step) => step.signs), sitemaps]);
    const left = {
      ...all,
      profiles: all.profiles.filter((profile) => !isSuppressed(profile)),
      lists: all.lists.filter((list) => !asked.includes(list.url) && !isSuppressed(list.url)),
    };
    const { signs: followed, undeclared } = followable(left, { url, publisherOf, isDeclared });
    // What is only a list has nothing else to be mended.
    const severity = report.findings.some(({ rule }) => rule === 'profile/list') ? 'violation' : 'info';
    return {
      signs: followed,
      findings: [
        ...undeclared.map((publisher) => undeclaredFinding(publisher, severity)),
        ...unreadable.map(unreadableFinding),
      ],
      documents: steps.map(({ document }) => document),
    };
  };
}
