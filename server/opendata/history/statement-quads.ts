import type { Quad } from '@rdfjs/types';
import { literal, namedNode, obs, prov, quadOf, rdf, xsd } from '../../rdf/terms.ts';
import type { Statement } from './statements.ts';

/** Writes statements with their document and dates (RDF reification and PROV-O), one after the other below the address of their page. */
export function statementQuads(statements: readonly Statement[], page: string): readonly Quad[] {
  return statements.flatMap(({ subject, path, value, isIri, language, document, isSaid, readAt, spans }, index) => {
    const node = namedNode(`${page}#${index + 1}`);
    const dated = (moment: string) => literal(moment, xsd('dateTime'));
    const end = spans.at(-1)?.to;
    return [
      quadOf(node, rdf('type'), rdf('Statement')),
      quadOf(node, rdf('type'), prov('Entity')),
      quadOf(node, rdf('subject'), namedNode(subject)),
      ...path.map((property) => quadOf(node, rdf('predicate'), namedNode(property))),
      quadOf(node, rdf('object'), isIri ? namedNode(value) : language ? literal(value, language) : literal(value)),
      quadOf(node, prov('wasDerivedFrom'), namedNode(document)),
      quadOf(node, prov('generatedAtTime'), dated(spans[0]?.from ?? readAt)),
      quadOf(node, obs('readAt'), dated(readAt)),
      ...(isSaid || end === undefined ? [] : [quadOf(node, prov('invalidatedAtTime'), dated(end))]),
    ];
  });
}
