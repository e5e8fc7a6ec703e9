import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { channelLimits, createChannels } from '../crawl/discovery/channels.ts';
import type { Dereferencer } from '../fetch/dereference.ts';
import { hinted } from '../registry/hint.ts';
import type { Registration } from '../registry/registration.ts';
import type { Registry } from '../registry/registry.ts';
import { inTransaction } from './state/open-database.ts';

/** Listens to sources that tell of their changes, once it was begun. */
export interface Listening {
  /** From now on; `onHint` is called when a source has become due. */
  begin(onHint?: () => void): void;
  /** Listens to a source that was just visited, if it offers a channel. */
  follow(registration: Registration): void;
  /** Sources that are listened to. */
  readonly count: number;
  close(): Promise<void>;
}

/** Makes the listening of one observatory, to `most` sources. */
export function createListening(parts: {
  readonly db: DatabaseSync;
  readonly registry: Registry;
  readonly dereferencer: Dereferencer;
  readonly readApart: Parameters<typeof createChannels>[0]['readApart'];
  readonly now: () => Date;
  readonly isWritable: () => boolean;
  readonly most: number;
}): Listening {
  const { db, registry, dereferencer, readApart, now, isWritable, most } = parts;
  let heard: (() => void) | undefined;
  const channels = createChannels({
    dereferencer,
    readApart,
    find: registry.find,
    hint(id, gapMs) {
      const registration = registry.find(id);
      const after = registration && hinted(registration, now(), gapMs);
      // A hint that the disk refuses is lost, as any hint may be.
      if (after && after !== registration && isWritable()) inTransaction(db, () => registry.save(after));
      heard?.();
    },
    limits: { ...channelLimits, most },
    elapsed: () => performance.now(),
    wait: (ms, signal) => setTimeout(ms, undefined, { signal, ref: false }).catch(() => undefined),
  });

  return {
    begin(onHint = () => undefined) {
      heard = onHint;
      for (const registration of registry.withChannel(most)) channels.follow(registration);
    },
    follow(registration) {
      if (heard) channels.follow(registration);
    },
    get count() {
      return channels.count;
    },
    close: channels.close,
  };
}
