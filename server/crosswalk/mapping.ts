import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { given } from '../rdf/given.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Expression } from './expression.ts';
import { compileExpression } from './expression.ts';
import { MappingError } from './mapping-error.ts';
import { type Format, formats } from './reading/read-content.ts';

const bilingual = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) });
const iri = z.url({ protocol: /^https?$/ });

/** What a set is. */
const setShape = {
  title: bilingual,
  /** The file name the set is known by. */
  dataFile: z.string().min(1),
  /** The file in an archive, or the sheet of a spreadsheet, where there are several. */
  inside: z.string().min(1).optional(),
  source: z.strictObject({ page: iri, file: iri, modified: z.iso.date() }),
  /** Left out where nobody has said under which one the set may be used: its profiles then have none. */
  license: iri.optional(),
  attribution: z.string().min(1),
  expected: z.strictObject({ region: z.string(), departements: z.array(z.string()).min(1) }).optional(),
};
/** How its records are written. */
const formatShape = {
  format: z.enum(formats),
  /** JSONata: the file → its records; a record → its id; → its date; the name of the file that holds record → place. */
  records: z.string().min(1),
  /** JSONata: what stands there → a record; nothing where it is none. */
  record: z.string().min(1).optional(),
  id: z.string().min(1),
  modified: z.string().min(1).optional(),
  profile: z.string().regex(/^[\w.-]+\.jsonata$/),
  /** Whether rows of one id tell of one place, and are to be made one; otherwise the second is refused. */
  merge: z.boolean().optional(),
  ignored: z.array(z.strictObject({ columns: z.array(z.string()).min(1), reason: bilingual })),
};
const ownShape = z.strictObject({ ...setShape, ...formatShape });
const likeShape = z.strictObject({ ...setShape, like: z.string().regex(/^[\w-]+$/) });
/** Of a format that comes with the server. */
const formatHeader = z.strictObject({
  ...formatShape,
  /** JSONata: whether a file's content is in this format. */
  detect: z.string().min(1).optional(),
  /** Left out, with `profile`, where only the envelope is known: what is in it is then guessed from its columns. */
  id: formatShape.id.optional(),
  profile: formatShape.profile.optional(),
  /** JSONata: a file's content → the coordinate system that it says it is in. */
  system: z.string().min(1).optional(),
});
const writtenShape = z.strictObject({ ...formatShape, profile: z.string().min(1) });

/** How records are written and read, in words that can be kept: `profile` is the text of the expression. */
export type WrittenFormat = z.infer<typeof writtenShape>;

/** What is known of a set, whatever its records are written in. */
export interface SetDetails {
  /** A name for addresses: of the mapping’s file without its extension, where it has one. */
  readonly key: string;
  readonly title: Bilingual;
  readonly dataFile: string;
  /** The file in an archive, or the sheet of a spreadsheet, where there are several. */
  readonly inside?: string;
  /** Where the set comes from: a page for people, the file itself, its last change as an ISO date. */
  readonly source: { readonly page: string; readonly file: string; readonly modified: string };
  readonly license?: string;
  /** The credit that must be shown wherever the data is. */
  readonly attribution: string;
  /** INSEE codes of where the set's places are supposed to be. */
  readonly expected?: { readonly region: string; readonly departements: readonly string[] };
}

/** How one set of somebody else's records becomes profiles: a header (JSON) and an expression (JSONata), no code. */
export interface Mapping extends SetDetails {
  /** The known format that its records are written in, where it says one. */
  readonly like?: string;
  /** The mapping itself, where it does not come with the server. */
  readonly written?: WrittenFormat;
  readonly format: Format;
  readonly records: Expression;
  readonly record?: Expression;
  readonly id: Expression;
  readonly modified?: Expression;
  readonly profile: Expression;
  readonly merge: boolean;
  /** Columns left out on purpose, and why. */
  readonly ignored: ReadonlyMap<string, Bilingual>;
}

/** Reads and compiles a mapping; throws a MappingError that names the key or the expression at fault. */
export async function readMapping(file: URL): Promise<Mapping> {
  const name = decodeURIComponent(file.pathname.split('/').at(-1) ?? '');
  const json = await readJson(name, file);
  const key = name.replace(/\.json$/, '');
  if (typeof json === 'object' && json !== null && 'like' in json) {
    const { like, ...set } = parse(likeShape, name, json);
    return mappingOfFormat(like, detailsOf(key, set));
  }
  const { format, records, record, id, modified, profile, merge, ignored, ...set } = parse(ownShape, name, json);
  const text = await readProfile(name, file, profile);
  const more = { ...given('record', record), ...given('modified', modified), ...given('merge', merge) };
  const how = { format, records, id, profile: text, ignored, ...more };
  return { ...detailsOf(key, set), written: how, ...compileFormat(name, how, profile) };
}

/** The mapping of a set whose records are written in a format that comes with the server; throws where there is no such format, or where it is only an envelope. */
export async function mappingOfFormat(like: string, set: SetDetails): Promise<Mapping> {
  const name = `${like}.json`;
  const { detect: _, system: __, id, profile, ...how } = await readFormat(like);
  if (id === undefined || profile === undefined)
    throw new MappingError(name, 'profile', 'only the envelope is known: say “auto” in its place');
  const text = await readProfile(name, formatFile(like), profile);
  return { ...set, like, ...compileFormat(name, { ...how, id, profile: text }, profile) };
}

/** The mapping of a set that was written down whole; throws a MappingError where it is wrong. */
export function mappingOfWritten(written: unknown, set: SetDetails): Mapping {
  const how = parse(writtenShape, `${set.key}.json`, written);
  return { ...set, written: how, ...compileFormat(`${set.key}.json`, how, `${set.key}.jsonata`) };
}

/** The header of a format that comes with the server. */
export async function readFormat(like: string): Promise<z.infer<typeof formatHeader>> {
  return parse(formatHeader, `${like}.json`, await readJson(`${like}.json`, formatFile(like)));
}

function formatFile(like: string): URL {
  return new URL(`formats/${like}.json`, import.meta.url);
}

function detailsOf(
  key: string,
  { license, expected, inside, ...set }: z.infer<z.ZodObject<typeof setShape>>,
): SetDetails {
  const more = { ...given('license', license), ...given('expected', expected), ...given('inside', inside) };
  return { key, ...set, ...more };
}

function readProfile(name: string, beside: URL, profile: string): Promise<string> {
  return readFile(new URL(profile, beside), 'utf8').catch(() => {
    throw new MappingError(name, 'profile', `${profile} cannot be read`);
  });
}

/** A record takes a fraction of a millisecond; on a machine that is busy with other things, longer. */
const recordMs = 3000;

/** How records are found in a file; throws a MappingError where an expression is malformed. */
export function compileRecords(name: string, how: Pick<WrittenFormat, 'format' | 'records' | 'record'>) {
  const compile = (part: string, text: string, timeoutMs: number) =>
    compileExpression({ mapping: name, part, text, timeoutMs });
  return {
    format: how.format,
    records: compile('records', how.records, 60_000),
    ...(how.record === undefined ? {} : { record: compile('record', how.record, recordMs) }),
  };
}

function compileFormat(name: string, how: WrittenFormat, profileName: string) {
  const compile = (part: string, text: string, timeoutMs: number) =>
    compileExpression({ mapping: part === 'profile' ? profileName : name, part, text, timeoutMs });
  return {
    ...compileRecords(name, how),
    id: compile('id', how.id, recordMs),
    ...(how.modified === undefined ? {} : { modified: compile('modified', how.modified, recordMs) }),
    profile: compile('profile', how.profile, recordMs),
    merge: how.merge ?? false,
    ignored: new Map(how.ignored.flatMap(({ columns, reason }) => columns.map((column) => [column, reason] as const))),
  };
}

async function readJson(name: string, file: URL): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new MappingError(name, 'header', 'there is no such mapping file');
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MappingError(name, 'header', (error as Error).message);
  }
}

function parse<Shape extends z.ZodType>(shape: Shape, name: string, json: unknown): z.infer<Shape> {
  const { success, data, error } = shape.safeParse(json);
  if (success) return data;
  // A key that is misspelt is missing too: what is unknown says more.
  const issues = [...error.issues].sort(
    (a, b) => Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'),
  );
  const [issue, ...others] = issues.map(({ path, message }) => ({ where: path.join('.') || 'header', message }));
  const rest = others.map(({ where, message }) => `; ${where}: ${message}`).join('');
  throw new MappingError(name, issue?.where ?? 'header', `${issue?.message ?? 'malformed'}${rest}`);
}
