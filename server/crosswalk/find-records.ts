/** Where the records of a file stand, as a JSONata path, and what they are. */
export interface FoundRecords {
  readonly path: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

const maxDepth = 5;

/** Finds the longest list of objects in a file's content; undefined when there is none. */
export function findRecords(content: unknown): FoundRecords | undefined {
  let best: FoundRecords | undefined;
  const walk = (value: unknown, path: readonly string[]): void => {
    if (path.length > maxDepth) return;
    if (Array.isArray(value)) {
      const records = value.filter(isRecord);
      if (records.length > (best?.records.length ?? 0)) best = { path: writePath(path), records };
      return;
    }
    if (isRecord(value)) for (const [name, child] of Object.entries(value)) walk(child, [...path, name]);
  };
  walk(content, []);
  return best;
}

/** A path of names as JSONata reads it; `$` for none. */
export function writePath(names: readonly string[]): string {
  if (names.length === 0) return '$';
  return names.map((name) => (/^[A-Za-z_]\w*$/.test(name) ? name : `\`${name.replaceAll('`', '')}\``)).join('.');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
