import { createTypeOfClass } from '../../crawl/discovery/our-classes.ts';
import { withoutFormerPersons } from '../../crawl/examination/unlisted-persons.ts';
import type { Directory } from '../../directory/directory.ts';
import type { Tellable } from '../../opendata/history/statements.ts';
import type { Aligner } from '../../rdf/align.ts';
import { parseCanonical } from '../../rdf/parse-canonical.ts';
import { withhold } from '../../rdf/withhold.ts';
import type { Suppressions } from '../../registry/suppressions.ts';

/** Makes the reader of kept versions that brings back neither what was suppressed nor persons who are no longer listed. */
export function createTellable({
  suppressions,
  directory,
  align,
}: {
  readonly suppressions: Suppressions;
  readonly directory: Pick<Directory, 'locate'>;
  readonly align: Aligner;
}): Tellable {
  const typeOf = createTypeOfClass(align);
  const isListed = (iri: string) => directory.locate(iri)?.type === 'person';
  return (nquads) =>
    withoutFormerPersons(parseCanonical(suppressions.isActive ? withhold(nquads, suppressions) : nquads), {
      typeOf,
      isListed,
    });
}
