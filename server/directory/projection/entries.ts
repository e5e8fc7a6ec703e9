import type { DatabaseSync } from 'node:sqlite';
import type { Quad } from '@rdfjs/types';
import type { Aligner } from '../../rdf/align.ts';
import { wording } from '../../rdf/text.ts';
import { topicsOf } from '../../rdf/topics.ts';
import type { EntityType } from '../entity.ts';
import { ranks } from './authority.ts';
import { type Description, describe, entitiesIn, linksOf } from './describe.ts';
import { bySubject } from './subjects.ts';

/** Something lasting that a document speaks of, and how much it tells of it, links included. */
export interface Entry {
  readonly iri: string;
  readonly type: EntityType;
  readonly name: string;
  readonly facts: number;
}

/** Counts what documents tell. People go when they like; needs, offers and events come and go: they are none of it. */
export interface Entries {
  /** What a projected document tells first-hand. */
  of(registration: string): readonly Entry[];
  /** What a graph would tell, first-hand or not. */
  in(quads: readonly Quad[]): readonly Entry[];
  /** The most facts that a projected document tells of an IRI first-hand, some documents aside. */
  factsOf(iri: string, except: ReadonlySet<string>): number;
}

const passing: ReadonlySet<EntityType> = new Set<EntityType>(['person', 'need', 'offer', 'event']);

/** Opens the counter on the directory's tables. */
export function createEntries(db: DatabaseSync, align: Aligner): Entries {
  const sql = {
    of: db.prepare(`SELECT document, description FROM entity WHERE document = ? AND rank >= ${ranks.site}`),
    about: db.prepare(`SELECT document, description FROM entity WHERE iri = ? AND rank >= ${ranks.site}`),
    links: db.prepare('SELECT count(*) AS n FROM link WHERE document = ? AND stated_by = ?'),
  };

  function entryOfRow(row: Record<string, unknown>): Entry {
    const description = JSON.parse(row['description'] as string) as Description;
    return entryOf(description, sql.links.get(row['document'] as string, description.iri)?.['n'] as number);
  }

  return {
    of: (registration) => sql.of.all(registration).map(entryOfRow).filter(isLasting),
    in(quads) {
      const aligned = align(quads);
      const subjects = bySubject(aligned);
      return entitiesIn(subjects, topicsOf(aligned, []))
        .filter(isLasting)
        .map(({ iri, type }) => entryOf(describe(subjects, iri, type), linksOf(subjects, iri).length));
    },
    factsOf: (iri, except) =>
      Math.max(
        0,
        ...sql.about
          .all(iri)
          .filter((row) => !except.has(row['document'] as string))
          .map((row) => entryOfRow(row).facts),
      ),
  };
}

function isLasting({ type }: { readonly type: EntityType }): boolean {
  return !passing.has(type);
}

/** A fact is a name, a text, a concept, a part of the address …; a value is one in however many languages. */
function entryOf(
  { iri, type, listed: _l, example: _e, remarks: _r, values, ...told }: Description,
  links: number,
): Entry {
  const facts = countLeaves(told) + Object.values(values).flat().length + links;
  return { iri, type, name: wording(told.names, 'fr'), facts };
}

function countLeaves(value: unknown): number {
  if (value === undefined || value === null || value === '') return 0;
  if (typeof value !== 'object') return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + countLeaves(part), 0);
}
