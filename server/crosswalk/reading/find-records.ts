import { type RecordPath, writeKeyed, writePath } from './record-path.ts';

/** Where the records of a file stand, as a JSONata expression, and what they are. */
export interface FoundRecords {
  readonly path: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** How many there are, of which `records` may be the first. */
  readonly count: number;
}

type Fields = Readonly<Record<string, unknown>>;

interface Candidate extends RecordPath {
  readonly records: Fields[];
  count: number;
  /** The list whose members this one stands in. */
  readonly within: Candidate | undefined;
}

const maxDepth = 8;
/** Fewer things under names of their own are more likely the parts of one thing. */
const fewestNamed = 3;
/** Members of a list that are looked into for lists of their own. */
const lookedInto = 200;
/** What answers say beside their records. */
const besides =
  /^(?:fields|columns|schema|links?|facets?|facet_groups|parameters|licen[cs]es?|layers|style\w*|schemas?|included|errors)$/i;

/**
 * Finds the longest list of objects in a file's content, or the largest object whose members are all alike; of folders that hold
 * lists, the lists. Undefined when there is neither. `countOf` tells how many members a list has in the file.
 */
export function findRecords(content: unknown, countOf?: (list: object) => number): FoundRecords | undefined {
  const candidates = new Map<string, Candidate>();
  const offer = (path: RecordPath, { records, count, within }: Pick<Candidate, 'records' | 'count' | 'within'>) => {
    const key = JSON.stringify(path);
    const known = candidates.get(key) ?? { ...path, records: [], count: 0, within };
    candidates.set(key, known);
    known.records.push(...records);
    known.count += count;
    return known;
  };
  const walk = (value: unknown, names: readonly string[], within: Candidate | undefined): void => {
    if (names.length > maxDepth) return;
    if (Array.isArray(value)) {
      const records = value.filter(isRecord);
      if (records.length === 0) return;
      const count = records.length === value.length ? (countOf?.(value) ?? records.length) : records.length;
      const found = offer({ names, isKeyed: false }, { records, count, within });
      for (const record of records.slice(0, lookedInto)) walkMembers(record, names, found);
      return;
    }
    if (!isRecord(value)) return;
    const members = Object.values(value);
    if (members.length >= fewestNamed && members.every(isRecord) && areAlike(members))
      offer(
        { names, isKeyed: true },
        {
          records: Object.entries(value).map(([key, member]) => ({ key, ...(member as Fields) })),
          count: countOf?.(value) ?? members.length,
          within,
        },
      );
    else walkMembers(value, names, within);
  };
  const walkMembers = (value: Fields, names: readonly string[], within: Candidate | undefined): void => {
    for (const [name, child] of Object.entries(value))
      if (typeof child === 'object' && child !== null) walk(child, [...names, name], within);
  };
  walk(content, [], undefined);
  const best = choose([...candidates.values()]);
  if (!best) return undefined;
  const path = best.isKeyed ? writeKeyed(best.names) : writePath(best.names);
  return { path, records: best.records, count: best.count };
}

function choose(candidates: readonly Candidate[]): Candidate | undefined {
  const weight = ({ names, count }: Candidate) => (besides.test(names.at(-1) ?? '') ? count / 1000 : count);
  const largest = (some: readonly Candidate[]) => [...some].sort((a, b) => weight(b) - weight(a))[0];
  let best = largest(candidates.filter(({ within }) => within === undefined));
  for (let next = best; next; ) {
    const outer = best as Candidate;
    next = isFolder(outer) ? largest(candidates.filter(({ within }) => within === outer)) : undefined;
    // A folder holds more than itself; a place with a list of services is no folder.
    if (next && (next.isKeyed || weight(next) < outer.count * 2)) next = undefined;
    if (next) best = next;
  }
  return best;
}

/** Whether things say hardly anything of themselves but hold lists. */
function isFolder({ records }: Candidate): boolean {
  const plain = records.slice(0, lookedInto).map((record) => Object.values(record).filter(isPlain).length);
  const holding = records.filter((record) => Object.values(record).some((value) => Array.isArray(value))).length;
  return holding * 2 >= records.length && Math.max(...plain) <= 4;
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' && value !== '' && value !== undefined;
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
