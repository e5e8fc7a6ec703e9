/** A record seen as flat columns: a name is the dotted path of a leaf; a list of plain values is one column. */
export type Columns = ReadonlyMap<string, unknown>;

/** Why a record is not worth looking at, or its columns. */
export type Flattened =
  | { readonly state: 'columns'; readonly columns: Columns }
  | { readonly state: 'refused'; readonly reason: string };

/** Real records have up to 70 columns; the bounds keep a hostile one from costing more than a millisecond. */
const limits = { columns: 500, depth: 8, characters: 100_000 };

/** Flattens a record, or says which bound it breaks. */
export function flattenRecord(record: unknown): Flattened {
  if (!isPlain(record)) return { state: 'refused', reason: 'not an object' };
  const columns = new Map<string, unknown>();
  let characters = 0;
  let tooDeep = false;
  const walk = (value: unknown, path: string, depth: number): void => {
    if (tooDeep || columns.size > limits.columns || characters > limits.characters) return;
    if (depth > limits.depth) tooDeep = true;
    else if (namedValues(value) !== undefined)
      for (const [name, child] of namedValues(value) ?? []) walk(child, `${path}.${name}`, depth + 1);
    else if (isPlain(value))
      for (const [key, child] of Object.entries(value)) walk(child, path ? `${path}.${key}` : key, depth + 1);
    // A shape is one thing, however many corners it has.
    else if (isShape(value)) columns.set(path, value);
    else if (Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null))
      value.forEach((child, index) => {
        walk(child, `${path}.${index}`, depth + 1);
      });
    else {
      characters += path.length + lengthOf(value);
      columns.set(path, value);
    }
  };
  walk(record, '', 0);
  if (tooDeep) return { state: 'refused', reason: `nested deeper than ${limits.depth} levels` };
  if (columns.size > limits.columns) return { state: 'refused', reason: `more than ${limits.columns} columns` };
  if (characters > limits.characters) return { state: 'refused', reason: `more than ${limits.characters} characters` };
  return { state: 'columns', columns };
}

/** Whether a cell holds nothing: null, an empty list, or blanks. */
export function isEmptyCell(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lists of pairs of numbers, as maps draw lines and areas. */
function isShape(value: unknown): boolean {
  if (!Array.isArray(value) || !Array.isArray(value[0])) return false;
  const [first] = value;
  return typeof first[0] === 'number'
    ? value.every((pair) => Array.isArray(pair) && typeof pair[1] === 'number')
    : isShape(first);
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return Array.isArray(value) ? value.reduce((sum: number, item) => sum + lengthOf(item) + 1, 0) : 8;
}

/** What names and values are called where a list says columns: KML's data, OpenStreetMap's tags, contacts by type. */
const labels = ['@name', '@k', '@key', '@type', 'name', 'key', 'label', 'type', 'nom', 'libelle'];
const contents = ['@v', '@value', 'value', '#text', 'valeur', 'val'];

/** The columns of a list that says a name and a value in each member (in XML also of one that comes alone); undefined for any other. */
export function namedValues(list: unknown): readonly (readonly [name: string, value: unknown])[] | undefined {
  const isList = Array.isArray(list);
  const members = isList ? list : isPlain(list) ? [list] : [];
  const taken = new Map<string, number>();
  const pairs: (readonly [string, unknown])[] = [];
  for (const member of members) {
    if (!isPlain(member)) return undefined;
    const keys = Object.keys(member);
    const label = labels.find((key) => key in member && (isList || key.startsWith('@')));
    const content = contents.find((key) => key in member && key !== label);
    const name = label === undefined ? undefined : member[label];
    if (keys.length !== 2 || content === undefined || typeof name !== 'string' || !/^.{1,60}$/.test(name.trim()))
      return undefined;
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    pairs.push([times === 1 ? name.trim() : `${name.trim()} (${times})`, member[content]]);
  }
  return pairs.length > 0 ? pairs : undefined;
}
