import { departementOfPostalCode } from '../geography/communes.ts';
import { regionOf } from '../geography/departements.ts';
import { flattenRecord, isEmptyCell } from './columns.ts';
import { decodeFile } from './decode-file.ts';
import { findRecords, writePath } from './find-records.ts';
import { guessColumns, type Role, type SampledColumn } from './guess-columns.ts';
import { showCell } from './loss-report.ts';
import { delimiterOf, type Format, formats, readContent } from './read-content.ts';

/** A mapping that a person is to finish. */
export interface Sketch {
  readonly header: Readonly<Record<string, unknown>>;
  /** JSONata, with the columns that nothing was found for as comments. */
  readonly profile: string;
  readonly records: number;
  readonly guessed: readonly { readonly role: Role; readonly column: string }[];
  readonly left: readonly { readonly column: string; readonly filled: number; readonly examples: readonly string[] }[];
}

const sampled = 2000;
/** A région is only named when nearly all places lie in it. */
const nearlyAll = 0.9;

/** Proposes a mapping for a file by its columns and their values; throws when there are no records in it. */
export function sketchMapping(key: string, dataFile: string, bytes: Uint8Array): Sketch {
  const { text } = decodeFile(bytes);
  const { format, value } = readAny(text);
  const found = findRecords(value);
  if (!found) throw new Error(`there is no list of records in ${dataFile}`);
  const columns = sampleColumns(found.records.slice(0, sampled));
  const guesses = guessColumns(columns);
  const at = (role: Role) => guesses.get(role)?.path;
  const taken = new Set([...guesses.values()].map(({ path }) => path));
  const left = columns
    .filter(({ path }) => !taken.has(path))
    .map(({ path, filled, values }) => ({ column: path, filled, examples: examplesOf(values) }));
  const id = at('id');
  const modified = at('modified');
  return {
    header: {
      title: { fr: `${key} (à compléter)`, en: `${key} (to be completed)` },
      dataFile,
      format,
      source: {
        page: 'https://example.org/a-completer',
        file: 'https://example.org/a-completer',
        modified: new Date().toISOString().slice(0, 10),
      },
      attribution: 'À compléter : qui a fait ces données',
      ...expectedOf(guesses.get('postalCode')),
      records: found.path,
      id: id
        ? writePath(id.split('.'))
        : `$slug(${['name', 'postalCode'].flatMap((role) => quoted(at(role as Role))).join(', ')})`,
      ...(modified ? { modified: `$date(${quote(modified)})` } : {}),
      profile: `${key}.jsonata`,
      ignored: [],
    },
    profile: writeProfile(guesses, left),
    records: found.records.length,
    guessed: [...guesses].map(([role, { path }]) => ({ role, column: path })),
    left,
  };
}

function readAny(text: string): { readonly format: Format; readonly value: unknown } {
  const problems: string[] = [];
  const order: readonly Format[] = /^\s*</.test(text) ? ['xml'] : /^\s*[[{]/.test(text) ? ['json', 'ndjson'] : ['csv'];
  for (const format of order) {
    try {
      return { format, value: readContent(format, text).value };
    } catch (error) {
      problems.push(`${format.toUpperCase()}: ${(error as Error).message}`);
    }
  }
  throw new Error(`this is none of ${formats.join(', ')} (${problems.join('; ')}; separator ${delimiterOf(text)})`);
}

function sampleColumns(records: readonly unknown[]): readonly SampledColumn[] {
  const columns = new Map<string, { values: unknown[]; filled: number }>();
  for (const record of records) {
    const flat = flattenRecord(record);
    if (flat.state === 'refused') continue;
    for (const [path, value] of flat.columns) {
      const column = columns.get(path) ?? { values: [], filled: 0 };
      columns.set(path, column);
      if (isEmptyCell(value)) continue;
      column.filled++;
      if (column.values.length < 200) column.values.push(value);
    }
  }
  return [...columns].map(([path, column]) => ({ path, ...column }));
}

function expectedOf(column: SampledColumn | undefined): object {
  const departements = (column?.values ?? []).flatMap(
    (value) => departementOfPostalCode(String(value).padStart(5, '0')) ?? [],
  );
  const regions = Map.groupBy(departements, (code) => regionOf(code));
  const [region, most] = [...regions].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  if (!region || !most || most.length < departements.length * nearlyAll) return {};
  return { expected: { region, departements: [...new Set(most)].sort() } };
}

function writeProfile(guesses: ReadonlyMap<Role, SampledColumn>, left: Sketch['left']): string {
  const call = (name: string, role: Role, ...more: readonly string[]) => {
    const path = guesses.get(role)?.path;
    return path === undefined ? undefined : `$${name}(${[quote(path), ...more].join(', ')})`;
  };
  const [longitude, latitude] = [guesses.get('longitude')?.path, guesses.get('latitude')?.path];
  const position =
    longitude && latitude ? `$position(${quote(longitude)}, ${quote(latitude)})` : call('position', 'position');
  const address = members([
    ['type', "'PostalAddress'"],
    ['streetAddress', call('line', 'street')],
    ['postalCode', call('postalCode', 'postalCode', ...(guesses.has('city') ? ['$city'] : []))],
    ['addressLocality', guesses.has('city') ? '$city' : undefined],
    ['addressCountry', "'FR'"],
  ]);
  const place = members([
    ['name', '$name'],
    ['description', call('text', 'description')],
    ['address', `{\n${indent(address)}\n}`],
    ['geo', position],
    ['url', call('url', 'url')],
    ['telephone', call('telephone', 'telephone')],
    ['email', call('email', 'email', '[$name]')],
    ['siret', call('siret', 'siret')],
    ['openingHours', call('text', 'hours')],
    ['kind', kindTable(guesses.get('kind')) ?? "$concept('kinds', 'other')"],
  ]);
  const lines = [
    `$name := ${call('line', 'name') ?? "$line('?')"};`,
    ...(guesses.has('city') ? [`$city := ${call('line', 'city')};`] : []),
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

/** A table with every value that occurs, for a person to fill in. */
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
    .map((word) => `${quote(word)}: 'other'`);
  return `$concepts(${quote(column.path)}, 'kinds', {\n${indent(rows.join(',\n'))}\n})`;
}

function members(entries: readonly (readonly [string, string | undefined])[]): string {
  return entries.flatMap(([name, value]) => (value === undefined ? [] : `'${name}': ${value}`)).join(',\n');
}

function examplesOf(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.map(showCell))].slice(0, 3);
}

function quoted(path: string | undefined): readonly string[] {
  return path === undefined ? [] : [quote(path)];
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
