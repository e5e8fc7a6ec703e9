import type { Quad, Quad_Object } from '@rdfjs/types';
import { blankNode, literal, namedNode, obs, prov, quadOf, rdf, xsd } from '../../rdf/terms.ts';
import type { Statement } from './statements.ts';
import type { Part } from './told.ts';

/**
 * Writes statements with their document and dates (RDF reification and PROV-O), each under a name of its own. The predicate is
 * the one that has the value: of an address's town, `schema:addressLocality`.
 */
export function statementQuads(
  statements: readonly Statement[],
  nameOf: (statement: Statement, index: number) => string,
): readonly Quad[] {
  return statements.flatMap((statement, index) => {
    const { subject, path, parts, document, isSaid, isFirstHand, readAt, spans } = statement;
    const node = namedNode(nameOf(statement, index));
    const dated = (moment: string) => literal(moment, xsd('dateTime'));
    const end = spans.at(-1)?.to;
    const nameless = blankNode(`value${index + 1}`);
    return [
      quadOf(node, rdf('type'), rdf('Statement')),
      quadOf(node, rdf('type'), prov('Entity')),
      quadOf(node, rdf('subject'), namedNode(subject)),
      quadOf(node, rdf('predicate'), namedNode(path.at(-1) ?? '')),
      quadOf(node, rdf('object'), parts ? nameless : termOf(statement)),
      ...(parts ?? []).map((part) => quadOf(nameless, namedNode(part.path.at(-1) ?? ''), termOf(part))),
      quadOf(node, prov('wasDerivedFrom'), namedNode(document)),
      quadOf(node, obs('firstHand'), literal(String(isFirstHand), xsd('boolean'))),
      quadOf(node, prov('generatedAtTime'), dated(spans[0]?.from ?? readAt)),
      quadOf(node, obs('readAt'), dated(readAt)),
      ...(isSaid || end === undefined ? [] : [quadOf(node, prov('invalidatedAtTime'), dated(end))]),
    ];
  });
}

function termOf({ value, isIri, language, datatype }: Part): Quad_Object {
  if (isIri) return namedNode(value);
  return language ? literal(value, language) : datatype ? literal(value, namedNode(datatype)) : literal(value);
}
