import { Parser } from 'htmlparser2';

/** An element as JSON: its attributes with `@`, its children by name, its text alone where it has nothing else. */
type Node = string | { [name: string]: unknown };

interface Open {
  readonly name: string;
  readonly members: Record<string, unknown>;
  text: string;
}

const maxDepth = 64;

/** Turns XML into JSON as mappings read it: `{ root: { child: [ … ] } }`, a child that comes once as itself. Throws when it is nested too deep or never ends. */
export function xmlToJson(xml: string): unknown {
  const root: Open = { name: '', members: Object.create(null) as Record<string, unknown>, text: '' };
  const open: Open[] = [root];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open.length > maxDepth) throw new Error(`nested deeper than ${maxDepth} elements`);
        const members = Object.create(null) as Record<string, unknown>;
        for (const [key, value] of Object.entries(attributes)) members[`@${key}`] = value;
        open.push({ name, members, text: '' });
      },
      ontext(text) {
        const last = open.at(-1);
        if (last) last.text += text;
      },
      onclosetag(name, isImplied) {
        // `<point/>` is closed by nothing else, which the parser calls implied too.
        if (isImplied && xml[parser.endIndex - 1] !== '/') throw new Error(`the element ${name} never ends`);
        const closed = open.pop();
        const parent = open.at(-1);
        if (closed && parent) put(parent.members, closed.name, toValue(closed));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(xml);
  parser.end();
  if (Object.keys(root.members).length === 0) throw new Error('there is no element in it');
  return { ...root.members };
}

function toValue({ members, text }: Open): Node {
  const said = text.trim();
  if (Object.keys(members).length === 0) return said;
  return said === '' ? { ...members } : { ...members, '#text': said };
}

function put(members: Record<string, unknown>, name: string, value: Node): void {
  const known = members[name];
  if (known === undefined) members[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else members[name] = [known, value];
}
