import type { Quad } from '@rdfjs/types';
import type { Directory } from '../../directory/directory.ts';
import type { Entity, EntityType } from '../../directory/entity.ts';
import type { EntityAlone } from '../../directory/entity-alone.ts';
import type { Language } from '../../rdf/text.ts';
import type { Change, Changes } from '../../registry/changes.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Version, Versions } from '../../registry/versions.ts';
import type { Tellable } from './statements.ts';

/** What readers saw of an entity at a moment. */
export type Past =
  | {
      readonly state: 'shown';
      readonly entity: Entity;
      readonly quads: readonly Quad[];
      /** Since when it was so. */
      readonly at: string;
      /** When something else took its place; absent while nothing has. */
      readonly until?: string;
    }
  /** It was read for the first time later, at `first`. */
  | { readonly state: 'not-yet'; readonly first: string }
  /** It had been withdrawn or hidden by then, at `since`. */
  | { readonly state: 'gone'; readonly since: string }
  /** Nothing is known of it, or nothing of its past may be told. */
  | { readonly state: 'unknown' };

/** Entities as they were, from the versions that are kept of every profile. */
export interface PastEntities {
  /** The moments at which its profile became what it then was, the oldest first. */
  moments(type: EntityType, key: string): readonly string[];
  /** What readers saw at a moment (ISO 8601, UTC). */
  read(entity: { readonly type: EntityType; readonly key: string }, moment: string, language: Language): Past;
}

/** Makes the reader of past states. */
export function createPastEntities(parts: {
  readonly directory: Pick<Directory, 'entity'>;
  readonly changes: Pick<Changes, 'latest'>;
  readonly versions: Versions;
  readonly registry: Pick<Registry, 'find'>;
  readonly isSuppressed: (iri: string) => boolean;
  readonly tellable: Tellable;
  readonly entityAlone: EntityAlone;
}): PastEntities {
  const { directory, changes, versions, registry, isSuppressed, tellable, entityAlone } = parts;

  /** Who spoke for an entity, by the last that is known at a moment, else by what is known now. */
  function speakerOf(type: EntityType, key: string, line: Change | undefined) {
    // Who leaves takes what was said of them along.
    if (type === 'person') return undefined;
    const current = directory.entity(type, key, 'fr', () => false);
    const known = line ?? changes.latest(type, key);
    const id = line?.registration ?? current?.provenance.registration ?? known?.registration;
    const iri = current?.iri ?? known?.iri;
    const registration = id === undefined ? undefined : registry.find(id);
    if (!registration || iri === undefined || isSuppressed(iri) || isSuppressed(registration.url)) return undefined;
    return { registration, iri };
  }

  return {
    moments(type, key) {
      const speaker = speakerOf(type, key, undefined);
      return speaker ? versions.all(speaker.registration.id).map(({ at }) => at) : [];
    },
    read({ type, key }, moment, language) {
      const line = changes.latest(type, key, moment);
      const speaker = speakerOf(type, key, line);
      if (!speaker) return { state: 'unknown' };
      if (line?.kind === 'withdrawn' || line?.kind === 'hidden') return { state: 'gone', since: line.at };
      const all = versions.all(speaker.registration.id);
      const index = all.findLastIndex(({ at }) => at <= moment);
      const version: Version | undefined = all[index];
      if (!version) return all[0] ? { state: 'not-yet', first: all[0].at } : { state: 'unknown' };
      const quads = tellable(versions.content(version));
      const { registration, iri } = speaker;
      const { id, url, finalUrl } = registration;
      const document = { registration: id, url, finalUrl: finalUrl ?? url, readAt: version.at };
      const entity = entityAlone(document, quads, { iri, language });
      // The profile was there and did not speak of it.
      if (!entity) return { state: 'unknown' };
      const next = all[index + 1]?.at;
      return {
        state: 'shown',
        entity: { ...entity, type, key },
        quads,
        at: version.at,
        ...(next ? { until: next } : {}),
      };
    },
  };
}
