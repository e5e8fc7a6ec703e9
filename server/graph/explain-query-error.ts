/** An error of the query's author, placed where the engine could read no further (from 1) when it says so. */
export interface QueryError {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

const sentences: readonly (readonly [RegExp, string])[] = [
  [/^Prefix not found/, 'the prefix is not declared: add a PREFIX line for it'],
  [/^IRI parsing failed/, 'the IRI is not well-formed'],
  [
    /^The SELECT contains a variable that is unbound/,
    'SELECT names a variable that is neither grouped nor bound: add it to GROUP BY or aggregate it',
  ],
];

/** Turns the engine's message (a list of grammar alternatives) into a sentence with its place. */
export function explainQueryError(engineMessage: string, query: string): QueryError {
  const place = /^error at (\d+):(\d+): expected (?:one of )?([\s\S]*)$/.exec(engineMessage);
  if (!place) return { message: engineMessage };
  const line = Number(place[1]);
  const column = Number(place[2]);
  const read = query.split('\n')[line - 1]?.slice(0, column - 1) ?? '';
  return { message: withNear(reason(place[3] ?? '', read), read), line, column };
}

function reason(expected: string, read: string): string {
  for (const [pattern, sentence] of sentences)
    if (alternatives(expected).some((alternative) => pattern.test(alternative))) return sentence;
  const iri = /<([^<>\s]*)>\s*$/.exec(read)?.[1];
  if (iri !== undefined && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(iri))
    return `the IRI <${iri}> is relative and the query has no BASE`;
  const words = alternatives(expected).filter((alternative) =>
    /^(?:"[^"]+"|[A-Z]+|[A-Z][a-z].* .*)$/.test(alternative),
  );
  // A lone OPTIONAL is what the grammar reports when it could make nothing of a pattern: saying so would mislead.
  if (words.length === 0 || (words.length === 1 && words[0] === 'OPTIONAL'))
    return 'the query cannot be read from here';
  return words.length === 1 ? `expected ${words[0]}` : `expected one of ${words.slice(0, 8).join(' ')}`;
}

/** Character classes (`['A' ..= 'Z' …]`) are dropped: they say nothing to a reader. */
function alternatives(expected: string): readonly string[] {
  return expected
    .replaceAll(/\[[^\]]*\]/g, '')
    .split(/,\s+(?=["A-Z[<'])|,\s*$/)
    .map((alternative) => alternative.replace(/,\s*$/, '').trim())
    .filter((alternative) => alternative !== '');
}

function withNear(message: string, read: string): string {
  const near = read.trimEnd().slice(-30).trimStart();
  return near === '' ? message : `${message} (after “${near}”)`;
}
