import { flattenRecord, namedValues } from '../columns.ts';
import { writeKeyed, writePath, writePaths } from './record-path.ts';
import { tableInLists } from './table-in-lists.ts';
import { isBeside } from './unread-lists.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Where the records of a file stand, as a JSONata expression. */
export interface FoundRecords {
  readonly path: string;
  /** JSONata: what stands there → a record, where that is not the same. */
  readonly record?: string;
  /** Other lists of the file, each by its path and count. */
  readonly unread: readonly string[];
}

interface Candidate {
  readonly names: readonly string[];
  readonly isKeyed: boolean;
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

/**
 * Finds the longest list of objects in a file's content, or the largest object whose members are all alike; of folders that hold
 * lists, the lists; of lists that are alike, all; else a table of plain lists. Undefined when there is nothing of this. `countOf` tells how many members
 * a list has in the file.
 */
export function findRecords(content: unknown, countOf?: (list: object) => number): FoundRecords | undefined {
  const candidates = collect(content, countOf);
  const best = choose(candidates);
  const table = tableInLists(content);
  if (table && (!best || isBeside(best.names.at(-1)) || table.count > best.count))
    return { path: table.path, record: table.record, unread: [] };
  if (!best) return undefined;
  const alike = best.isKeyed ? [] : candidates.filter((one) => one !== best && isAlike(one, best));
  const read = [best, ...alike];
  return {
    path: best.isKeyed ? writeKeyed(best.names) : writePaths(read.map(({ names }) => names)),
    unread: candidates
      .filter((one) => !read.includes(one) && one.within === best.within && one.count > 1 && !one.names.some(isBeside))
      .map(({ names, count }) => `${writePath(names)} (${count})`),
  };
}

function collect(content: unknown, countOf: ((list: object) => number) | undefined): readonly Candidate[] {
  const candidates = new Map<string, Candidate>();
  const offer = (
    where: Pick<Candidate, 'names' | 'isKeyed' | 'within'>,
    records: readonly Fields[],
    count: number,
  ): Candidate => {
    const key = JSON.stringify([where.names, where.isKeyed]);
    const known = candidates.get(key) ?? { ...where, records: [], count: 0 };
    candidates.set(key, known);
    known.records.push(...records);
    known.count += count;
    return known;
  };
  const walk = (value: unknown, names: readonly string[], within: Candidate | undefined): void => {
    if (names.length > maxDepth) return;
    if (Array.isArray(value)) {
      const records = value.filter(isRecord);
      if (records.length === 0 || namedValues(value)) return;
      const count = records.length === value.length ? (countOf?.(value) ?? records.length) : records.length;
      const found = offer({ names, isKeyed: false, within }, records, count);
      for (const record of records.slice(0, lookedInto)) walkMembers(record, names, found);
    } else if (isRecord(value)) {
      const members = Object.values(value);
      const isList = members.length >= fewestNamed && members.every(isRecord) && haveSameMembers(members);
      const keyed = Object.entries(value).map(([key, member]) => ({ key, ...(member as Fields) }));
      if (isList) offer({ names, isKeyed: true, within }, keyed, countOf?.(value) ?? members.length);
      else walkMembers(value, names, within);
    }
  };
  const walkMembers = (value: Fields, names: readonly string[], within: Candidate | undefined): void => {
    for (const [name, child] of Object.entries(value))
      if (typeof child === 'object' && child !== null) walk(child, [...names, name], within);
  };
  walk(content, [], undefined);
  return [...candidates.values()];
}

function choose(candidates: readonly Candidate[]): Candidate | undefined {
  const weight = ({ names, count }: Candidate) => (isBeside(names.at(-1)) ? count / 1000 : count);
  const largest = (some: readonly Candidate[]) => [...some].sort((a, b) => weight(b) - weight(a))[0];
  let best = largest(candidates.filter(({ within }) => within === undefined));
  for (;;) {
    const outer: Candidate | undefined = best;
    const next = largest(candidates.filter(({ within, isKeyed }) => outer && within === outer && !isKeyed));
    if (!outer || !next || !isFolder(outer, next)) return best;
    best = next;
  }
}

/** Whether things only hold what has a place: they say nothing of where they are, and what they hold does, or is much more. */
function isFolder(outer: Candidate, inner: Candidate): boolean {
  const own = inner.names.slice(outer.names.length).join('.');
  const columns = columnsOf(outer.records).filter((path) => path !== own && !path.startsWith(`${own}.`));
  if (columns.some(saysWhere)) return false;
  const innerSays = columnsOf(inner.records).some(saysWhere);
  return innerSays || (columns.length <= 4 && inner.count >= outer.count * 2);
}

function saysWhere(path: string): boolean {
  return /lat|lon|lng|geo|coord|point|pos$|wkt|adresse|address|ville|city|commune|postal|\bcp\b/i.test(path);
}

/** Whether two lists say mostly the same of their members. */
function isAlike(one: Candidate, other: Candidate): boolean {
  if (one.isKeyed || one.within !== other.within || isBeside(one.names.at(-1))) return false;
  const [a, b] = [new Set(columnsOf(one.records)), new Set(columnsOf(other.records))];
  return a.intersection(b).size >= a.union(b).size / 2;
}

function columnsOf(records: readonly Fields[]): readonly string[] {
  const columns = records.slice(0, 20).flatMap((record) => {
    const flat = flattenRecord(record);
    return flat.state === 'columns' ? [...flat.columns.keys()] : Object.keys(record);
  });
  return [...new Set(columns)];
}

/** Whether most members of each are members of the first. */
function haveSameMembers(records: readonly Fields[]): boolean {
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
