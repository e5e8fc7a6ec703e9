import { isEmptyCell } from '../columns.ts';
import type { Guesses, SampledColumn } from './guess-columns.ts';
import { quote } from './write-jsonata.ts';

/** A record's columns by their paths. */
export type Row = ReadonlyMap<string, unknown>;

/** What tells records apart, as JSONata; whether several rows may have the same, which are then one place. */
export interface Identity {
  readonly expression: string;
  readonly columns: readonly string[];
  readonly repeats: boolean;
}

/** A column of ids has hardly any gaps. */
const nearlyAll = 0.9;

/** Chooses a column of ids; one that repeats with its name, where a place has several rows; else its name and where it is. */
export function chooseIdentity(guesses: Guesses, columns: readonly SampledColumn[], cells: readonly Row[]): Identity {
  const id = guesses.get('id')?.path;
  const others = (['name', 'postalCode', 'city'] as const).flatMap((role) => guesses.get(role)?.path ?? []);
  if (id !== undefined) {
    const isWhole = cells.every((row) => !isEmptyCell(row.get(id)));
    const own = idOf(id, cells);
    const expression = isWhole
      ? own
      : `$lookupColumn(${quote(id)}) != '' ? ${own} : $slug(${others.map(quote).join(', ')})`;
    return { expression, columns: [id], repeats: false };
  }
  const repeated = columns.find((column) => isRepeatedId(column, guesses.get('name')?.path, cells));
  if (repeated) return { expression: idOf(repeated.path, cells), columns: [repeated.path], repeats: true };
  const used = (['name', 'postalCode', 'city', 'street'] as const).flatMap((role) => guesses.get(role)?.path ?? []);
  const key = (row: Row, paths: readonly string[]) => JSON.stringify(paths.map((path) => row.get(path)));
  const isUnique = (paths: readonly string[]) => new Set(cells.map((row) => key(row, paths))).size === cells.length;
  const some = [1, 2, 3, 4].map((count) => used.slice(0, count)).find(isUnique) ?? used;
  const paths = some.length === 1 ? used.slice(0, 2) : some;
  return { expression: `$slug(${paths.map(quote).join(', ')})`, columns: paths, repeats: !isUnique(paths) };
}

function isRepeatedId({ path, values }: SampledColumn, name: string | undefined, cells: readonly Row[]): boolean {
  if (
    !/(?:^|[_. ])(?:id|identifiant|code|ref)(?:$|[_. ])/i.test(path.replace(/([a-z])([A-Z])/g, '$1_$2')) ||
    /insee|postal|commune/i.test(path)
  )
    return false;
  if (name === undefined || values.length < cells.length * nearlyAll) return false;
  if (!values.every((value) => /^[\w.-]{1,100}$/.test(String(value)))) return false;
  const names = new Map<string, Set<string>>();
  for (const row of cells)
    names.set(String(row.get(path)), (names.get(String(row.get(path))) ?? new Set()).add(String(row.get(name))));
  return names.size > 1 && names.size > cells.length / 10 && [...names.values()].every(({ size }) => size === 1);
}

/** An id is taken as it is where it can stand in an address. */
function idOf(path: string, cells: readonly Row[]): string {
  const isPlain = cells.every(
    (row) => isEmptyCell(row.get(path)) || /^[A-Za-z0-9][\w.-]{0,99}$/.test(String(row.get(path))),
  );
  return isPlain ? `$string($lookupColumn(${quote(path)}))` : `$slug(${quote(path)})`;
}
