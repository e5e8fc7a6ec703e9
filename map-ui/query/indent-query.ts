import { SparqlLanguage } from 'codemirror-lang-sparql';

/** Lines of a query moved in by two for each bracket that is open before them; nothing else is touched. */
export function indentQuery(query: string): string {
  const opaque = opaqueSpans(query);
  let depth = 0;
  let offset = 0;
  return query
    .split('\n')
    .map((line) => {
      const start = offset;
      offset += line.length + 1;
      // Within a long string, spaces are part of it.
      if (opaque.some(({ from, to }) => from < start && start < to)) return line;
      const text = line.trim();
      const closing = /^[})\]]*/.exec(text)?.[0].length ?? 0;
      const indent = '  '.repeat(Math.max(0, depth - closing));
      for (const { 0: sign, index } of line.matchAll(/[{}()[\]]/g))
        if (!opaque.some(({ from, to }) => from <= start + index && start + index < to))
          depth = Math.max(0, depth + ('{(['.includes(sign) ? 1 : -1));
      return text === '' ? '' : indent + text;
    })
    .join('\n');
}

/** Comments, strings and IRIs: brackets in them open nothing. */
function opaqueSpans(query: string): readonly { readonly from: number; readonly to: number }[] {
  const spans: { from: number; to: number }[] = [];
  SparqlLanguage.parser.parse(query).iterate({
    enter({ name, from, to }) {
      if (name === 'Comment' || name === 'String' || name === 'IriRef') spans.push({ from, to });
    },
  });
  return spans;
}
