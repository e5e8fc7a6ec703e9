import { readNames } from '../../query-names.ts';

/** A DESCRIBE taken apart: which resources, named or found, and the prologue they are named with. */
export interface Described {
  readonly iris: readonly string[];
  /** Finds the others; undefined when the query names them all. */
  readonly select?: string;
}

/**
 * Reads a DESCRIBE (SPARQL 1.1 §16.4). What a description holds is each server's own affair; ours is what the embedded
 * engine gives: all that is said of the resource, and of the blank nodes that it leads to.
 */
export function readDescribe(query: string, base?: string): Described {
  const { body, nameOf } = readNames(query, base);
  const [describe] = body;
  const end = body.findIndex(
    ({ text }, index) => index > 0 && /^(?:where|from|limit|offset|order|group|having|values|\{)$/i.test(text),
  );
  const resources = body.slice(1, end < 0 ? undefined : end);
  const iris = resources.flatMap((token) => (/^[?$*]/.test(token.text) ? [] : (nameOf(token) ?? [])));
  const variables = resources.map(({ text }) => text).filter((text) => /^[?$*]/.test(text));
  if (variables.length === 0 || !describe) return { iris };
  const rest = end < 0 ? '' : query.slice(body[end]?.at);
  return { iris, select: `${query.slice(0, describe.at)}SELECT DISTINCT ${variables.join(' ')} ${rest}` };
}

/** All that is said of some resources. */
export function aboutQuery(iris: readonly string[]): string {
  return `CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?s { ${iris.map((iri) => `<${iri}>`).join(' ')} } ?s ?p ?o }`;
}
