/** Where the records of a file stand, told by names alone: then they can be met one by one, without the rest of the file. */
export interface RecordPath {
  readonly names: readonly string[];
  /** Whether they are the members of an object, by names of their own, which are told as `key`. */
  readonly isKeyed: boolean;
}

const name = /^(?:[A-Za-z_]\w*|`[^`]+`)$/;

/** Reads a JSONata expression that is no more than a path of names, or what `writeKeyed` writes; undefined for any other, which needs the whole file. */
export function readPath(text: string): RecordPath | undefined {
  const written = text.trim();
  const inner = /^\$each\((.+?), function/.exec(written)?.[1];
  const names = namesIn(inner ?? written);
  if (!names) return undefined;
  if (inner === undefined) return { names, isKeyed: false };
  return writeKeyed(names) === written ? { names, isKeyed: true } : undefined;
}

/** A path of names as JSONata reads it; `$` for none. */
export function writePath(names: readonly string[]): string {
  if (names.length === 0) return '$';
  return names.map((one) => (/^[A-Za-z_]\w*$/.test(one) ? one : `\`${one.replaceAll('`', '')}\``)).join('.');
}

/** The members of the object at a path, each with the name it stands under, unless it says a `key` of its own. */
export function writeKeyed(names: readonly string[]): string {
  return `$each(${writePath(names)}, function($one, $key) { $merge([{ 'key': $key }, $one]) })`;
}

function namesIn(path: string): readonly string[] | undefined {
  if (path === '$') return [];
  const parts = path.match(/`[^`]*`|[^.`]+/g) ?? [];
  const isPlain = parts.every((part) => name.test(part)) && parts.join('.') === path;
  return isPlain ? parts.map((part) => part.replaceAll('`', '')) : undefined;
}

/** How a value stands to the records: it is one, part of one, a list or a part of the file on the way to them, or none of this. */
export type Standing = 'record' | 'inside' | 'way' | 'outside';

/** Says how what stands under these names stands to the records; steps through lists have no name. */
export function standingOf({ names, isKeyed }: RecordPath, steps: Iterable<string>): Standing {
  const depth = names.length + (isKeyed ? 1 : 0);
  let at = 0;
  for (const step of steps) {
    if (at === depth) return 'inside';
    if (at < names.length && step !== names[at]) return 'outside';
    at++;
  }
  return at === depth ? 'record' : 'way';
}
