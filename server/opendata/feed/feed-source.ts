import type { Quad } from '@rdfjs/types';
import { given } from '../../rdf/given.ts';
import { parseCanonical } from '../../rdf/parse-canonical.ts';
import { dct, schema } from '../../rdf/terms.ts';
import type { Change, Changes, LogPart } from '../../registry/changes.ts';
import { feedSource } from '../../registry/feeds.ts';
import { readMergeReason } from '../../registry/merge-reason.ts';
import type { Registration } from '../../registry/registration.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Version, Versions } from '../../registry/versions.ts';
import { type Activity, isSameVisit, toActivities } from './activities.ts';

/** A profile as it was at one time, with what may be done with it. */
export interface ProfileState {
  readonly registration: string;
  readonly url: string;
  /** Since when it was so. */
  readonly at: string;
  readonly license: string;
  readonly credit?: string;
  readonly quads: readonly Quad[];
}

/** What the feed tells of one visit; without `state` where there is none, or one that nobody may hand on. */
export interface FeedEntry extends Activity {
  readonly state?: ProfileState;
}

/** One part of the feed; `isFull` ones never get another entry. */
export interface FeedPage extends LogPart {
  readonly isFull: boolean;
}

/** The profiles that this observatory reads where they are published, and what became of them. */
export interface FeedSource {
  pages(): readonly FeedPage[];
  /** The entries of a page, the oldest first; undefined when there is no such page, or nothing of it is kept. */
  entries(number: number): readonly FeedEntry[] | undefined;
  /** A profile as it is shown now. */
  profile(id: string): Told;
}

/** `gone`: it was told once, and is not shown any more or may no longer be handed on. */
export type Told =
  | { readonly state: 'shown'; readonly profile: ProfileState }
  | { readonly state: 'gone' }
  | { readonly state: 'unknown' };

/** Lines of the change log to a page. */
const pageSize = 100;
/** More lines than one visit writes: a profile is about no more subjects. */
const mostOfVisit = 400;
/** Makes the feed of what was read first-hand; `align` translates foreign vocabularies. */
export function createFeedSource(parts: {
  readonly changes: Pick<Changes, 'read' | 'parts' | 'last'>;
  readonly versions: Versions;
  readonly registry: Pick<Registry, 'find'>;
  readonly isSuppressed: (url: string) => boolean;
  readonly align: (quads: readonly Quad[]) => readonly Quad[];
}): FeedSource {
  const { changes, versions, registry, isSuppressed, align } = parts;

  function stateOf({ id, url, finalUrl }: Registration, version: Version | undefined): ProfileState | undefined {
    if (!version || isSuppressed(url)) return undefined;
    const quads = parseCanonical(versions.content(version));
    const own = align(quads).filter(({ subject }) => subject.value === url || subject.value === finalUrl);
    const said = (predicate: Quad['predicate']) => own.find((q) => q.predicate.equals(predicate))?.object.value;
    const license = said(dct('license'));
    // What states no licence may be read at home, and handed on by nobody.
    if (license === undefined) return undefined;
    return { registration: id, url, at: version.at, license, ...given('credit', said(schema('creditText'))), quads };
  }

  function linesOf(number: number): readonly Change[] | undefined {
    const start = (number - 1) * pageSize;
    const end = number * pageSize;
    const read = (range: Parameters<Changes['read']>[1]) => changes.read({}, range).toReversed();
    const own = read({ above: start, upTo: end, limit: pageSize });
    if (own.length === 0) return undefined;
    const [before] = read({ upTo: start, limit: 1 });
    // A visit is told as a whole, on the page of its first line.
    const begun = own.findIndex((line) => !before || !isSameVisit(before, line));
    if (begun < 0) return [];
    const last = own.at(-1);
    const after = read({ above: end, upTo: end + mostOfVisit, limit: mostOfVisit });
    const others = after.findIndex((line) => !last || !isSameVisit(last, line));
    return [...own.slice(begun), ...after.slice(0, others < 0 ? after.length : others)];
  }

  let known: { readonly last: number; readonly pages: readonly FeedPage[] } | undefined;
  /** A pass over the whole log: made again when it has grown. */
  const pages = () => {
    const { last } = changes;
    if (known?.last === last) return known.pages;
    const found = changes.parts(pageSize).map((part) => ({ ...part, isFull: part.number * pageSize <= last }));
    known = { last, pages: found };
    return found;
  };

  return {
    pages,
    entries(number) {
      if (!pages().some((page) => page.number === number)) return undefined;
      // What is one here is this observatory's word: the profiles stay as they are.
      const lines = linesOf(number)?.filter(({ reason }) => !readMergeReason(reason));
      if (!lines) return undefined;
      return toActivities(lines).flatMap((entry): FeedEntry[] => {
        const registration = registry.find(entry.registration);
        // What another observatory read is told by that one, and by no other: nothing goes round in circles.
        if (!registration || registration.source === feedSource || isSuppressed(entry.url)) return [];
        if (entry.kind === 'Delete') return [entry];
        return [{ ...entry, ...given('state', stateOf(registration, versions.at(registration.id, entry.at))) }];
      });
    },
    profile(id) {
      const registration = registry.find(id);
      if (!registration?.readAt || registration.source === feedSource) return { state: 'unknown' };
      const { shown, changedAt, graphHash } = registration;
      const profile =
        shown && changedAt && graphHash ? stateOf(registration, { at: changedAt, hash: graphHash }) : undefined;
      return profile ? { state: 'shown', profile } : { state: 'gone' };
    },
  };
}
