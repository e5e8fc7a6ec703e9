import { rdf } from '../rdf/terms.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { AppDeps } from './deps.ts';

const activityStreams = 'https://www.w3.org/ns/activitystreams#';
const activities = new Set(['Announce', 'Create', 'Update', 'Delete', 'Offer'].map((name) => activityStreams + name));
/** A notification is about one thing; some senders batch a few. */
const maxObjects = 20;

/** What a notification asks us to look at: the addresses it is about, or why it says nothing to us. */
export type Notification =
  | { readonly state: 'about'; readonly iris: readonly string[] }
  | { readonly state: 'unreadable'; readonly detail: Bilingual };

/**
 * Reads a Linked Data Notification for the `as:object` of its activities and for nothing else: it is a hint, never data.
 * It is read where a stuck one can be killed.
 */
export async function readNotification(
  { body, mediaType }: { readonly body: Uint8Array; readonly mediaType: string },
  readApart: AppDeps['readApart'],
): Promise<Notification> {
  const { quads, notes } = await readApart({ finalUrl: 'urn:obsidienne:notification', mediaType, body });
  const broken = notes.find(({ severity }) => severity === 'violation');
  if (broken) return { state: 'unreadable', detail: broken.message };
  const subjects = new Set(
    quads
      .filter(({ predicate, object }) => predicate.equals(rdf('type')) && activities.has(object.value))
      .map(({ subject }) => subject.value),
  );
  const iris = quads
    .filter(({ subject, predicate }) => subjects.has(subject.value) && predicate.value === `${activityStreams}object`)
    .filter(({ object }) => object.termType === 'NamedNode' && /^https?:/i.test(object.value))
    .map(({ object }) => object.value);
  if (iris.length > 0) return { state: 'about', iris: [...new Set(iris)].slice(0, maxObjects) };
  // Terms of a context that we do not carry say nothing to us: that is what its sender has to know.
  const unknown = notes.find(({ rule }) => rule === 'reading/unknown-context');
  if (unknown) return { state: 'unreadable', detail: unknown.message };
  return {
    state: 'unreadable',
    detail: {
      fr: 'Cette notification ne dit pas quelle fiche lire. Envoyez une activité ActivityStreams (Announce, Create, Update, Delete ou Offer) dont « object » est l’adresse http(s) de la fiche.',
      en: 'This notification does not say which profile to read. Send an ActivityStreams activity (Announce, Create, Update, Delete or Offer) whose “object” is the http(s) address of the profile.',
    },
  };
}
