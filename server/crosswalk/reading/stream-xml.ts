import { parseXml, type XmlNode } from './parse-xml.ts';
import { isWay, type RecordPath, standingOf } from './record-path.ts';
import type { Streamed } from './stream-json.ts';
import { UnreadLists } from './unread-lists.ts';

/** Gives the elements at a path as they are met, and holds nothing else of the file. */
export async function* streamXml(texts: AsyncIterable<string>, path: RecordPath): AsyncGenerator<unknown, Streamed> {
  const unread = new UnreadLists();
  let ready: unknown[] = [];
  let count = 0;
  const hear = (node: XmlNode, names: readonly string[]): boolean => {
    const standing = standingOf(path, names);
    if (standing === 'record') {
      count++;
      ready.push(node);
    } else if (standing === 'outside' && typeof node === 'string') unread.addText(names, node, isWay(path, names));
    else if (standing === 'outside') unread.add(names);
    return standing === 'inside';
  };
  const isAll = path.lists.some((names) => names.length === 0);
  const pieces = parseXml(texts, { hear, count: () => count });
  for (let next = await pieces.next(); ; next = await pieces.next()) {
    const records = ready;
    ready = [];
    yield* records;
    if (!next.done) continue;
    if (isAll) yield next.value;
    return { isThere: isAll || count > 0, unread };
  }
}
