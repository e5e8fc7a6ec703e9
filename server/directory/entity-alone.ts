import { DatabaseSync } from 'node:sqlite';
import type { Quad } from '@rdfjs/types';
import type { Aligner } from '../rdf/align.ts';
import type { Language } from '../rdf/text.ts';
import type { Concepts } from './concepts.ts';
import { createDirectory } from './create-directory.ts';
import type { Entity } from './entity.ts';
import type { PublisherRules } from './projection/authority.ts';
import type { ProjectedDocument } from './projection/projector.ts';

/** Reads an entity as a directory would show it that had read one document and nothing else: that of an IRI, else the one that leads. */
export type EntityAlone = (
  document: Omit<ProjectedDocument, 'warnings' | 'changedAt'>,
  quads: readonly Quad[],
  wanted: { readonly iri?: string; readonly language: Language },
) => Entity | undefined;

/** Prepares the reading of entities from single documents. */
export function createEntityAlone(parts: {
  readonly concepts: Concepts;
  readonly align: Aligner;
  readonly publishers: PublisherRules;
}): EntityAlone {
  return (document, quads, { iri, language }) => {
    const db = new DatabaseSync(':memory:');
    try {
      const { readAt } = document;
      const alone = createDirectory(db, { ...parts, now: () => new Date(readAt) });
      alone.project({ ...document, changedAt: readAt, warnings: [] }, quads);
      const found = iri === undefined ? alone.entitiesOf(document.registration)[0] : alone.locate(iri);
      return found && alone.entity(found.type, found.key, language);
    } finally {
      db.close();
    }
  };
}
