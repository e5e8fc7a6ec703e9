import { type JsonValue, parseJson } from './parse-json.ts';
import { type RecordPath, standingOf } from './record-path.ts';

/** Gives the records of a JSON file as they are met, and holds nothing else of it; returns whether anything stands at the path. */
export async function* streamJson(texts: AsyncIterable<string>, path: RecordPath): AsyncGenerator<unknown, boolean> {
  let ready: unknown[] = [];
  let count = 0;
  let isThere = false;
  const hear = ({ value, parent, key, stack }: JsonValue): void => {
    const standing = standingOf(path, steps(stack, key));
    if (standing === 'inside') return;
    if (standing === 'record') {
      isThere = true;
      // A list is the way to its members, which came before it.
      if (path.isKeyed || !Array.isArray(value)) {
        count++;
        ready.push(path.isKeyed ? withKey(key, value) : value);
      }
    }
    if (Array.isArray(parent)) parent.pop();
    else if (parent && key !== undefined) delete parent[key];
  };
  for await (const _ of parseJson(texts, { hear, count: () => count })) {
    const records = ready;
    ready = [];
    yield* records;
  }
  return isThere;
}

function* steps(stack: JsonValue['stack'], key: JsonValue['key']): Generator<string> {
  for (let at = 1; at < stack.length; at++) {
    const step = stack[at]?.key;
    if (typeof step === 'string') yield step;
  }
  if (typeof key === 'string') yield key;
}

function withKey(key: unknown, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { key, ...value } : value;
}
