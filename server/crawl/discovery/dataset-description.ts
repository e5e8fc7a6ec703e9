import type { Quad } from '@rdfjs/types';
import { formatOfMediaType, formatOfPath } from '../../rdf/media-types.ts';
import { dcat, dct, foaf, namedNode, rdf } from '../../rdf/terms.ts';

const voidTerm = (local: string) => namedNode(`http://rdfs.org/ns/void#${local}`);

/**
 * What a description of data leads to: the resources that a VoID dataset starts from (`void:rootResource`, the topics of
 * its description) and its dumps (`void:dataDump`, DCAT distributions in a format of RDF).
 */
export function readDatasetDescription(quads: readonly Quad[]): {
  readonly isDescription: boolean;
  readonly roots: readonly string[];
  readonly dumps: readonly string[];
} {
  const objects = (predicate: Quad['predicate'], of = quads) =>
    of
      .filter((q) => q.predicate.equals(predicate) && q.object.termType === 'NamedNode')
      .map(({ object }) => object.value);
  const typed = (type: Quad['object']) =>
    new Set(quads.filter((q) => q.predicate.equals(rdf('type')) && q.object.equals(type)).map((q) => q.subject.value));
  const descriptions = typed(voidTerm('DatasetDescription'));
  const datasets = new Set([...typed(voidTerm('Dataset')), ...typed(dcat('Dataset')), ...typed(dcat('Catalog'))]);
  const topics = objects(
    foaf('topic'),
    quads.filter(({ subject }) => descriptions.has(subject.value)),
  ).filter((iri) => !datasets.has(iri));
  return {
    isDescription: descriptions.size + datasets.size > 0,
    roots: [...objects(voidTerm('rootResource')), ...topics],
    dumps: [...objects(voidTerm('dataDump')), ...distributions(quads)],
  };
}

/** The files of DCAT distributions that say, or whose name says, that they are RDF; pages to be read by people are none. */
function distributions(quads: readonly Quad[]): string[] {
  const bySubject = Map.groupBy(quads, ({ subject }) => subject.value);
  return quads
    .filter(({ predicate }) => predicate.equals(dcat('distribution')))
    .flatMap(({ object }) => {
      const own = bySubject.get(object.value) ?? [];
      const values = (...predicates: readonly Quad['predicate'][]) =>
        own.filter((q) => predicates.some((p) => p.equals(q.predicate))).map((q) => q.object.value);
      const downloads = values(dcat('downloadURL'));
      const formats = values(dcat('mediaType'), dct('format'));
      return (downloads.length > 0 ? downloads : values(dcat('accessURL'))).filter((url) =>
        formats.length > 0 ? formats.some(isRdf) : isRdfFile(url),
      );
    });
}

/** A media type, its IRI at IANA, or the EU's file type (`…/file-type/RDF_TURTLE`). */
function isRdf(format: string): boolean {
  const mediaType = /[\w.+-]+\/[\w.+-]+$/.exec(format)?.[0] ?? '';
  return (formatOfMediaType(mediaType) ?? 'html') !== 'html' || /\/(RDF(_\w+)?|JSON_LD|N3)$/.test(format);
}

function isRdfFile(url: string): boolean {
  return (formatOfPath(url.replace(/\.gz$/i, '')) ?? 'html') !== 'html';
}
