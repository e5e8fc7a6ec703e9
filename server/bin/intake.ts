import type { DatabaseSync } from 'node:sqlite';
import type { admitUrl } from '../fetch/admit-url.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Feed } from '../registry/feeds.ts';
import { hinted } from '../registry/hint.ts';
import type { Memory } from '../registry/open-registry.ts';
import type { Registration } from '../registry/registration.ts';
import { inTransaction } from './state/open-database.ts';

/** How addresses come in. */
export interface Intake {
  /** Remembers a profile address, due at once; idempotent. */
  register(url: string, source: string): Registration;
  /** Vouches for the publisher of an address: its sitemaps and dumps are followed. Gives its name. */
  declare(url: string): string;
  /** Makes an address due soon because somebody says that it changed, registering it when it is new. */
  hint(url: string, source: string): Registration;
  /** Follows the feed of another observatory, from now on at each round. */
  follow(url: string): Feed;
  /** Follows it no longer; tells whether it was followed. */
  unfollow(url: string): boolean;
  /** Remembers where a registered address leads, if that may be registered; part of the caller's transaction. */
  takeIn(url: string): void;
}

/** Makes the intake over one data folder. */
export function createIntake(parts: {
  readonly db: DatabaseSync;
  readonly memory: Memory;
  readonly admit: (url: string) => ReturnType<typeof admitUrl>;
  readonly refuse: (url: string) => Bilingual | undefined;
  readonly now: () => Date;
}): Intake {
  const { db, memory, admit, refuse, now } = parts;
  const { registry, publishers, discoveries, declarations } = memory;

  function remember(url: string, source: string): Registration {
    const registration = registry.register(url, { source, at: now() });
    publishers.note(registration);
    discoveries.adopt(registration.id);
    return registration;
  }

  return {
    register: (url, source) => inTransaction(db, () => remember(url, source)),
    declare(url) {
      const publisher = publishers.of(url);
      inTransaction(db, () => declarations.add(publisher, now()));
      return publisher;
    },
    hint: (url, source) =>
      inTransaction(db, () => {
        const before = registry.findByUrl(url);
        const isKnown = before && before.status !== 'withdrawn' && before.status !== 'discovered';
        // Most of a flood of hints changes nothing.
        if (isKnown && hinted(before, now()) === before) return before;
        const registration = remember(url, source);
        const after = before ? hinted({ ...registration, nextVisitAt: before.nextVisitAt }, now()) : registration;
        registry.save(after);
        return after;
      }),
    unfollow: (url) => inTransaction(db, () => memory.feeds.remove(url)),
    follow: (url) => inTransaction(db, () => memory.feeds.add(url, now())),
    takeIn(url) {
      const admitted = admit(url);
      if (admitted.state === 'blocked' || refuse(admitted.url.href)) return;
      const known = registry.findByUrl(admitted.url.href);
      if (!known || known.status === 'discovered') remember(admitted.url.href, 'redirect');
    },
  };
}
