import type { Quad } from '@rdfjs/types';

/** The quads of one document, by subject. */
export type Subjects = ReadonlyMap<string, readonly Quad[]>;

/** Groups a document's quads by subject, labels of blank nodes included. */
export function bySubject(quads: readonly Quad[]): Subjects {
  return Map.groupBy(quads, (q) => q.subject.value);
}
