import { type JsonValue, parseJson } from './parse-json.ts';
import { parseXml, type XmlNode } from './parse-xml.ts';

/** As much of a file's content as tells what it is: of each list the first members. */
export interface Abridged {
  readonly content: unknown;
  /** How many members a list has in what was read, or an object that lists things by names of their own. */
  count(list: object): number;
}

/** Members of a list that are kept. */
const mostKept = 2000;
/** Of larger files the beginning is looked at. */
const mostCharacters = 24_000_000;

/** Reads JSON for a look; throws as parseJson does. */
export async function abridgeJson(texts: AsyncIterable<string>): Promise<Abridged> {
  const counts = new Counts();
  const beginning = beginningOf(texts);
  let content: unknown;
  const hear = ({ value, parent, key, stack }: JsonValue): void => {
    content = stack.length === 0 ? value : (stack[1]?.value ?? parent);
    if (Array.isArray(parent)) {
      if (parent.length > mostKept) {
        parent.pop();
        counts.add(parent, mostKept);
      }
    } else if (parent && key !== undefined && typeof value === 'object' && value !== null) {
      if (counts.add(parent, 0) > mostKept) delete parent[key];
    }
  };
  for await (const _ of parseJson(beginning.texts, { hear, isCut: beginning.isCut }));
  return { content, count: counts.of };
}

/** Reads XML for a look; throws as parseXml does. */
export async function abridgeXml(texts: AsyncIterable<string>): Promise<Abridged> {
  const counts = new Counts();
  const beginning = beginningOf(texts);
  const hear = (_: XmlNode, __: readonly string[], siblings: unknown): boolean =>
    !Array.isArray(siblings) || siblings.length < mostKept || counts.add(siblings, mostKept) < 0;
  const pieces = parseXml(beginning.texts, { hear, isCut: beginning.isCut });
  let next = await pieces.next();
  while (!next.done) next = await pieces.next();
  return { content: next.value, count: counts.of };
}

function beginningOf(texts: AsyncIterable<string>) {
  let length = 0;
  let isCut = false;
  async function* some(): AsyncGenerator<string> {
    for await (const text of texts) {
      if (length > mostCharacters) {
        isCut = true;
        return;
      }
      length += text.length;
      yield text;
    }
  }
  return { texts: some(), isCut: () => isCut };
}

class Counts {
  readonly #of = new WeakMap<object, number>();

  /** Counts one more, from `first` on. */
  add(list: object, first: number): number {
    const count = (this.#of.get(list) ?? first) + 1;
    this.#of.set(list, count);
    return count;
  }

  readonly of = (list: object): number =>
    this.#of.get(list) ?? (Array.isArray(list) ? list.length : Object.keys(list).length);
}
