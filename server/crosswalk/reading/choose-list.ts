import type { JsonValue } from './parse-json.ts';
import { anyName, type RecordPath, standingOf } from './record-path.ts';

/**
 * Of the places where the records of a file may stand, the one that a value which has just ended shows to be there: a list, the
 * members of an object, or the file itself where its end is reached without any other. Undefined as long as that is open.
 */
export function chooseList(
  { lists }: RecordPath,
  { value, key, stack }: JsonValue,
  steps: readonly string[],
): readonly string[] | undefined {
  const isMember = typeof key === 'number';
  if (steps.length === 0) return isMember === stack.length > 0 ? lists.find((names) => names.length === 0) : undefined;
  // Of a file that is a list, the members are the records, whatever lists these hold.
  if (typeof stack[1]?.key === 'number' && lists.some((names) => names.length === 0)) return undefined;
  const isThing = typeof value === 'object' && value !== null && !Array.isArray(value);
  return lists.find(
    (names) =>
      names.length > 0 &&
      standingOf({ lists: [names], isKeyed: false }, steps) === 'record' &&
      (names.at(-1) === anyName ? isThing && !isMember : isMember || Array.isArray(value)),
  );
}
