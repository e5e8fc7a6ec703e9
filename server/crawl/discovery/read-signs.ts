import type { Quad } from '@rdfjs/types';
import { readDatasetDescription } from './dataset-description.ts';
import type { TypeOfClass } from './our-classes.ts';
import { addressesOf, addressOf, type ListKind, type ListSign, noSigns, type Signs } from './signs.ts';
import { publicTypeIndexes, readContainer, readTypeIndex } from './type-index.ts';

/** Where the statements of a document lead; `typeOf` knows our classes and those that are read as ours. */
export function readSigns(quads: readonly Quad[], documentUrl: string, typeOf: TypeOfClass): Signs {
  const lists = (kind: ListKind, iris: readonly string[]): ListSign[] =>
    iris.flatMap((iri) => {
      const url = addressOf(iri, documentUrl);
      return url ? [{ kind, url }] : [];
    });
  const { instances, containers } = readTypeIndex(quads, typeOf);
  const contained = readContainer(quads);
  const description = readDatasetDescription(quads);
  const { addresses, leftOut } = addressesOf([...instances, ...contained, ...description.roots], documentUrl);
  const kind =
    instances.length + containers.length > 0
      ? 'type-index'
      : contained.length > 0
        ? 'container'
        : description.isDescription
          ? 'description'
          : undefined;
  return {
    ...noSigns,
    ...(kind ? { kind } : {}),
    profiles: addresses,
    lists: [
      ...lists('type-index', publicTypeIndexes(quads)),
      ...lists('container', containers),
      ...lists('dump', description.dumps),
    ],
    leftOut,
  };
}
