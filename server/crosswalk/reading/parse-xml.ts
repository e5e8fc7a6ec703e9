import { Parser } from 'htmlparser2';

/** An element as JSON: its attributes with `@`, its children by name, its text alone where it has nothing else. */
export type XmlNode = string | { [name: string]: unknown };

export interface XmlHearing {
  /** Hears of an element that has just ended, and of the names that it stands under, its own last; says whether it is to be kept in what it stands in. */
  hear(node: XmlNode, names: readonly string[], siblings: unknown): boolean;
  /** How many records were met, for messages. */
  count?(): number;
  /** Whether the text was ended before its end, on purpose. */
  isCut?(): boolean;
}

interface Open {
  readonly name: string;
  readonly members: Record<string, unknown>;
  text: string;
}

const maxDepth = 64;

/** Reads XML as it comes and tells of each element when it has ended. After each piece of text it gives way. Returns what was kept; throws when it is nested too deep or never ends. */
export async function* parseXml(
  texts: AsyncIterable<string>,
  hearing: XmlHearing,
): AsyncGenerator<XmlNode, Readonly<Record<string, unknown>>> {
  const root: Open = { name: '', members: Object.create(null) as Record<string, unknown>, text: '' };
  const open: Open[] = [root];
  const names: string[] = [];
  let piece = '';
  let begin = 0;
  let lastOfBefore = '';
  let elements = 0;
  /** `<point/>` is closed by nothing else, which the parser calls implied too. */
  const closesItself = (end: number) => (end - 1 < begin ? lastOfBefore : piece[end - 1 - begin]) === '/';
  const after = () => (hearing.count ? ` (after ${hearing.count()} records): the file is cut` : '');
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open.length > maxDepth) throw new Error(`nested deeper than ${maxDepth} elements`);
        const members = Object.create(null) as Record<string, unknown>;
        for (const [key, value] of Object.entries(attributes)) members[`@${key}`] = value;
        open.push({ name, members, text: '' });
        names.push(name);
        elements++;
      },
      ontext(text) {
        const last = open.at(-1);
        if (last) last.text += text;
      },
      onclosetag(name, isImplied) {
        if (isImplied && !hearing.isCut?.() && !closesItself(parser.endIndex))
          throw new Error(`the element ${name} never ends${after()}`);
        const closed = open.pop();
        const parent = open.at(-1);
        if (closed && parent) {
          const node = toNode(closed);
          if (hearing.hear(node, names, parent.members[name])) put(parent.members, name, node);
        }
        names.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for await (const text of texts) {
    piece = begin === 0 ? text.replace(/^\ufeff/, '') : text;
    if (piece === '') continue;
    if (begin === 0 && /^\s*<(?:!doctype html|html)\b/i.test(piece)) throw new Error('it is a web page');
    parser.write(piece);
    begin += piece.length;
    lastOfBefore = piece.at(-1) ?? '';
    yield '';
  }
  parser.end();
  if (elements === 0) throw new Error('there is no element in it');
  return { ...root.members };
}

function toNode({ members, text }: Open): XmlNode {
  const said = text.trim();
  if (Object.keys(members).length === 0) return said;
  return said === '' ? { ...members } : { ...members, '#text': said };
}

function put(members: Record<string, unknown>, name: string, value: XmlNode): void {
  const known = members[name];
  if (known === undefined) members[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else members[name] = [known, value];
}
