/** A text to put in at an offset. */
export interface Insertion {
  readonly from: number;
  readonly insert: string;
}

/** The prefixes that a query declares. */
export function declaredPrefixes(query: string): ReadonlySet<string> {
  return new Set([...query.matchAll(/^\s*PREFIX\s+([\w-]*):/gim)].map(([, prefix = '']) => prefix));
}

/** The line that declares a prefix, after those that are there; undefined when the query declares it or nobody knows it. */
export function declarePrefix(
  query: string,
  prefix: string,
  prefixes: Readonly<Record<string, string>>,
): Insertion | undefined {
  const namespace = prefixes[prefix];
  if (namespace === undefined || declaredPrefixes(query).has(prefix)) return undefined;
  const line = `PREFIX ${prefix}: <${namespace}>\n`;
  const last = [...query.matchAll(/^[ \t]*(?:PREFIX|BASE)\b[^\n]*(\n|$)/gim)].at(-1);
  if (!last) return { from: 0, insert: /^\s*(?:$|\n)/.test(query) ? line : `${line}\n` };
  const from = last.index + last[0].length;
  return last[1] === '' ? { from, insert: `\n${line.trimEnd()}` } : { from, insert: line };
}
