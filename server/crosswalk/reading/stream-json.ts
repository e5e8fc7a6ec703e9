import { type JsonValue, parseJson } from './parse-json.ts';
import { type RecordPath, standingOf } from './record-path.ts';
import { UnreadLists } from './unread-lists.ts';

/** What became of a file when it has been read to its end. */
export interface Streamed {
  /** Whether anything stands at the path. */
  readonly isThere: boolean;
  readonly unread: UnreadLists;
}

/** Gives the records of a JSON file as they are met, and holds nothing else of it. */
export async function* streamJson(texts: AsyncIterable<string>, path: RecordPath): AsyncGenerator<unknown, Streamed> {
  const unread = new UnreadLists();
  let ready: unknown[] = [];
  let count = 0;
  let isThere = false;
  const hear = ({ value, parent, key, stack }: JsonValue): void => {
    const steps = stepsTo(stack, key);
    const standing = standingOf(path, steps);
    if (standing === 'inside') return;
    if (standing === 'record') {
      isThere = true;
      // A list is the way to its members, which came before it.
      if (path.isKeyed || !Array.isArray(value)) {
        count++;
        ready.push(path.isKeyed ? withKey(key, value) : value);
      }
    } else if (standing === 'outside' && typeof key === 'number' && isThing(value)) unread.add(steps);
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
