/** Where the records of a file stand, as a JSONata expression, and what they are. */
export interface FoundRecords {
  readonly path: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

type Fields = Readonly<Record<string, unknown>>;

const maxDepth = 6;
/** Fewer things under names of their own are more likely the parts of one thing. */
const fewestNamed = 3;

/** Finds the longest list of objects in a file's content, or the largest object whose members are all alike; undefined when there is neither. */
export function findRecords(content: unknown): FoundRecords | undefined {
  let best: FoundRecords | undefined;
  const offer = (path: string, records: readonly Fields[]): void => {
    if (records.length > (best?.records.length ?? 0)) best = { path, records };
  };
  const walk = (value: unknown, path: readonly string[]): void => {
    if (path.length > maxDepth) return;
    if (Array.isArray(value)) offer(writePath(path), value.filter(isRecord));
    if (!isRecord(value)) return;
    const members = Object.values(value);
    if (members.length >= fewestNamed && members.every(isRecord) && areAlike(members))
      offer(`$each(${writePath(path)}, function($one) { $one })`, members);
    else for (const [name, child] of Object.entries(value)) walk(child, [...path, name]);
  };
  walk(content, []);
  return best;
}

/** A path of names as JSONata reads it; `$` for none. */
export function writePath(names: readonly string[]): string {
  if (names.length === 0) return '$';
  return names.map((name) => (/^[A-Za-z_]\w*$/.test(name) ? name : `\`${name.replaceAll('`', '')}\``)).join('.');
}

/** Whether most members of each are members of the first. */
function areAlike(records: readonly Fields[]): boolean {
  const names = new Set(Object.keys(records[0] ?? {}));
  return (
    names.size > 1 &&
    records
      .slice(0, 50)
      .every((record) => Object.keys(record).filter((name) => names.has(name)).length > names.size / 2)
  );
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
