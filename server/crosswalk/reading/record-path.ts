/** Where the records of a file stand, told by names alone: then they can be met one by one, without the rest of the file. */
export interface RecordPath {
  /** The names that lead to a list of records, or to several such lists. */
  readonly lists: readonly (readonly string[])[];
  /** Whether they are the members of an object, by names of their own, which are told as `key`. */
  readonly isKeyed: boolean;
  /** Whether only one of these lists holds them: the first that is there. */
  readonly isChoice: boolean;
}

/** Stands for every name. */
export const anyName = '*';
const name = /^(?:[A-Za-z_]\w*|\*|`(?!\*`)[^`]+`)$/;

/**
 * Reads a JSONata expression that is no more than a path of names (`*` for any), several of them in brackets or with `??` between
 * them, or what `writeKeyed` writes; undefined for any other, which needs the whole file.
 */
export function readPath(text: string): RecordPath | undefined {
  const written = text.trim();
  const keyed = /^\$each\((.+?), function/.exec(written)?.[1];
  if (keyed !== undefined) {
    const names = namesIn(keyed);
    return names && writeKeyed(names) === written ? { lists: [names], isKeyed: true, isChoice: false } : undefined;
  }
  const several = /^\[(.+)\]$/s.exec(written)?.[1]?.split(',') ?? written.split('??');
  const lists = several.map((one) => namesIn(one.trim()));
  const isChoice = several.length > 1 && !written.startsWith('[');
  return lists.every((one) => one !== undefined) ? { lists, isKeyed: false, isChoice } : undefined;
}

/** A path of names as JSONata reads it; `$` for none. */
export function writePath(names: readonly string[]): string {
  if (names.length === 0) return '$';
  return names.map((one) => (/^[A-Za-z_]\w*$/.test(one) ? one : `\`${one.replaceAll('`', '')}\``)).join('.');
}

/** Several paths, whose records are one set. */
export function writePaths(lists: readonly (readonly string[])[]): string {
  const [only] = lists;
  return lists.length === 1 && only ? writePath(only) : `[${lists.map(writePath).join(', ')}]`;
}

/** The members of the object at a path, each with the name it stands under, unless it says a `key` of its own. */
export function writeKeyed(names: readonly string[]): string {
  return `$each(${writePath(names)}, function($one, $key) { $merge([{ 'key': $key }, $one]) })`;
}

function namesIn(path: string): readonly string[] | undefined {
  if (path === '$') return [];
  const parts = path.match(/`[^`]*`|[^.`]+/g) ?? [];
  const isPlain = parts.length > 0 && parts.every((part) => name.test(part)) && parts.join('.') === path;
  return isPlain ? parts.map((part) => part.replaceAll('`', '')) : undefined;
}

/** How a value stands to the records: it is one, part of one, a list or a part of the file on the way to them, or none of this. */
export type Standing = 'record' | 'inside' | 'way' | 'outside';

/** Says how what stands under these names stands to the records; steps through lists have no name. */
export function standingOf(
  { lists, isKeyed }: Pick<RecordPath, 'lists' | 'isKeyed'>,
  steps: readonly string[],
): Standing {
  let found: Standing = 'outside';
  for (const names of lists) {
    const depth = names.length + (isKeyed ? 1 : 0);
    if (!names.every((one, at) => at >= steps.length || one === anyName || steps[at] === one)) continue;
    if (steps.length === depth) return 'record';
    if (steps.length > depth) return 'inside';
    found = 'way';
  }
  return found;
}

/** Whether something stands in what leads to the records, or in a part of it that says what it is (uMap). */
export function isWay(path: Pick<RecordPath, 'lists' | 'isKeyed'>, steps: readonly string[]): boolean {
  return [1, 2].some((up) => steps.length > up && standingOf(path, steps.slice(0, -up)) === 'way');
}
