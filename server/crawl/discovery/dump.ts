import type { Quad } from '@rdfjs/types';
import { rdf } from '../../rdf/terms.ts';
import type { TypeOfClass } from './our-classes.ts';
import { addressesOf, noSigns, type Signs } from './signs.ts';

/** Gathers, statement by statement, the documents of the things of our classes that a large file describes. */
export interface DumpReader {
  add(quad: Quad): void;
  /** How many things of our classes have an address on the web. */
  readonly count: number;
  signs(): Signs;
}

/** Makes the reader of one dump; `typeOf` knows our classes and those that are read as ours. */
export function createDumpReader(documentUrl: string, typeOf: TypeOfClass): DumpReader {
  const things = new Set<string>();
  return {
    add({ subject, predicate, object }) {
      if (subject.termType === 'NamedNode' && predicate.equals(rdf('type')) && typeOf(object.value))
        things.add(subject.value);
    },
    get count() {
      return things.size;
    },
    signs() {
      const { addresses, leftOut } = addressesOf(things, documentUrl);
      return { ...noSigns, kind: 'dump', profiles: addresses, leftOut };
    },
  };
}
