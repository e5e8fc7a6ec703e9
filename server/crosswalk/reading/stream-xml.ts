import { parseXml, type XmlNode } from './parse-xml.ts';
import { type RecordPath, standingOf } from './record-path.ts';

/** Gives the elements at a path as they are met, and holds nothing else of the file; returns whether there is any. */
export async function* streamXml(texts: AsyncIterable<string>, path: RecordPath): AsyncGenerator<unknown, boolean> {
  let ready: unknown[] = [];
  let count = 0;
  const hear = (node: XmlNode, names: readonly string[]): boolean => {
    const standing = standingOf(path, names);
    if (standing === 'record') {
      count++;
      ready.push(node);
    }
    return standing === 'inside';
  };
  const pieces = parseXml(texts, { hear, count: () => count });
  for (let next = await pieces.next(); ; next = await pieces.next()) {
    const records = ready;
    ready = [];
    yield* records;
    if (!next.done) continue;
    if (path.names.length > 0) return count > 0;
    yield next.value;
    return true;
  }
}
