/** One address of a seed list, and the line it stands on. */
export interface Seed {
  readonly line: number;
  readonly address: string;
}

const separators = /[,;\t]/;

/**
 * Reads a list of addresses, each once: one a line, or the first column of a CSV file (by `,`, `;` or tab), whose first
 * line may be a header. Empty lines and those that begin with `#` are passed over.
 */
export function readSeedList(text: string, options: { readonly isCsv?: boolean } = {}): readonly Seed[] {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((content, index) => ({ line: index + 1, content: content.trim() }))
    .filter(({ content }) => content !== '' && !content.startsWith('#'));
  const first = lines[0]?.content ?? '';
  const hasHeader = separators.test(first) && !/^"?https?:/i.test(first);
  const isCsv = options.isCsv || hasHeader;
  const seeds = new Map<string, Seed>();
  for (const { line, content } of isCsv && !/^"?https?:/i.test(first) ? lines.slice(1) : lines) {
    const address = isCsv ? firstColumn(content) : content;
    if (address !== '' && !seeds.has(address)) seeds.set(address, { line, address });
  }
  return [...seeds.values()];
}

function firstColumn(line: string): string {
  const quoted = /^"((?:[^"]|"")*)"/.exec(line)?.[1];
  return (quoted?.replaceAll('""', '"') ?? line.split(separators)[0] ?? '').trim();
}
