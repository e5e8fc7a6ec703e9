import type { Quad } from '@rdfjs/types';
import type { Dereferenced, Dereferencer } from '../fetch/dereference.ts';
import type { PublisherRules } from '../fetch/publisher.ts';
import { parseCanonical } from '../rdf/parse-canonical.ts';
import { foaf } from '../rdf/terms.ts';
import type { Registry } from '../registry/registry.ts';
import type { Reminders, Unchanged } from '../registry/reminders.ts';

const inboxProperty = 'http://www.w3.org/ns/ldp#inbox';
/** So many at a time: the next ones come with the next call. */
const most = 20;

/** What reminding needs to know and to ask. */
export interface Reminding {
  readonly reminders: Reminders;
  readonly registry: Pick<Registry, 'content'>;
  readonly dereferencer: Pick<Dereferencer, 'send'>;
  readonly publishers: Pick<PublisherRules, 'find'>;
  /** The address of this observatory. */
  readonly origin: string;
  readonly now: () => Date;
}

/**
 * Sends the yearly reminders that are due, as Linked Data Notifications, to the inboxes that profiles name at their own site; each
 * profile's turn is noted before it is asked, so that a stop in between asks nobody twice. Returns how many were sent.
 */
export async function remind(parts: Reminding): Promise<number> {
  const { reminders, registry, dereferencer, publishers, origin, now } = parts;
  let sent = 0;
  for (const unchanged of reminders.due(now(), most)) {
    reminders.note(unchanged.registration, now());
    const quads = parseCanonical(registry.content(unchanged.graphHash) ?? '');
    const inbox = inboxOf(quads, unchanged.url);
    // Anybody can write the address of somebody else's inbox.
    if (!inbox || publishers.find(inbox) !== publishers.find(unchanged.url)) continue;
    const body = JSON.stringify(writeReminder(unchanged, { origin, at: now() }));
    const met = await dereferencer.send(inbox, { mediaType: 'application/ld+json', body });
    if (isTaken(met)) sent++;
  }
  return sent;
}

/** Receivers answer 201, or 202 when they look at it later (section 3.3). */
function isTaken(met: Dereferenced): boolean {
  return met.state === 'document' || (met.state === 'bad-answer' && met.status !== undefined && met.status < 300);
}

/** The inbox of the document, or of what it is about (Linked Data Notifications, section 3.1). */
export function inboxOf(quads: readonly Quad[], url: string): string | undefined {
  const topics = quads
    .filter(({ predicate }) => predicate.equals(foaf('primaryTopic')))
    .map(({ object }) => object.value);
  const found = (iri: string) =>
    quads.find(({ subject, predicate }) => subject.value === iri && predicate.value === inboxProperty)?.object.value;
  return [url, ...topics].map(found).find((inbox) => inbox !== undefined && /^https?:/.test(inbox));
}

/** The notification, as ActivityStreams 2.0: whom it is from, which profile it is about, and what to do. */
export function writeReminder(
  { url, changedAt }: Pick<Unchanged, 'url' | 'changedAt'>,
  { origin, at }: { readonly origin: string; readonly at: Date },
) {
  const since = changedAt.slice(0, 10);
  return {
    '@context': 'https://www.w3.org/ns/activitystreams',
    type: 'Announce',
    actor: { type: 'Service', id: `${origin}/`, name: 'Obsidienne' },
    object: { type: 'Document', id: url },
    summaryMap: {
      fr: `Votre fiche n’a pas changé depuis le ${since}. Horaires, adresse, besoins : tout est-il encore juste ?`,
      en: `Your profile has not changed since ${since}. Opening hours, address, needs: is all of it still right?`,
    },
    url: `${origin}/publier/fiche?depuis=${encodeURIComponent(url)}`,
    published: at.toISOString(),
  };
}
