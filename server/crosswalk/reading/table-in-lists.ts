import { writePath } from './record-path.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** A list of columns that says their names (Socrata, CKAN), and where the names stand in it. */
interface Header {
  readonly path: string;
  readonly names: readonly string[];
}

const maxDepth = 5;

/** Finds a table that is written as a list of plain lists: with its header as the first of them, or with the names of its columns elsewhere. */
export function tableInLists(
  content: unknown,
): { readonly path: string; readonly records: readonly Fields[] } | undefined {
  const tables: Table[] = [];
  const headers: Header[] = [];
  const walk = (value: unknown, names: readonly string[]): void => {
    if (names.length > maxDepth || typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) {
      for (const [name, child] of Object.entries(value)) walk(child, [...names, name]);
    } else if (value.length > 1 && value.every(isRow)) tables.push({ names, rows: value });
    else {
      const member = ['name', 'id'].find(
        (one) => value.length > 1 && value.every((each) => typeof each?.[one] === 'string'),
      );
      if (member)
        headers.push({ path: `${writePath(names)}.${member}`, names: value.map((each) => String(each[member])) });
    }
  };
  walk(content, []);
  const [table] = tables.sort((a, b) => b.rows.length - a.rows.length);
  if (!table) return undefined;
  const width = Math.max(...table.rows.slice(0, 100).map((row) => row.length));
  const header = headers.find(({ names }) => names.length === width);
  const first = table.rows[0] ?? [];
  const isNamed = first.every((cell) => typeof cell === 'string' && cell.trim() !== '') && first.length === width;
  if (!header && !isNamed) return undefined;
  const columns = header?.names ?? first.map(String);
  const path = writePath(table.names);
  const rows = header ? path : `$filter(${path}, function($row, $at) { $at > 0 })`;
  return {
    path: `($names := ${header?.path ?? `${path}[0]`}; $map(${rows}, function($row) { $merge($map($names, function($name, $at) { { $name: $row[$at] } })) }))`,
    records: table.rows
      .slice(header ? 0 : 1)
      .map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]]))),
  };
}

function isRow(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 1 && value.every((cell) => typeof cell !== 'object' || cell === null);
}
