import { writePath } from './record-path.ts';

interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** A table whose rows are plain lists. */
export interface TableInLists {
  readonly path: string;
  /** JSONata: a row → its cells by name; nothing for the row that is the header. */
  readonly record: string;
  /** How many rows there are. */
  readonly count: number;
}

const maxDepth = 5;

/** Finds a table that is written as a list of plain lists: with its header as the first of them, or with the names of its columns elsewhere. */
export function tableInLists(content: unknown): TableInLists | undefined {
  const tables: Table[] = [];
  // Lists of columns that say their names (Socrata, CKAN).
  const headers: (readonly string[])[] = [];
  const walk = (value: unknown, names: readonly string[]): void => {
    if (names.length > maxDepth || typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) {
      for (const [name, child] of Object.entries(value)) walk(child, [...names, name]);
    } else if (value.length > 1 && value.every(isRow)) tables.push({ names, rows: value });
    else {
      const member = ['name', 'id'].find(
        (one) => value.length > 1 && value.every((each) => typeof each?.[one] === 'string'),
      );
      if (member) headers.push(value.map((each) => String(each[member])));
    }
  };
  walk(content, []);
  const [table] = tables.sort((a, b) => b.rows.length - a.rows.length);
  if (!table) return undefined;
  const width = Math.max(...table.rows.slice(0, 100).map((row) => row.length));
  const header = headers.find((names) => names.length === width);
  const first = table.rows[0] ?? [];
  const isNamed = first.every((cell) => typeof cell === 'string' && cell.trim() !== '') && first.length === width;
  if (!header && !isNamed) return undefined;
  const columns = tellApart(header ?? first.map(String));
  const cells = `{ ${columns.map((name, at) => `${JSON.stringify(name)}: $[${at}]`).join(', ')} }`;
  const isNoHeader = first.map((name, at) => `$[${at}] != ${JSON.stringify(name)}`).join(' or ');
  return {
    path: writePath(table.names),
    record: header ? cells : `${isNoHeader} ? ${cells}`,
    count: header ? table.rows.length : table.rows.length - 1,
  };
}

/** A name that stands twice would hide a column. */
function tellApart(names: readonly string[]): readonly string[] {
  const isTwice = (name: string, at: number) => names.indexOf(name) < at;
  return names.map((name, at) => (isTwice(name, at) ? `${name} (column ${at + 1})` : name));
}

function isRow(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 1 && value.every((cell) => typeof cell !== 'object' || cell === null);
}
