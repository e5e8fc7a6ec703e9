import { DatabaseSync } from 'node:sqlite';
import type { Concepts } from '../../directory/concepts.ts';
import { createDirectory } from '../../directory/create-directory.ts';
import type { PublisherRules } from '../../directory/projection/authority.ts';
import type { GraphChange } from '../../graph/graph.ts';
import type { Aligner } from '../../rdf/align.ts';
import { parseCanonical } from '../../rdf/parse-canonical.ts';
import { type Withholding, withhold } from '../../rdf/withhold.ts';
import { writeNTriples } from '../../rdf/write-ntriples.ts';
import type { PastStates } from '../../registry/past-states.ts';
import { createTypeOfClass } from '../discovery/our-classes.ts';
import { withoutFormerPersons } from '../examination/unlisted-persons.ts';
import { listingGraphs } from '../listing-graphs.ts';
import { withProvenance } from '../visit/graph-changes.ts';
import { projectedDocument } from '../visit/projection.ts';

export interface PastGraphsParts {
  readonly states: Pick<PastStates, 'shownAt'>;
  /** What may not be told today may not be told of then either. */
  readonly suppressions: Withholding & { readonly isActive: boolean };
  /** Whether a person is listed today. */
  readonly isListedPerson: (iri: string) => boolean;
  readonly concepts: Concepts;
  readonly align: Aligner;
  readonly publishers: PublisherRules;
  readonly isRecord: (iri: string) => boolean;
}

/**
 * The whole dataset as it was at a moment (ISO 8601, UTC): the profiles that were shown, where they came from, and what a
 * directory of that day takes from them, by today's rules. Reports of checks are not kept, so none are among them.
 */
export function* pastGraphs(parts: PastGraphsParts, moment: string): Iterable<GraphChange> {
  const { states, suppressions, isListedPerson, concepts, align, publishers, isRecord } = parts;
  const typeOf = createTypeOfClass(align);
  const db = new DatabaseSync(':memory:');
  try {
    const directory = createDirectory(db, { concepts, align, publishers, isRecord, now: () => new Date(moment) });
    for (const { registration, nquads } of states.shownAt(moment)) {
      if (suppressions.covers(registration.url)) continue;
      const told = parseCanonical(suppressions.isActive ? withhold(nquads, suppressions) : nquads);
      const quads = withoutFormerPersons(told, { typeOf, isListed: isListedPerson });
      if (quads.length === 0) continue;
      directory.project(projectedDocument(registration, undefined), quads);
      yield* withProvenance(registration, writeNTriples(quads));
    }
    for (const listing of directory.listings.all()) yield* listingGraphs(listing);
  } finally {
    db.close();
  }
}
