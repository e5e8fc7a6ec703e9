import { communeByPostalCode, departementOfPostalCode } from '../../geography/communes.ts';
import { regionOf } from '../../geography/departements.ts';
import { foldText } from '../../rdf/fold-text.ts';
import { flattenRecord, isEmptyCell } from '../columns.ts';
import { showCell } from '../loss-report.ts';
import { readFormat, type WrittenFormat } from '../mapping.ts';
import { splitAddress } from '../split-address.ts';
import { chooseGrid } from './choose-grid.ts';
import { guessColumns, type Role, type SampledColumn } from './guess-columns.ts';
import { kindOfWords } from './kind-words.ts';
import type { Look } from './look-at-file.ts';

/** A mapping that a person is to finish. */
export interface Sketch {
  /** How the records are written; `profile` is the text of the expression, with the columns that nothing was found for as comments. */
  readonly written: WrittenFormat;
  /** Where the places are, when nearly all of them say so. */
  readonly expected?: { readonly region: string; readonly departements: readonly string[] };
  readonly guessed: readonly { readonly role: Role; readonly column: string }[];
  readonly left: readonly { readonly column: string; readonly filled: number; readonly examples: readonly string[] }[];
  /** What a person should look at first. */
  readonly doubts: readonly string[];
}

/** A région is only named when nearly all places lie in it. */
const nearlyAll = 0.9;

/** Proposes a mapping for a file by its columns and their values. */
export async function sketchMapping({ format, path, records, like, system }: Look): Promise<Sketch> {
  const columns = sampleColumns(records);
  const guesses = guessColumns(columns.filter(({ path: name }) => !isMechanics(name)));
  const at = (role: Role) => guesses.get(role)?.path;
  const cells = records.map(flattenRecord).flatMap((flat) => (flat.state === 'columns' ? [flat.columns] : []));
  const cell = (row: ReadonlyMap<string, unknown>, role: Role) => {
    const column = at(role);
    return column === undefined ? undefined : String(row.get(column) ?? '').trim() || undefined;
  };
  const isSplit =
    !guesses.has('postalCode') && shareOf(guesses.get('street'), (value) => splitAddress(value) !== undefined) > 0.5;
  const isCodeAndCity =
    !guesses.has('city') && shareOf(guesses.get('postalCode'), (value) => Boolean(splitAddress(value)?.city)) > 0.5;
  const places = cells.map((row) => {
    const whole = splitAddress(cell(row, isSplit ? 'street' : 'postalCode') ?? '');
    return {
      row,
      postalCode: (whole?.postalCode ?? cell(row, 'postalCode'))?.padStart(5, '0'),
      city: cell(row, 'city') ?? whole?.city,
    };
  });
  const isCode = (value: string) => /^(?:\d{4,5}|2[AB]\d{3})$/.test(value.trim());
  const insee =
    guesses.has('city') || isSplit || isCodeAndCity
      ? undefined
      : columns.find(
          (column) => /insee|code_?(?:com|commune)$/i.test(column.path) && shareOf(column, isCode) > nearlyAll,
        )?.path;
  const axes = [at('longitude') ?? '', at('latitude') ?? ''] as const;
  const named = columns.find(({ path: name }) => name === 'spatialReference');
  const grid =
    system ?? chooseGrid(places.map(({ row, ...rest }) => ({ ...rest, x: row.get(axes[0]), y: row.get(axes[1]) })));
  const identity = chooseIdentity(guesses, columns, cells);
  const taken = new Set([...guesses.values()].map(({ path: name }) => name));
  for (const used of [...identity.columns, ...(named ? [named.path] : []), ...(insee ? [insee] : [])]) taken.add(used);
  const ignored = like ? (await readFormat(like.name)).ignored : [];
  const mechanics = columns.flatMap(({ path: name }) => (isMechanics(name) && !taken.has(name) ? [name] : []));
  const codes = columns.flatMap(({ path: name }) =>
    /insee/i.test(name) && guesses.has('city') && !taken.has(name) ? [name] : [],
  );
  const groups = [
    ...ignored,
    ...(mechanics.length > 0
      ? [{ columns: mechanics, reason: { fr: 'Mécanique de la source.', en: 'Workings of the source.' } }]
      : []),
    ...(codes.length > 0
      ? [
          {
            columns: codes,
            reason: {
              fr: 'La commune est trouvée par son nom et son code postal.',
              en: 'The commune is found by its name and postal code.',
            },
          },
        ]
      : []),
  ];
  const out = new Set(groups.flatMap((group) => group.columns));
  const left = columns
    .filter(({ path: name }) => !taken.has(name) && !out.has(name))
    .map(({ path: name, filled, values }) => ({ column: name, filled, examples: examplesOf(values) }));
  const modified = at('modified');
  return {
    written: {
      format,
      records: path,
      id: identity.expression,
      ...(modified ? { modified: `$date(${quote(modified)})` } : {}),
      profile: writeProfile({
        guesses,
        left,
        grid: named ? 'spatialReference' : grid && quote(grid),
        isSplit,
        isCodeAndCity,
        insee,
        isFrench: isFrenchSet(places.flatMap(({ postalCode }) => postalCode ?? [])),
      }),
      ...(identity.repeats ? { merge: true } : {}),
      ignored: groups.map(({ columns: names, reason }) => ({ columns: [...names], reason })),
    },
    ...expectedOf(places.flatMap(({ postalCode }) => postalCode ?? [])),
    guessed: [...guesses].map(([role, { path: name }]) => ({ role, column: name })),
    left,
    doubts: [
      ...(guesses.has('name') ? [] : ['no column looks like the name of a place: say which in $name']),
      ...(guesses.has('position') || guesses.has('longitude')
        ? []
        : ['no column looks like a position: places are put at the centre of their commune']),
      ...(identity.repeats ? ['some ids stand in several rows, which are made one place ("merge")'] : []),
    ],
  };
}

/** What formats of maps carry beside the data. */
function isMechanics(path: string): boolean {
  return /^(?:type|bbox|geometry\.type|geometry_name|geometry\.crs.*|crs)$|(?:^|\.)@(?:gml:id|srsName|srsDimension|xmlns.*)$/.test(
    path,
  );
}

function shareOf(column: SampledColumn | undefined, is: (value: string) => boolean): number {
  if (!column || column.values.length === 0) return 0;
  return column.values.filter((value) => is(String(value))).length / column.values.length;
}

type Row = ReadonlyMap<string, unknown>;

/** What tells records apart: a column of ids; one that repeats with its name, where a place has several rows; else its name and where it is. */
function chooseIdentity(
  guesses: ReadonlyMap<Role, SampledColumn>,
  columns: readonly SampledColumn[],
  cells: readonly Row[],
) {
  const id = guesses.get('id')?.path;
  if (id !== undefined) return { expression: idOf(id, cells), columns: [id], repeats: false };
  const name = guesses.get('name')?.path;
  const repeated = columns.find(({ path, values }) => {
    if (
      !/(?:^|[_. ])(?:id|identifiant|code|ref)(?:$|[_. ])/i.test(path.replace(/([a-z])([A-Z])/g, '$1_$2')) ||
      /insee|postal|commune/i.test(path)
    )
      return false;
    if (
      name === undefined ||
      values.length < cells.length * nearlyAll ||
      !values.every((value) => /^[\w.-]{1,100}$/.test(String(value)))
    )
      return false;
    const names = new Map<string, Set<string>>();
    for (const row of cells)
      names.set(String(row.get(path)), (names.get(String(row.get(path))) ?? new Set()).add(String(row.get(name))));
    return names.size > 1 && names.size > cells.length / 10 && [...names.values()].every(({ size }) => size === 1);
  });
  if (repeated) return { expression: idOf(repeated.path, cells), columns: [repeated.path], repeats: true };
  const used = (['name', 'postalCode', 'city', 'street'] as const).flatMap((role) => guesses.get(role)?.path ?? []);
  const key = (row: Row, paths: readonly string[]) => JSON.stringify(paths.map((path) => row.get(path)));
  const isUnique = (paths: readonly string[]) => new Set(cells.map((row) => key(row, paths))).size === cells.length;
  const some = [1, 2, 3, 4].map((count) => used.slice(0, count)).find(isUnique) ?? used;
  const paths = some.length === 1 ? used.slice(0, 2) : some;
  return { expression: `$slug(${paths.map(quote).join(', ')})`, columns: paths, repeats: !isUnique(paths) };
}

/** An id is taken as it is where it can stand in an address. */
function idOf(path: string, cells: readonly Row[]): string {
  const isPlain = cells.every(
    (row) => row.get(path) === undefined || /^[A-Za-z0-9][\w.-]{0,99}$/.test(String(row.get(path))),
  );
  return isPlain ? `$string($lookupColumn(${quote(path)}))` : `$slug(${quote(path)})`;
}

function sampleColumns(records: readonly unknown[]): readonly SampledColumn[] {
  const columns = new Map<string, { values: unknown[]; filled: number; all: Set<string> }>();
  for (const record of records) {
    const flat = flattenRecord(record);
    if (flat.state === 'refused') continue;
    for (const [path, value] of flat.columns) {
      const column = columns.get(path) ?? { values: [], filled: 0, all: new Set() };
      columns.set(path, column);
      if (isEmptyCell(value)) continue;
      column.filled++;
      column.all.add(String(value).slice(0, 200));
      if (column.values.length < 200) column.values.push(value);
    }
  }
  return [...columns].map(([path, { values, filled, all }]) => ({
    path,
    values,
    filled,
    isKey: filled === records.length && all.size === filled,
  }));
}

function expectedOf(codes: readonly string[]): Pick<Sketch, 'expected'> {
  const departements = codes.flatMap((code) => departementOfPostalCode(code) ?? []);
  const regions = Map.groupBy(departements, (code) => regionOf(code));
  const [region, most] = [...regions].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  if (!region || !most || most.length < departements.length * nearlyAll) return {};
  return { expected: { region, departements: [...new Set(most)].sort() } };
}

/** Postal codes of elsewhere do not stand for a French commune, or only by chance. */
function isFrenchSet(codes: readonly string[]): boolean {
  const known = codes.filter((code) => communeByPostalCode(code) !== undefined);
  return codes.length === 0 || known.length > codes.length / 2;
}

interface Profile {
  readonly guesses: ReadonlyMap<Role, SampledColumn>;
  readonly left: Sketch['left'];
  /** JSONata that gives the name of the grid. */
  readonly grid: string | undefined;
  /** Where nothing else tells the commune: the column of its INSEE code. */
  readonly insee: string | undefined;
  /** The street's column holds the whole address; the postal code's holds the city too. */
  readonly isSplit: boolean;
  readonly isCodeAndCity: boolean;
  /** Nothing speaks against it. */
  readonly isFrench: boolean;
}

function writeProfile({ guesses, left, grid, isSplit, isCodeAndCity, isFrench, insee }: Profile): string {
  const call = (name: string, role: Role, ...more: readonly string[]) => {
    const path = guesses.get(role)?.path;
    return path === undefined ? undefined : `$${name}(${[quote(path), ...more].join(', ')})`;
  };
  const [longitude, latitude] = [guesses.get('longitude')?.path, guesses.get('latitude')?.path];
  const more = grid === undefined ? [] : [grid];
  const position =
    longitude && latitude
      ? `$position(${[quote(longitude), quote(latitude), ...more].join(', ')})`
      : call('position', 'position', ...(grid === undefined ? [] : ['undefined', grid]));
  const whole: Role = isSplit ? 'street' : 'postalCode';
  const hasCity = guesses.has('city') || isSplit || isCodeAndCity || insee !== undefined;
  const address = members([
    ['type', "'PostalAddress'"],
    ['streetAddress', isSplit ? call('addressPart', 'street', "'street'") : call('line', 'street')],
    [
      'postalCode',
      isSplit
        ? call('addressPart', 'street', "'postalCode'")
        : call('postalCode', 'postalCode', ...(guesses.has('city') ? ['$city'] : [])),
    ],
    ['addressLocality', hasCity ? '$city' : undefined],
    ['addressCountry', call('line', 'country') ?? (isFrench ? "'FR'" : undefined)],
  ]);
  const place = members([
    ['name', '$name'],
    ['description', call('text', 'description')],
    ['address', hasCity || guesses.has('postalCode') || guesses.has('street') ? `{\n${indent(address)}\n}` : undefined],
    ['geo', position],
    ['url', call('url', 'url')],
    ['telephone', call('telephone', 'telephone')],
    ['email', call('email', 'email', '[$name]')],
    ['siret', call('siret', 'siret')],
    ['openingHours', call('text', 'hours')],
    ['kind', kindTable(guesses.get('kind')) ?? '$kindOf($name)'],
  ]);
  const city = guesses.has('city')
    ? call('line', 'city')
    : insee === undefined
      ? call('addressPart', whole, "'city'")
      : `$commune(${quote(insee)})`;
  const lines = [
    `$name := ${call('line', 'name') ?? "$line('?')"};`,
    ...(hasCity ? [`$city := ${city};`] : []),
    '{',
    indent(place),
    '}',
  ];
  const rest = left.map(({ column, filled, examples }) => `   ${column} (${filled}): ${examples.join(' | ')}`);
  const note =
    rest.length > 0
      ? `/* Columns that nothing was found for: give them a home, or a reason in "ignored".\n${comment(rest.join('\n'))} */\n`
      : '';
  return `${note}(\n${indent(lines.join('\n'))}\n)\n`;
}

/** A table with every value that occurs and the kind that its words speak of, for a person to look over. */
function kindTable(column: SampledColumn | undefined): string | undefined {
  if (!column) return undefined;
  const words = new Set(
    column.values.flatMap((value) =>
      (Array.isArray(value) ? value.map(String) : String(value).split(/[;|,]/)).map((word) =>
        word.trim().toLowerCase(),
      ),
    ),
  );
  const rows = [...words]
    .filter((word) => word !== '')
    .slice(0, 60)
    .map((word) => `${quote(word)}: ${quote(kindOfWords(foldText(word)))}`);
  return `($kinds := $concepts(${quote(column.path)}, 'kinds', {\n${indent(rows.join(',\n'))}\n}); $kinds ? $kinds : $kindOf($name))`;
}

function members(entries: readonly (readonly [string, string | undefined])[]): string {
  return entries.flatMap(([name, value]) => (value === undefined ? [] : `'${name}': ${value}`)).join(',\n');
}

function examplesOf(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.map(showCell))].slice(0, 3);
}

function quote(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text.replaceAll('\\', '\\\\')}'`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}

function comment(text: string): string {
  return text.replaceAll('*/', '* /');
}
