import type { Quad } from '@rdfjs/types';
import type { Contexts } from '../rdf/contexts.ts';
import { parseJsonld } from '../rdf/parse-jsonld.ts';
import { literal, quadOf, xsd } from '../rdf/terms.ts';
import type { Draft } from './draft.ts';

/** The quads of a draft published at `documentIri` (absolute, without fragment); `contexts` must hold ours. */
export function draftToQuads(draft: Draft, documentIri: string, contexts: Contexts): Quad[] {
  const text = JSON.stringify(draft);
  const { quads } = parseJsonld(text, { base: documentIri, contexts, isStrict: true, label: 'n' });
  return quads.map((quad) =>
    quad.object.termType === 'Literal' && quad.object.datatype.equals(xsd('double'))
      ? quadOf(quad.subject, quad.predicate, decimal(Number(quad.object.value)))
      : quad,
  );
}

/** JSON has one kind of number; a person writes 47.4247 and not 4.74247E1. */
function decimal(value: number) {
  const lexical = Number(value.toFixed(9)).toFixed(9).replace(/0+$/, '').replace(/\.$/, '.0');
  return literal(lexical, xsd('decimal'));
}
