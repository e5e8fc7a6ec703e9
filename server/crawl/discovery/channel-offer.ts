import type { Dereferencer, Document } from '../../fetch/dereference.ts';
import { siteOf } from '../../fetch/site-of.ts';
import type { ChannelOffer } from '../../registry/source.ts';
import type { Examinable } from '../examination/examine.ts';
import type { ReadApart } from '../examination/read-apart.ts';

const solid = 'http://www.w3.org/ns/solid/terms#';
const notify = 'http://www.w3.org/ns/solid/notifications#';
const streamingType = `${notify}StreamingHTTPChannel2023`;

/** What a document's `Link` header offers to tell of its changes by, at its own site; the ready stream before the description. */
export function channelOffer({ finalUrl, links }: Pick<Document, 'finalUrl' | 'links'>): ChannelOffer | undefined {
  const offers = (name: string, kind: ChannelOffer['kind']) =>
    links
      // Relations are compared in lower case (RFC 8288, section 2.1.2).
      .filter(({ rel, target }) => rel === (solid + name).toLowerCase() && isAtSite(target, finalUrl))
      .map(({ target }) => ({ kind, url: target }));
  return [...offers('updatesViaStreamingHttp2023', 'stream'), ...offers('storageDescription', 'description')][0];
}

/**
 * The stream of a topic's changes: the offered one, or the one that the subscription service of its storage answers with;
 * undefined when there is none at the topic's own site.
 */
export async function findStream(
  offer: ChannelOffer,
  topic: string,
  {
    dereferencer,
    readApart,
  }: {
    readonly dereferencer: Pick<Dereferencer, 'dereference' | 'send'>;
    readonly readApart: (document: Examinable) => Promise<ReadApart>;
  },
): Promise<string | undefined> {
  if (offer.kind === 'stream') return offer.url;
  const service = await subscriptionService(offer.url, { dereferencer, readApart });
  if (!service || !isAtSite(service, topic)) return undefined;
  const subscription = { '@context': ['https://www.w3.org/ns/solid/notification/v1'], type: streamingType, topic };
  const met = await dereferencer.send(service, {
    mediaType: 'application/ld+json',
    body: JSON.stringify(subscription),
  });
  const receiveFrom = met.state === 'document' ? receiveFromOf(met.document.body) : undefined;
  return receiveFrom && isAtSite(receiveFrom, topic) ? receiveFrom : undefined;
}

async function subscriptionService(
  url: string,
  {
    dereferencer,
    readApart,
  }: { dereferencer: Pick<Dereferencer, 'dereference'>; readApart: (document: Examinable) => Promise<ReadApart> },
): Promise<string | undefined> {
  const met = await dereferencer.dereference(url);
  if (met.state !== 'document') return undefined;
  const { quads } = await readApart(met.document);
  const offered = quads.filter(({ predicate }) => predicate.value === `${notify}subscription`);
  return offered.find(({ object }) =>
    quads.some(
      (quad) =>
        quad.subject.equals(object) &&
        quad.predicate.value === `${notify}channelType` &&
        quad.object.value === streamingType,
    ),
  )?.object.value;
}

/** The answer is JSON-LD whose terms the protocol's own context fixes. */
function receiveFromOf(body: Uint8Array): string | undefined {
  try {
    const answer: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    const value =
      typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>)['receiveFrom'] : undefined;
    return typeof value === 'string' ? value : undefined;
  } catch {
    // No JSON is no channel.
    return undefined;
  }
}

/** Nobody is made to listen at somebody else's door. */
function isAtSite(url: string, other: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && siteOf(url) === siteOf(other);
}
