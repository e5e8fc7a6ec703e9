import { readNames } from './query-names.ts';

/** An expression that fails for every solution, as a call of an unknown function must (SPARQL 1.1 §17.6). */
const failing = 'CONCAT(1';

/**
 * Makes the calls of one function fail where they stand, instead of the whole query: what the engine cannot call is an
 * error of the expression (SPARQL 1.1 §17.6), which COALESCE, a filter or an unbound variable then take up.
 */
export function withoutFunction(query: string, iri: string, base?: string): string {
  const { body, nameOf } = readNames(query, base);
  let written = '';
  let from = 0;
  for (const [index, token] of body.entries()) {
    const open = body[index + 1];
    if (open?.text !== '(' || nameOf(token) !== iri) continue;
    const isEmpty = body[index + 2]?.text === ')';
    written += `${query.slice(from, token.at)}${failing}${isEmpty ? '' : ', '}`;
    from = open.at + 1;
  }
  return written + query.slice(from);
}
