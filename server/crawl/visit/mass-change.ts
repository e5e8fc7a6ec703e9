import type { Quad } from '@rdfjs/types';
import type { Entries, Entry } from '../../directory/projection/entries.ts';
import type { HeldChanges } from '../../registry/held-changes.ts';
import type { Losses } from '../../registry/losses.ts';
import { lossWindowMs } from '../../registry/losses.ts';
import type { Publishers } from '../../registry/publishers.ts';
import type { Registration } from '../../registry/registration.ts';
import type { Met } from './meet.ts';

/** A visit decided and not yet written: its registration before and after. */
export interface Decided {
  readonly current: Registration;
  readonly after: Registration;
  readonly met: Met;
}

/** Looks after publishers: what would take much of one away waits for a human. */
export interface MassChange {
  /** Entries that a visit would remove or empty, unless its publisher or the operator said that they may go. */
  lostTo(visit: Decided): readonly string[];
  /** Whether a visit that loses something waits until all of its publisher that is due was seen. */
  isWatched(url: string): boolean;
  /** Whether these visits of one publisher, with what it lost lately or is held, take away too much to go unseen. */
  verdictOn(publisher: string, visits: readonly Decided[]): 'apply' | 'hold';
  /** Remembers what a visit takes away, before it is written. */
  note(visit: Decided): void;
}

/** A small site may close as it likes; of a large one, a third or twenty at once is more likely an accident. */
const limits = { fewest: 3, most: 20, share: 1 / 3 };
/** An entry with fewer facts cannot be emptied without being removed. */
const fewestFacts = 6;

/** An entry of which a change would tell less than before. */
interface Loss {
  readonly iri: string;
  readonly before: number;
  readonly after: number;
}

/** Makes the guard over the entries of the directory. */
export function createMassChange(parts: {
  readonly entries: Entries;
  readonly heldChanges: HeldChanges;
  readonly losses: Losses;
  readonly publishers: Publishers;
  readonly now: () => Date;
}): MassChange {
  const { entries, heldChanges, losses, publishers, now } = parts;
  /** A visit is weighed several times before it is written. */
  const told = new WeakMap<readonly Quad[], readonly Entry[]>();

  function entriesIn(quads: readonly Quad[]): readonly Entry[] {
    const read = told.get(quads) ?? entries.in(quads);
    told.set(quads, read);
    return read;
  }

  /** The most that was told of each entry of a publisher before it lost some of that within the window. */
  const lately = (publisher: string) => new Map(losses.of(publisher, now()).map(({ entry, facts }) => [entry, facts]));

  function lossesOf({ current, after, met: { outcome, profile } }: Decided): readonly Loss[] {
    if (!current.shown) return [];
    if (!after.shown) return entries.of(current.id).map(({ iri, facts }) => ({ iri, before: facts, after: 0 }));
    return outcome.state === 'changed' && profile ? compare(entries.of(current.id), entriesIn(profile.quads)) : [];
  }

  /** What little by little became a large loss is one. */
  const isLostSince = (noted: ReadonlyMap<string, number>) => (loss: Loss) =>
    isLost({ ...loss, before: Math.max(loss.before, noted.get(loss.iri) ?? 0) });

  /** A robots.txt that turns us away is asked for on purpose, and what the operator accepted is known: neither is held. */
  function isMeant({ after, met }: Decided, lost: readonly string[]): boolean {
    const since = new Date(now().getTime() - lossWindowMs);
    return met.outcome.state === 'refused' || heldChanges.isAccepted(after.id, lost, since);
  }

  function lostTo(visit: Decided): readonly string[] {
    const taken = lossesOf(visit);
    if (taken.length === 0) return [];
    const lost = taken.filter(isLostSince(lately(publishers.of(visit.after.url)))).map(({ iri }) => iri);
    return isMeant(visit, lost) ? [] : lost;
  }

  const shownBy = (publisher: string) =>
    publishers.shown(publisher).flatMap((registration) => entries.of(registration).map(({ iri }) => iri));

  return {
    lostTo,
    isWatched(url) {
      const publisher = publishers.of(url);
      const known = new Set(lately(publisher).keys());
      // A large publisher is known after a few of its documents.
      for (const registration of publishers.shown(publisher)) {
        if (known.size >= limits.fewest) break;
        for (const { iri } of entries.of(registration)) known.add(iri);
      }
      return known.size >= limits.fewest;
    },
    verdictOn(publisher, visits) {
      const noted = lately(publisher);
      const documents = new Set(visits.map(({ after }) => after.id));
      const gone = new Set(heldChanges.entriesOf(publisher, documents));
      for (const [iri, before] of noted) if (isLost({ before, after: entries.factsOf(iri, nothing) })) gone.add(iri);
      const isGone = isLostSince(noted);
      for (const visit of visits) {
        const lost = lostTo(visit);
        for (const loss of lossesOf(visit)) {
          // It may have moved to a document that stays.
          const after = Math.max(loss.after, entries.factsOf(loss.iri, documents));
          if (lost.includes(loss.iri) && isGone({ ...loss, after })) gone.add(loss.iri);
        }
      }
      const all = new Set([...shownBy(publisher), ...gone]);
      return isAlarming(gone.size, all.size) ? 'hold' : 'apply';
    },
    note(visit) {
      const taken = lossesOf(visit);
      if (taken.length === 0) return;
      const { id, url } = visit.after;
      const lost = taken.filter(isLostSince(lately(publishers.of(url)))).map(({ iri }) => iri);
      if (isMeant(visit, lost)) losses.forget(id);
      else
        losses.note(
          id,
          taken.map(({ iri, before }) => ({ entry: iri, facts: before })),
          now(),
        );
    },
  };
}

/** Whether losing so many of so many is more likely an accident than meant. */
export function isAlarming(lost: number, all: number): boolean {
  return lost > limits.most || (lost >= limits.fewest && lost > all * limits.share);
}

const nothing: ReadonlySet<string> = new Set();

/** Removed, or emptied: more than two thirds of what was told of it are gone. */
function isLost({ before, after }: Pick<Loss, 'before' | 'after'>): boolean {
  return after === 0 || (before >= fewestFacts && after * 3 < before);
}

/** What a new graph tells less of; an entry that has another IRI and the same name is the same. */
function compare(before: readonly Entry[], after: readonly Entry[]): Loss[] {
  const nameOf = ({ type, name }: Entry) => `${type} ${name}`;
  const known = new Set(before.map(({ iri }) => iri));
  const byIri = new Map(after.map(({ iri, facts }) => [iri, facts]));
  const renamed = new Map(after.filter(({ iri }) => !known.has(iri)).map((entry) => [nameOf(entry), entry.facts]));
  return before
    .map((entry) => ({
      iri: entry.iri,
      before: entry.facts,
      after: byIri.get(entry.iri) ?? renamed.get(nameOf(entry)) ?? 0,
    }))
    .filter((loss) => loss.after < loss.before);
}
