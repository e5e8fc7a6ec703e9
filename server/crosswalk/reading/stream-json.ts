import { chooseList } from './choose-list.ts';
import { type JsonValue, parseJson } from './parse-json.ts';
import { isWay, type RecordPath, standingOf } from './record-path.ts';
import { UnreadLists } from './unread-lists.ts';

/** What became of a file when it has been read to its end. */
export interface Streamed {
  /** Whether anything stands at the path. */
  readonly isThere: boolean;
  readonly unread: UnreadLists;
}

/** Gives the records of a JSON file as they are met, and holds nothing else of it. */
export async function* streamJson(texts: AsyncIterable<string>, where: RecordPath): AsyncGenerator<unknown, Streamed> {
  let unread = new UnreadLists();
  let path = where.isChoice ? undefined : where;
  let ready: unknown[] = [];
  let count = 0;
  let isThere = false;
  /** A row of a table that is written as a list of lists has cells, which are no records. */
  const isCell = ({ key, stack }: JsonValue) => typeof key === 'number' && typeof stack.at(-1)?.key === 'number';
  /** Until it is known where the records stand, the whole may be one. */
  const choose = (found: JsonValue, steps: readonly string[]): RecordPath | undefined => {
    const names = chooseList(where, found, steps);
    if (names?.length === 0) unread = new UnreadLists();
    else if (!names && typeof found.key === 'number' && isThing(found.value) && isOutsideAll(where, steps))
      unread.add(steps);
    return names && { lists: [names], isKeyed: false, isChoice: false };
  };
  const hear = (found: JsonValue): void => {
    const { value, parent, key, stack } = found;
    const steps = stepsTo(stack, key);
    path ??= choose(found, steps);
    if (!path) return;
    const standing = standingOf(path, steps);
    if (standing === 'inside' || (standing === 'record' && isCell(found))) return;
    if (standing === 'record') {
      isThere = true;
      // A list is the way to its members, which came before it.
      if (path.isKeyed || !Array.isArray(value) || typeof key === 'number') {
        count++;
        ready.push(path.isKeyed ? withKey(key, value) : value);
      }
    } else if (standing === 'outside' && typeof key === 'number' && isThing(value)) unread.add(steps);
    else if (standing === 'outside' && typeof value === 'string') unread.addText(steps, value, isWay(path, steps));
    if (Array.isArray(parent)) parent.pop();
    else if (parent && key !== undefined) delete parent[key];
  };
  for await (const _ of parseJson(texts, { hear, count: () => count })) {
    const records = ready;
    ready = [];
    yield* records;
  }
  return { isThere, unread };
}

function isOutsideAll({ lists }: RecordPath, steps: readonly string[]): boolean {
  const named = lists.filter((names) => names.length > 0);
  return steps.length > 0 && standingOf({ lists: named, isKeyed: false }, steps) === 'outside';
}

function stepsTo(stack: JsonValue['stack'], key: JsonValue['key']): readonly string[] {
  const steps: string[] = [];
  for (let at = 1; at < stack.length; at++) {
    const step = stack[at]?.key;
    if (typeof step === 'string') steps.push(step);
  }
  if (typeof key === 'string') steps.push(key);
  return steps;
}

function withKey(key: unknown, value: unknown): unknown {
  return isThing(value) ? { key, ...value } : value;
}

function isThing(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
