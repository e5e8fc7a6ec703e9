// IRIREF of RDF 1.1 N-Triples §7, which is SPARQL's: nothing in it can end it early.
const iriRef = String.raw`<(?:[^\x00-\x20<>"{}|^\x60\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>`;
/** One statement with an optional comment after it. */
const statement = new RegExp(
  String.raw`^[ \t]*(${iriRef}|_:[^ \t<]+)[ \t]*(${iriRef})[ \t]*(${iriRef}|_:[^ \t]+?|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^${iriRef})?)[ \t]*\.[ \t]*(?:#.*)?$`,
);

/** Gives the terms of each statement of a graph in N-Triples; throws at the first line that is not one, naming graph and line. */
export function* readStatements(iri: string, triples: string): Generator<readonly [string, string, string]> {
  for (const line of triples.split(/[\r\n]+/)) {
    if (/^[ \t]*(?:#|$)/.test(line)) continue;
    const [, subject, predicate, object] = statement.exec(line) ?? [];
    if (subject === undefined || predicate === undefined || object === undefined)
      throw new Error(`the graph <${iri}> holds a line that is not N-Triples: ${line.slice(0, 200)}`);
    yield [subject, predicate, object];
  }
}
