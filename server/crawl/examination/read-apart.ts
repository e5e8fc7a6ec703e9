import type { Quad } from '@rdfjs/types';
import { parseCanonical } from '../../rdf/parse-canonical.ts';
import type { Finding } from '../../validation/report.ts';
import type { Examinable, Examiner } from './examine.ts';

/** The statements of a document, and what there was to say of reading it. */
export interface ReadApart {
  readonly quads: readonly Quad[];
  readonly notes: readonly Finding[];
}

/** Reads a document that is no profile (a notification, the description of a channel) where a stuck one can be killed. */
export function createReadApart(examiner: Examiner, now: () => Date): (document: Examinable) => Promise<ReadApart> {
  return async (document) => {
    const { nquads, report } = await examiner.examine(document, now());
    return {
      quads: parseCanonical(nquads),
      notes: report.findings.filter(({ rule }) => rule.startsWith('reading/')),
    };
  };
}
