import { resolveIri } from '../rdf/resolve-iri.ts';
import { queryTokens, type Token } from './query-tokens.ts';

/** Says which IRI a token names (`<…>` or a prefixed name), or undefined when it names none. */
export type NameOf = (token: Token) => string | undefined;

/** The names of a query's prologue (SPARQL 1.1 §4.1) and what follows it. */
export interface NamedQuery {
  readonly nameOf: NameOf;
  /** Tokens after the prologue. */
  readonly body: readonly Token[];
}

/** Reads the prologue of a query; `base` is what relative IRIs stand on before a BASE of its own. */
export function readNames(query: string, base?: string): NamedQuery {
  const tokens = [...queryTokens(query)];
  const prefixes = new Map<string, string>();
  let standing = base;
  const resolve = (text: string): string => {
    const iri = unescaped(text.slice(1, -1));
    return standing === undefined ? iri : resolveIri(iri, standing);
  };
  let at = 0;
  for (; at < tokens.length; ) {
    const word = tokens[at]?.text.toUpperCase();
    const [first, second] = [tokens[at + 1]?.text ?? '', tokens[at + 2]?.text ?? ''];
    if (word === 'BASE' && first.startsWith('<')) {
      standing = resolve(first);
      at += 2;
    } else if (word === 'PREFIX' && first.endsWith(':') && second.startsWith('<')) {
      prefixes.set(first.slice(0, -1), resolve(second));
      at += 3;
    } else if (word === 'VERSION') at += 2;
    else break;
  }
  return {
    body: tokens.slice(at),
    nameOf({ text }) {
      if (text.startsWith('<') && text.endsWith('>')) return resolve(text);
      const colon = text.indexOf(':');
      const namespace = colon < 0 ? undefined : prefixes.get(text.slice(0, colon));
      return namespace === undefined ? undefined : namespace + text.slice(colon + 1).replaceAll(/\\(.)/g, '$1');
    },
  };
}

/** The IRIs after FROM and FROM NAMED (SPARQL 1.1 §13.2), each once. */
export function readDatasetClauses(query: string, base?: string): readonly string[] {
  const { nameOf, body } = readNames(query, base);
  const iris = body.flatMap((token, index) => {
    const before = body[index - 1]?.text.toUpperCase();
    const isFrom = before === 'FROM' || (before === 'NAMED' && body[index - 2]?.text.toUpperCase() === 'FROM');
    return isFrom ? (nameOf(token) ?? []) : [];
  });
  return [...new Set(iris)];
}

function unescaped(iri: string): string {
  return iri.replaceAll(/\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})/g, (_, short, long) =>
    String.fromCodePoint(Number.parseInt(short ?? long, 16)),
  );
}
