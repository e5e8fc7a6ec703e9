import { literal, namedNode, owl, prov, quadOf, rdf, rdfs, schema, xsd } from '../rdf/terms.ts';
import { writeNTriples } from '../rdf/write-ntriples.ts';
import { byRule, type Decision } from './decisions.ts';

/** The graph that says what this observatory takes to be one; no profile says it, so it is reached by GRAPH only. */
export const identityGraph = 'urn:obsidienne:identity';

/**
 * Writes what was merged: each link both ways round, and as a statement with who decided it, when, how likely it was and why. A
 * link leaves this graph when it is taken back; profiles are never touched.
 */
export function writeIdentityGraph(merged: readonly Decision[]): string | null {
  const quads = merged.flatMap(({ id, a, b, by, at, score, reasons }) => {
    const [first, second, statement] = [namedNode(a), namedNode(b), namedNode(`${identityGraph}:${id}`)];
    const agent = namedNode(`${identityGraph}:${by === byRule ? 'rule' : 'operator'}`);
    return [
      quadOf(first, owl('sameAs'), second),
      quadOf(second, owl('sameAs'), first),
      quadOf(first, schema('sameAs'), second),
      quadOf(second, schema('sameAs'), first),
      quadOf(statement, rdf('type'), rdf('Statement')),
      quadOf(statement, rdf('type'), prov('Entity')),
      quadOf(statement, rdf('subject'), first),
      quadOf(statement, rdf('predicate'), owl('sameAs')),
      quadOf(statement, rdf('object'), second),
      quadOf(statement, prov('generatedAtTime'), literal(at, xsd('dateTime'))),
      quadOf(statement, prov('wasAttributedTo'), agent),
      quadOf(statement, rdf('value'), literal(String(score), xsd('decimal'))),
      ...reasons.flatMap(({ fr, en }) => [
        quadOf(statement, rdfs('comment'), literal(fr, 'fr')),
        quadOf(statement, rdfs('comment'), literal(en, 'en')),
      ]),
    ];
  });
  return quads.length > 0 ? writeNTriples(quads) : null;
}
